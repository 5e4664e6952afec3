/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />

// What a thread of `BenchThread` runs: the first message says what to measure and is answered when
// all is set up and warm; each further one is answered with a time.

import { loadAnyDevice } from "../../lib/devices/load_any_device.ts";
import { hasWideVectors } from "../../lib/devices/wasm/assemble_device.ts";
import { quote } from "../../lib/formats/quote.ts";
import type { Assignment } from "./bench_thread.ts";
import { readBenchmarkData } from "./bench_data.ts";
import { Stopwatch } from "./bench_stopwatch.ts";
import { benchmarks } from "./benchmarks.ts";

self.onmessage = async ({ data }) => {
  try {
    const { device, stopwatch } = await setUp(data);
    self.onmessage = () => self.postMessage(stopwatch.measure());
    const { name, threads } = device;
    self.postMessage({ name, threads, hasWideVectors: hasWideVectors(device) });
  } catch (error) {
    self.postMessage(error);
  }
};

async function setUp({ benchmark: name, datasets, ...options }: Assignment) {
  const benchmark = benchmarks.find((benchmark) => benchmark.name === name);
  if (benchmark === undefined) throw new Error(`Expected a benchmark but found ${quote(name)}`);
  const device = await loadAnyDevice(options);
  const data = await readBenchmarkData(datasets);
  return { device, stopwatch: new Stopwatch(benchmark, device, data) };
}
