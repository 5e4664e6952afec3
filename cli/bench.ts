import type { Precision } from "../lib/matrix.ts";
import { defineCommand, formatRows } from "./arguments/command.ts";
import { type BenchArguments, benchArguments, planBench } from "./benchmarks/bench_arguments.ts";
import {
  describeConditions,
  formatMarkdown,
  formatResult,
  formatResultsAsJson,
  type Result,
} from "./benchmarks/bench_report.ts";
import { BenchThread } from "./benchmarks/bench_thread.ts";
import type { Benchmark } from "./benchmarks/benchmark.ts";
import { benchmarks } from "./benchmarks/benchmarks.ts";
import type { Peer } from "./benchmarks/peer.ts";
import { PeerProcess } from "./benchmarks/peer_process.ts";
import { findPeers } from "./benchmarks/peers.ts";
import { fastest, measureInTurns } from "./benchmarks/turns.ts";
import { notice } from "./terminal/notice.ts";

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
  summary: "Measures how fast networks train and infer, and other libraries beside them",
  ...benchArguments,
  access: { programs: ["npm", "node", "python3", "/usr/bin/python3"], processor: true },
  notes: `Prints a line NAME PRECISION SECONDS for each benchmark and precision: the
seconds that an epoch of 60,000 images takes. This includes making, shuffling
and augmenting the batches, but neither loading the data and setting up the
network nor testing it. After a warm-up of a second the work is measured ${ROUNDS}
times; the best time counts, as whatever else the machine does only makes it
longer. It is measured on as many images as the list says, and scaled; others
work for about a second:

${list}`,

  async run(values) {
    const options = planBench(values);
    const peers = options.peers ? await findPeers(notice) : [];
    const results: Result[] = [];
    for (const benchmark of options.benchmarks) {
      for (const precision of options.precisions) {
        const result = await measure(benchmark, precision, options, peers);
        if (!options.markdown && !options.json) {
          const { adapter } = result.device;
          if (adapter !== undefined && results.length === 0) {
            notice(`webgpu computes on ${adapter}`);
          }
          console.log(formatResult(result));
        }
        results.push(result);
      }
    }
    if (options.json) console.log(formatResultsAsJson(results));
    if (options.markdown) {
      console.log(formatMarkdown(results, describeConditions(results[0].device, peers)));
    }
  },
});

/** The best of several times, of ours and of each peer's in all its variants, taken in turns. */
async function measure(
  benchmark: Benchmark,
  precision: Precision,
  { device, threads, datasets }: BenchArguments,
  peers: readonly Peer[],
): Promise<Result> {
  const assignment = { benchmark: benchmark.name, precision, device, threads, datasets };
  await using thread = await BenchThread.start(assignment);
  await using running = new AsyncDisposableStack();
  const rivals = [];
  for (const { name, variants } of peers) {
    for (const { settings, command } of variants(benchmark, precision, datasets)) {
      const process = running.use(await PeerProcess.start(command));
      rivals.push({ name, settings, process });
    }
  }
  const contestants = [thread, ...rivals.map(({ process }) => process)];
  const [seconds, ...rivalSeconds] = await measureInTurns(contestants, ROUNDS);
  const rivalResults = rivals.map(({ name, settings }, i) => ({
    name,
    settings,
    seconds: rivalSeconds[i],
  }));
  return { benchmark, precision, device: thread.device, seconds, peers: fastest(rivalResults) };
}
