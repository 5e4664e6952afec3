import { assertEquals } from "@std/assert";
import {
  describeDevice,
  formatMarkdown,
  formatResult,
  formatResultsAsJson,
  type Result,
} from "../../../cli/benchmarks/bench_report.ts";
import { benchmarks } from "../../../cli/benchmarks/benchmarks.ts";

const [first, second] = benchmarks;
const alone: Result = {
  benchmark: first,
  precision: "f64",
  device: { name: "wasm", threads: 2, hasWideVectors: false },
  seconds: 0.8124,
  peers: [],
};
const pytorch = { name: "pytorch", settings: "threads=1,blas=2", seconds: 3.2496 };
const tensorFlow = { name: "tensorflow.js", settings: "backend=wasm", seconds: 40.62 };
const besidePeers: Result = { ...alone, benchmark: second, peers: [pytorch, tensorFlow] };

Deno.test("formatResult() keeps its first three fields when peers were measured", () => {
  assertEquals(formatResult(alone), `${first.name} f64 0.812`);
  // 0.8124 / 3.2496 = 0.25; 0.8124 / 40.62 = 0.02
  assertEquals(
    formatResult(besidePeers),
    `${second.name} f64 0.812 pytorch 3.250 ratio 0.250 with threads=1,blas=2 ` +
      "tensorflow.js 40.620 ratio 0.0200 with backend=wasm",
  );
});

Deno.test("formatResultsAsJson() has all of each result", () => {
  assertEquals(JSON.parse(formatResultsAsJson([alone, besidePeers])), [
    {
      benchmark: first.name,
      precision: "f64",
      device: "wasm",
      threads: 2,
      seconds: 0.8124,
      peers: [],
    },
    {
      benchmark: second.name,
      precision: "f64",
      device: "wasm",
      threads: 2,
      seconds: 0.8124,
      peers: [pytorch, tensorFlow],
    },
  ]);
});

Deno.test("formatMarkdown() has a row for each result and columns for peers where there are any", () => {
  const besidePyTorch = { ...besidePeers, peers: [pytorch] };
  assertEquals(formatMarkdown([alone, besidePyTorch], "a fast machine").split("\n"), [
    "Seconds for 60,000 images: a fast machine.",
    "",
    "| benchmark |  | precision | seconds | images/s | pytorch, seconds | ratio | with |",
    "| :-- | :-- | :-- | --: | --: | --: | --: | :-- |",
    // 60,000 / 0.8124 = 73,855.2; 0.8124 / 3.2496 = 0.25
    `| \`${first.name}\` | ${first.title} | f64 | 0.812 | 73,855 |  |  |  |`,
    `| \`${second.name}\` | ${second.title} | f64 | 0.812 | 73,855 | 3.250 | 0.25 | threads=1,blas=2 |`,
  ]);
  const [, , titles, , ...rows] = formatMarkdown([alone, besidePeers], "").split("\n");
  assertEquals(titles.endsWith("| tensorflow.js, seconds | ratio | with |"), true);
  assertEquals(rows[1].endsWith("| 40.620 | 0.020 | backend=wasm |"), true);
});

Deno.test("formatMarkdown() has no columns for peers where there are none", () => {
  const lines = formatMarkdown([alone], "a fast machine").split("\n");
  assertEquals(lines.slice(2), [
    "| benchmark |  | precision | seconds | images/s |",
    "| :-- | :-- | :-- | --: | --: |",
    `| \`${first.name}\` | ${first.title} | f64 | 0.812 | 73,855 |`,
  ]);
});

Deno.test("describeDevice() says so where vectors are wide", () => {
  const { device } = alone;
  assertEquals(describeDevice(device), "device wasm (2 threads)");
  const wide = { ...device, hasWideVectors: true };
  assertEquals(describeDevice(wide), "device wasm (2 threads, 256-bit vectors)");
});

Deno.test("describeDevice() names the adapter of a GPU", () => {
  const device = { name: "webgpu", threads: 1, hasWideVectors: false, adapter: "GPU 5" } as const;
  assertEquals(describeDevice(device), "device webgpu (GPU 5)");
});
