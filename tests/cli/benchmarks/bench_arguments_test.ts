import { assertEquals, assertThrows } from "@std/assert";
import { parseBenchArguments } from "../../../cli/benchmarks/bench_arguments.ts";
import { benchmarks } from "../../../cli/benchmarks/benchmarks.ts";
import { UsageError } from "../../../cli/usage_error.ts";

Deno.test("parseBenchArguments() takes everything when nothing is said", () => {
  assertEquals(parseBenchArguments([]), {
    benchmarks,
    precisions: ["f64", "f32"],
    device: undefined,
    threads: undefined,
    peers: false,
    markdown: false,
    datasets: "mnist-datasets",
  });
});

Deno.test("parseBenchArguments() reads names and options in any order and form", () => {
  const { benchmarks, ...options } = parseBenchArguments(
    "--peers ninth --precision=f32 batch-1 --device wasm --threads 3 --markdown --datasets a/b"
      .split(" "),
  );
  assertEquals(benchmarks.map(({ name }) => name), ["ninth", "batch-1"]);
  assertEquals(options, {
    precisions: ["f32"],
    device: "wasm",
    threads: 3,
    peers: true,
    markdown: true,
    datasets: "a/b",
  });
});

const rejected: readonly (readonly [string, string])[] = [
  ["nineth", 'but found "nineth"; did you mean "ninth"?'],
  ["xyzzy-plugh", "Expected a benchmark (batch-1, "],
  ["batch-1 1", 'but found "1"'],
  ["--precission f32", 'found "--precission"; did you mean "--precision"?'],
  ["-p", 'Expected a known option but found "-p"'],
  ["--precision f16", '--precision: Expected f64 or f32 but found "f16"'],
  ["--precision", '--precision: Expected f64 or f32 but found ""'],
  ["--device gpu", '--device: Expected typescript or wasm but found "gpu"'],
  ["--threads 0", '--threads: Expected an integer from 1 to 64 but found "0"'],
  ["--threads 1.5", 'but found "1.5"'],
  ["--threads two", 'but found "two"'],
  ["--datasets", '--datasets: Expected a folder but found ""'],
  ["--peers=no", 'Expected --peers without a value but found "--peers=no"'],
];

for (const [args, message] of rejected) {
  Deno.test(`parseBenchArguments() refuses ${args}`, () => {
    assertThrows(() => parseBenchArguments(args.split(" ")), UsageError, message);
  });
}
