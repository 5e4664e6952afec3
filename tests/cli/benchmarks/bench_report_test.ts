import { assertEquals } from "@std/assert";
import { formatMarkdown, formatResult, type Result } from "../../../cli/benchmarks/bench_report.ts";
import { benchmarks } from "../../../cli/benchmarks/benchmarks.ts";

const [first, second] = benchmarks;
const alone: Result = {
  benchmark: first,
  precision: "f64",
  device: { name: "wasm", threads: 2 },
  seconds: 0.8124,
};
const besidePyTorch: Result = { ...alone, benchmark: second, peerSeconds: 3.2496 };

Deno.test("formatResult() keeps its first three fields when a peer was measured", () => {
  assertEquals(formatResult(alone), `${first.name} f64 0.812`);
  assertEquals(formatResult(besidePyTorch), `${second.name} f64 0.812 pytorch 3.250 ratio 0.250`);
});

Deno.test("formatMarkdown() has a row for each result and columns for peers where there are any", () => {
  assertEquals(formatMarkdown([alone, besidePyTorch], "a fast machine").split("\n"), [
    "Seconds for 60,000 images: a fast machine.",
    "",
    "| benchmark |  | precision | seconds | images/s | PyTorch, seconds | ratio |",
    "| :-- | :-- | :-- | --: | --: | --: | --: |",
    // 60,000 / 0.8124 = 73,855.2; 0.8124 / 3.2496 = 0.25
    `| \`${first.name}\` | ${first.title} | f64 | 0.812 | 73,855 |  |  |`,
    `| \`${second.name}\` | ${second.title} | f64 | 0.812 | 73,855 | 3.250 | 0.25 |`,
  ]);
});

Deno.test("formatMarkdown() has no columns for peers where there are none", () => {
  const lines = formatMarkdown([alone], "a fast machine").split("\n");
  assertEquals(lines.slice(2), [
    "| benchmark |  | precision | seconds | images/s |",
    "| :-- | :-- | :-- | --: | --: |",
    `| \`${first.name}\` | ${first.title} | f64 | 0.812 | 73,855 |`,
  ]);
});
