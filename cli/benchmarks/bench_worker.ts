/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />

// What a thread of `BenchThread` runs: the first message says what to measure and is answered when
// all is set up and warm; "measure" is answered with a time, "close" when the device is closed.

import type { Device } from "../../lib/devices/device.ts";
import { loadAnyDevice } from "../../lib/devices/load_any_device.ts";
import { hasWideVectors } from "../../lib/devices/wasm/assemble_device.ts";
import { quote } from "../../lib/formats/quote.ts";
import type { Assignment } from "./bench_thread.ts";
import { readBenchmarkData } from "./bench_data.ts";
import { Stopwatch } from "./bench_stopwatch.ts";
import { benchmarks } from "./benchmarks.ts";

self.onmessage = ({ data }) =>
  answer(async () => {
    const { device, adapter, stopwatch } = await setUp(data);
    self.onmessage = ({ data }) =>
      answer(async () => data === "measure" ? await stopwatch.measure() : device[Symbol.dispose]());
    const { name, threads } = device;
    return { name, threads, hasWideVectors: hasWideVectors(device), adapter };
  });

/** Answers a message with what it asks for, or the error that there is in its place. */
async function answer(find: () => Promise<unknown>): Promise<void> {
  try {
    self.postMessage(await find());
  } catch (error) {
    self.postMessage(error);
  }
}

async function setUp({ benchmark: name, datasets, ...options }: Assignment) {
  const benchmark = benchmarks.find((benchmark) => benchmark.name === name);
  if (benchmark === undefined) throw new Error(`Expected a benchmark but found ${quote(name)}`);
  const device = await loadAnyDevice(options);
  const adapter = device.name === "webgpu" ? await adapterOf(device) : undefined;
  const data = await readBenchmarkData(datasets);
  return { device, adapter, stopwatch: await Stopwatch.start(benchmark, device, data) };
}

async function adapterOf(device: Device): Promise<string | undefined> {
  const webgpu = await import("../../lib/devices/webgpu/open_webgpu_device.ts");
  return webgpu.adapterOf(device);
}
