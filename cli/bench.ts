import type { Precision } from "../lib/matrix.ts";
import { type BenchArguments, parseBenchArguments } from "./benchmarks/bench_arguments.ts";
import {
  describeConditions,
  formatMarkdown,
  formatResult,
  type Result,
} from "./benchmarks/bench_report.ts";
import { BenchThread } from "./benchmarks/bench_thread.ts";
import type { Benchmark } from "./benchmarks/benchmark.ts";
import { benchmarks } from "./benchmarks/benchmarks.ts";
import type { Command } from "./command.ts";
import { mnist } from "./fetching/datasets.ts";
import { findPyTorch, measurePeer, type PyTorch, REFERENCE_BLAS } from "./benchmarks/pytorch.ts";

/** How often everything is measured; the best time counts. */
const ROUNDS = 3;

const nameWidth = Math.max(...benchmarks.map(({ name }) => name.length));
const list = benchmarks.map(({ name, title, images }) =>
  `  ${name.padEnd(nameWidth)}  ${title}; ${images.toLocaleString("en")} images`
).join("\n");

/** Measures how fast networks train and infer. */
export const command: Command = {
  name: "bench",
  usage: "[name ...] [options]",
  summary: "Measures how fast networks train and infer, and PyTorch beside them",
  help:
    `Prints a line NAME PRECISION SECONDS for each benchmark and precision: the seconds that an epoch
of 60,000 images takes. This includes making, shuffling and augmenting the batches, but neither
loading the data and setting up the network nor testing it. After a warm-up of a second the work is
measured ${ROUNDS} times; the best time counts, as whatever else the machine does only makes it longer.
It is measured on as many images as the list says, and scaled:

${list}

Without names, all of them are measured, one after the other.

--precision f64|f32       only this one; both when left out
--device typescript|wasm  what does the arithmetic; the fastest that runs here when left out
--threads <n>             threads that share the arithmetic; one per processor when left out
--peers                   measures PyTorch too, in turns, with one thread and with one per processor;
                          its best time and our share of it follow: "pytorch SECONDS ratio R"
--markdown                prints a table for the README instead
--datasets <folder>       where the MNIST files are; ${mnist.folder} when left out`,

  async run(args) {
    const options = parseBenchArguments(args);
    const pytorch = options.peers ? await findPyTorchOrTell() : undefined;
    const results: Result[] = [];
    for (const benchmark of options.benchmarks) {
      for (const precision of options.precisions) {
        const result = await measure(benchmark, precision, options, pytorch);
        if (!options.markdown) console.log(formatResult(result));
        results.push(result);
      }
    }
    if (options.markdown) {
      console.log(formatMarkdown(results, describeConditions(results[0].device, pytorch)));
    }
  },
};

/** PyTorch, if it is there; tells the user what would make the comparison possible, or fair. */
async function findPyTorchOrTell(): Promise<PyTorch | undefined> {
  const pytorch = await findPyTorch();
  if (pytorch === undefined) {
    tell("Expected PyTorch but found none: on Debian, apt-get install python3-torch libopenblas0");
  } else if (pytorch.version.endsWith(REFERENCE_BLAS)) {
    tell(
      `Expected PyTorch with a fast BLAS but found the ${REFERENCE_BLAS}, about ten times ` +
        "slower: on Debian, apt-get install libopenblas0",
    );
  }
  return pytorch;
}

function tell(message: string): void {
  console.error(`mnist: ${message}`);
}

/** The best of several times, of ours and of PyTorch's, taken in turns. */
async function measure(
  benchmark: Benchmark,
  precision: Precision,
  { device, threads, datasets }: BenchArguments,
  pytorch: PyTorch | undefined,
): Promise<Result> {
  const peers = pytorch === undefined
    ? []
    : peerMeasurements(pytorch, benchmark, precision, datasets);
  const assignment = { benchmark: benchmark.name, precision, device, threads, datasets };
  using thread = await BenchThread.start(assignment);
  const times: number[] = [];
  const peerTimes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(await thread.measure());
    for (const measurePeer of peers) peerTimes.push(await measurePeer());
  }
  return {
    benchmark,
    precision,
    device: thread.device,
    seconds: Math.min(...times),
    peerSeconds: peers.length === 0 ? undefined : Math.min(...peerTimes),
  };
}

/** PyTorch at the same work, once with each number of threads that may be its best. */
function peerMeasurements(
  pytorch: PyTorch,
  { peer }: Benchmark,
  precision: Precision,
  datasets: string,
): (() => Promise<number>)[] {
  if (peer === undefined) return [];
  const threadCounts = [...new Set([1, navigator.hardwareConcurrency])];
  return threadCounts.map((threads) => () =>
    measurePeer(pytorch, peer, { precision, threads, datasets })
  );
}
