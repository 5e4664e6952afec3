import { parseArgs } from "@std/cli";
import { keys } from "../../lib/config/keys.ts";
import { type ValueKind, valueKind } from "../../lib/config/values.ts";
import type { DeviceOptions } from "../../lib/devices/open_device.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { quote } from "../../lib/formats/quote.ts";
import type { Precision } from "../../lib/matrix.ts";
import { rejectFlagValues } from "../arguments/flag_values.ts";
import { suggest } from "../arguments/suggestion.ts";
import { rejectUnknownOption } from "../arguments/unknown_option.ts";
import type { Benchmark } from "./benchmark.ts";
import { benchmarks } from "./benchmarks.ts";
import { mnist } from "../fetching/datasets.ts";
import { UsageError } from "../usage_error.ts";

/** What `mnist bench` is asked to do. */
export interface BenchArguments {
  readonly benchmarks: readonly Benchmark[];
  readonly precisions: readonly Precision[];
  readonly device: DeviceOptions["device"];
  readonly threads: DeviceOptions["threads"];
  /** Whether to measure PyTorch too. */
  readonly peers: boolean;
  /** Whether to print a table for the README in place of lines for a program. */
  readonly markdown: boolean;
  /** Folder with the MNIST files. */
  readonly datasets: string;
}

const folder = valueKind("a folder", (text) => text === "" ? undefined : text);

const switches = ["peers", "markdown"] as const;
const valued = ["precision", "device", "threads", "datasets"] as const;

/**
 * Reads the arguments `[name ...] [--precision f64|f32] ...`.
 *
 * @throws {UsageError} If there is no such benchmark or option, or a value is not what it must be.
 */
export function parseBenchArguments(args: readonly string[]): BenchArguments {
  rejectFlagValues(args, ...switches);
  const { _: names, precision, device, threads, peers, markdown, datasets } = parseArgs(args, {
    boolean: switches,
    string: [...valued, "_"],
    unknown: rejectUnknownOption(...switches, ...valued),
  });
  return {
    benchmarks: names.length === 0 ? benchmarks : names.map(benchmarkNamed),
    precisions: precision === undefined
      ? ["f64", "f32"]
      : [parseOption("precision", keys.precision.kind, precision)],
    device: device === undefined ? undefined : parseOption("device", keys.device.kind, device),
    threads: threads === undefined ? undefined : parseOption("threads", keys.threads.kind, threads),
    peers,
    markdown,
    datasets: datasets === undefined ? mnist.folder : parseOption("datasets", folder, datasets),
  };
}

function benchmarkNamed(name: string): Benchmark {
  const benchmark = benchmarks.find((benchmark) => benchmark.name === name);
  if (benchmark !== undefined) return benchmark;
  const names = benchmarks.map(({ name }) => name);
  throw new UsageError(
    `Expected a benchmark (${names.join(", ")}) but found ${quote(name)}` + suggest(name, names),
  );
}

function parseOption<T>(name: string, kind: ValueKind<T>, text: string): T {
  try {
    return kind.parse(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UsageError(`--${name}: ${error.message}`, { cause: error });
  }
}
