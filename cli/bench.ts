import type { Precision } from "../lib/matrix.ts";
import { defineCommand, formatRows } from "./arguments/command.ts";
import { type BenchArguments, benchArguments, planBench } from "./benchmarks/bench_arguments.ts";
import {
  describeConditions,
  formatMarkdown,
  formatResult,
  type Result,
} from "./benchmarks/bench_report.ts";
import { BenchThread } from "./benchmarks/bench_thread.ts";
import type { Benchmark } from "./benchmarks/benchmark.ts";
import { benchmarks } from "./benchmarks/benchmarks.ts";
import { findPyTorch, measurePeer, type PyTorch, REFERENCE_BLAS } from "./benchmarks/pytorch.ts";

/** How often everything is measured; the best time counts. */
const ROUNDS = 3;

const nameWidth = Math.max(...benchmarks.map(({ name }) => name.length));
const list = formatRows(benchmarks.map(({ name, title, images }) => {
  const count = images.toLocaleString("en").padStart("60,000".length);
  return [`${name.padEnd(nameWidth)}  ${count}`, title];
}));

/** Measures how fast networks train and infer. */
export const command = defineCommand({
  name: "bench",
  summary: "Measures how fast networks train and infer, beside PyTorch",
  ...benchArguments,
  notes: `Prints a line NAME PRECISION SECONDS for each benchmark and precision: the
seconds that an epoch of 60,000 images takes. This includes making, shuffling
and augmenting the batches, but neither loading the data and setting up the
network nor testing it. After a warm-up of a second the work is measured ${ROUNDS}
times; the best time counts, as whatever else the machine does only makes it
longer. It is measured on as many images as the list says, and scaled:

${list}`,

  async run(values) {
    const options = planBench(values);
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
});

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
