import { assertEquals, assertThrows } from "@std/assert";
import { readArguments, UsageError } from "../../../cli/arguments/reader.ts";
import { benchArguments, planBench } from "../../../cli/benchmarks/bench_arguments.ts";
import { benchmarks } from "../../../cli/benchmarks/benchmarks.ts";
import { OptionError } from "../../../lib/config/source.ts";

function plan(args: readonly string[]) {
  return planBench(readArguments(benchArguments, args));
}

Deno.test("mnist bench takes everything when nothing is said", () => {
  assertEquals(plan([]), {
    benchmarks,
    precisions: ["f64", "f32"],
    device: undefined,
    threads: undefined,
    peers: false,
    markdown: false,
    json: false,
    datasets: "mnist-datasets",
  });
});

Deno.test("mnist bench reads names and options in any order and form", () => {
  const { benchmarks, ...options } = plan(
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
    json: false,
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
  ["--precision", "--precision: Expected f64 or f32 but found none"],
  ["--device gpu", '--device: Expected typescript, wasm or webgpu but found "gpu"'],
  ["--threads 0", '--threads: Expected an integer from 1 to 64 but found "0"'],
  ["--threads 1.5", 'but found "1.5"'],
  ["--threads two", 'but found "two"'],
  ["--datasets", "--datasets: Expected a folder but found none"],
  ["--peers=no", 'Expected --peers without a value but found "--peers=no"'],
];

for (const [args, message] of rejected) {
  Deno.test(`mnist bench refuses ${args}`, () => {
    assertThrows(() => plan(args.split(" ")), UsageError, message);
  });
}

Deno.test("mnist bench refuses threads for a device without any, as a configuration does", () => {
  assertThrows(
    () => plan(["--threads=2", "--device=typescript"]),
    OptionError,
    '--device: Expected another device beside "threads" but found typescript, ' +
      'which has no threads; "threads" is set by --threads',
  );
  assertEquals(plan(["--threads=2", "--device=wasm"]).threads, 2);
});

Deno.test("mnist bench measures the precisions that a device has", () => {
  assertEquals(plan(["--device=webgpu"]).precisions, ["f32"]);
  assertEquals(plan(["--device=wasm"]).precisions, ["f64", "f32"]);
});

Deno.test("mnist bench prints its results in one form", () => {
  assertThrows(
    () => plan(["--json", "--markdown"]),
    UsageError,
    "Expected --json or --markdown but found both",
  );
});

Deno.test("mnist bench measures webgpu in the precision that it has", () => {
  assertEquals(plan(["--device=webgpu"]).precisions, ["f32"]);
  assertThrows(
    () => plan(["--precision=f64", "--device=webgpu"]),
    OptionError,
    "--precision: Expected f32, the only precision of webgpu, but found f64; " +
      '"device" is set by --device',
  );
});
