import { checkPrecision, checkThreads } from "../../lib/config/combinations.ts";
import { keys } from "../../lib/config/keys.ts";
import type { Override } from "../../lib/config/source.ts";
import type { AnyDeviceOptions } from "../../lib/devices/load_any_device.ts";
import type { Precision } from "../../lib/matrix.ts";
import { flag, option, repeatedOperand } from "../arguments/arguments.ts";
import { deviceOption, keyOption } from "../arguments/config_arguments.ts";
import { UsageError } from "../arguments/reader.ts";
import { folder, oneNamed } from "../arguments/values.ts";
import { mnist } from "../fetching/datasets.ts";
import type { Benchmark } from "./benchmark.ts";
import { benchmarks } from "./benchmarks.ts";
import { TENSORFLOW_JS_FOLDER } from "./tensorflow_js.ts";

/** What `mnist bench` is asked to do. */
export interface BenchArguments {
  readonly benchmarks: readonly Benchmark[];
  readonly precisions: readonly Precision[];
  readonly device: AnyDeviceOptions["device"];
  readonly threads: AnyDeviceOptions["threads"];
  /** Whether to measure other libraries too. */
  readonly peers: boolean;
  /** Whether to print a Markdown table in place of lines for a program. */
  readonly markdown: boolean;
  /** Whether to print JSON in their place. */
  readonly json: boolean;
  /** Folder with the MNIST files. */
  readonly datasets: string;
}

/** What `mnist bench` takes. */
export const benchArguments = {
  operands: {
    names: repeatedOperand(
      "name",
      oneNamed("a benchmark", benchmarks),
      0,
      "what to measure, from the list below; everything, one after the other, when left out",
    ),
  },
  options: {
    precision: option(
      "precision",
      "name",
      keys.precision.kind,
      "only this one; both when left out, if the device has both",
    ),
    device: deviceOption,
    threads: keyOption(keys.threads, "n"),
    peers: flag(
      "peers",
      "measure other libraries too, in turns, each in all settings that may be its fastest; each " +
        "line then adds its best time, the ratio of ours to it, and its settings: " +
        '"pytorch SECONDS ratio R with threads=1,blas=2". PyTorch and OpenBLAS run with one ' +
        "thread and with one per processor, TensorFlow.js (f32 alone) on its backends in " +
        `WebAssembly and in JavaScript; npm brings it, once, into ${TENSORFLOW_JS_FOLDER}`,
    ),
    markdown: flag("markdown", "print a Markdown table instead"),
    json: flag("json", "print JSON instead, once all is done: a list with one object per line"),
    datasets: option(
      "datasets",
      "folder",
      folder,
      `where the MNIST files are; ${mnist.folder} when left out`,
    ),
  },
} as const;

/** What was found of {@linkcode benchArguments}. */
interface BenchValues
  extends Pick<BenchArguments, "device" | "threads" | "peers" | "markdown" | "json"> {
  readonly names: readonly Benchmark[];
  readonly precision?: Precision;
  readonly datasets?: string;
}

/**
 * What to do, with all that was left out filled in.
 *
 * @throws {OptionError} If the device does not go together with the threads or the precision.
 * @throws {UsageError} If two forms of the result are asked for.
 */
export function planBench({ names, precision, datasets, ...rest }: BenchValues): BenchArguments {
  if (rest.json && rest.markdown) {
    throw new UsageError("Expected --json or --markdown but found both");
  }
  const precisions = precision === undefined ? precisionsOf(rest.device) : [precision];
  const given = Object.entries({ device: rest.device, threads: rest.threads, precision })
    .filter(([_, value]) => value !== undefined)
    .map(([key, value]): [string, Override] => [key, { key, value: `${value}` }]);
  const source = { name: "mnist bench", entries: new Map(given) };
  const error = checkThreads(rest, source) ??
    checkPrecision({ ...rest, precision: precisions[0] }, source);
  if (error !== undefined) throw error;
  return {
    ...rest,
    benchmarks: names.length === 0 ? benchmarks : names,
    precisions,
    datasets: datasets ?? mnist.folder,
  };
}

function precisionsOf(device: BenchArguments["device"]): Precision[] {
  return device === "webgpu" ? ["f32"] : ["f64", "f32"];
}
