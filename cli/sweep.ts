import type { Config } from "../lib/config/config.ts";
import { poolData, prepareAny } from "../lib/config/data.ts";
import { buildNetwork, largestBatch } from "../lib/config/network.ts";
import { openDevice } from "../lib/devices/open_device.ts";
import { flag, operand, option } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { count, file, folder } from "./arguments/values.ts";
import { writeComparison } from "./compare/write_comparison.ts";
import { readConfigData, readConfigNetworkData } from "./files/config_datasets.ts";
import { readConfigText } from "./files/config_file.ts";
import { OutputLock } from "./files/output_lock.ts";
import { checkOutputs } from "./files/training_outputs.ts";
import { countOf } from "./pages/figures.ts";
import { checkPageFolder, usualFolder } from "./pages/page_folder.ts";
import { requireAgreement, sameProgram, sameText } from "./processes/agreement.ts";
import { carryOutRuns, runsOfRank } from "./sweep/carry_out_runs.ts";
import { chooseCrew, type Crew, stepWork } from "./sweep/crew.ts";
import { planSweep, type Sweep, type SweepRun } from "./sweep/plan.ts";
import {
  readChangedKeys,
  readResult,
  type RunResult,
  sweepFile,
  writeSweepFile,
} from "./sweep/sweep_folder.ts";
import { formatSweep, formatSweepAsJson, type Results } from "./sweep/sweep_table.ts";
import { sweptKeys, sweptKeysOf } from "./sweep/swept_values.ts";
import { writeSweepParameters } from "./tensorboard/sweep_parameters.ts";
import { notice } from "./terminal/notice.ts";
import { keepStdoutForResult, say } from "./terminal/say.ts";

/** Trains a network for every combination of values. */
export const command = defineCommand({
  name: "sweep",
  summary: "Trains a network for every combination of some keys' values and compares them",
  operands: {
    path: operand(
      "config",
      file,
      'configuration file, as for "mnist train", in which keys may have several values, and which ' +
        "need not say where anything is written",
    ),
  },
  options: {
    out: option(
      "out",
      "folder",
      folder,
      "where to write; beside the configuration, <config>-sweep, when left out",
    ),
    jobs: option(
      "jobs",
      "n",
      count(1),
      "trainings side by side, which share the processors; what is fastest when left out",
    ),
    dryRun: flag("dry-run", "only list the trainings"),
    json: flag("json", "print JSON: a list with one object per training"),
    ...sweptKeys,
  },
  notes: `For example, "mnist sweep c.config --learning_rate 0.1,0.03 --seed 1..5" trains
ten networks; so does "mnist sweep c.sweep" where that file has these values, as
in "seed = 1..5". A key may also have several lines there, one for each value.
Each network has a folder of its own, in place of the paths in the
configuration, with run.config, which "mnist train" takes too and with the same
result, model.safetensors, history.jsonl and log.txt; sweep.json lists them. In
the end it writes the page that "mnist compare" writes of the folder, beside it.

Trainings are compared by their errors or, where they predict numbers, by their
losses. With "folds", each combination of values is cross-validated, and chosen
by the mean over the folds; nothing is tested then.

Called again, it does what is missing: it may be interrupted at any time, and
may get further values. "mnist train --help" lists the keys.`,

  isShared: true,

  async run({ path, out: stated, jobs, dryRun, json, ...given }, ranks) {
    const { communicator: { rank, size }, threads } = ranks;
    const isFirst = rank === 0;
    const out = stated ?? usualFolder(path, "sweep");
    const text = await readConfigText(path);
    const sweep = await planSweep(text, path, sweptKeysOf(given), out);
    const results = await readResults(sweep);
    const pending = sweep.runs.filter(({ name }) => !results.has(name));
    const changes = await readChanges(pending);
    const crew = await crewFor(runsOfRank(pending, rank, size), jobs, threads);
    if (json) keepStdoutForResult();
    if (dryRun) {
      if (json && isFirst) console.log(formatSweepAsJson(sweep, results));
      return isFirst && !json ? printPlan(sweep, results, changes, crew, size) : undefined;
    }

    const page = usualFolder(out, "comparison");
    if (isFirst) {
      await checkPageFolder(page, "comparison");
      for (const { config } of pending.slice(0, 1)) await checkOutputs(config);
    }
    using _lock = await OutputLock.acquire(isFirst ? [sweepFile(out)] : []);
    if (isFirst) await writeSweepFile(out, path, sweep);
    await requireAgreement(ranks.communicator, [
      sameProgram,
      sameText("sweep", JSON.stringify(sweep.runs.map(({ configText }) => configText))),
      sameText("results so far", JSON.stringify([...results.keys()])),
    ]);
    if (isFirst && results.size > 0) {
      say(`${results.size} of ${sweep.runs.length} trainings are done already`);
    }
    if (isFirst && changes.size > 0) {
      const names = [...new Set([...changes.values()].flat())].join(", ");
      notice(
        `${changes.size} of ${sweep.runs.length} trainings are done anew, as the configuration ` +
          `has changed since: ${names}`,
      );
    }
    const { done, failures } = await carryOutRuns(sweep, pending, crew, ranks);
    if (!isFirst) return;
    const all = new Map([...results, ...done]);
    console.log(json ? formatSweepAsJson(sweep, all) : `\n${formatSweep(sweep, all)}`);
    await writeSweepParameters(out, sweep, new Set(all.keys()));
    if (all.size > 0) await writeComparison([out], { out: page });
    if (failures === 0) return;
    throw new Error(
      `Expected ${
        countOf(sweep.runs.length, "training")
      } to succeed but found ${failures} that failed`,
    );
  },
});

async function readResults({ runs }: Sweep): Promise<Results> {
  const results = new Map<string, RunResult>();
  for (const run of runs) {
    const result = await readResult(run);
    if (result !== undefined) results.set(run.name, result);
  }
  return results;
}

/** The keys that have changed since runs were begun, by the names of the runs. */
type Changes = ReadonlyMap<string, readonly string[]>;

async function readChanges(pending: readonly SweepRun[]): Promise<Changes> {
  const changes = new Map<string, readonly string[]>();
  for (const run of pending) {
    const keys = await readChangedKeys(run) ?? [];
    if (keys.length > 0) changes.set(run.name, keys);
  }
  return changes;
}

/**
 * Batches of up to so many samples are taken as they are: to count the samples of the training data, all of
 * it has to be read.
 */
const USUAL_BATCH = 1000;

/**
 * How the runs that are left share the processors, by the network of the first.
 *
 * @param processors Their number; all when left out.
 */
async function crewFor(
  runs: readonly SweepRun[],
  jobs: number | undefined,
  processors = navigator.hardwareConcurrency,
): Promise<Crew> {
  const [first] = runs;
  if (first === undefined) return { jobs: 0, threads: 0 };
  const { config } = first;
  const data = await readConfigNetworkData(config, 1);
  // Nothing is computed, and each thread would take time to start.
  const device = openDevice({ device: "typescript", precision: config.precision });
  const network = buildNetwork(config, device, data);
  const work = stepWork(network, await batchSizeOf(config));
  // Where numbers of threads are given, the largest says how many trainings there is room for.
  const stated = runs.flatMap(({ config: { threads } }) => threads ?? []);
  const room = stated.length === 0
    ? undefined
    : Math.max(1, Math.floor(processors / Math.max(...stated)));
  return chooseCrew(runs.length, processors, work, jobs ?? room);
}

/** Samples in the batches of a training, which may be fewer than the configuration says. */
async function batchSizeOf(config: Config): Promise<number> {
  if (config.batchSize <= USUAL_BATCH) return config.batchSize;
  const data = await readConfigData(config);
  const { training } = (config.folds === undefined ? prepareAny : poolData)(config, data);
  return largestBatch(config, training.count);
}

function printPlan(
  { runs }: Sweep,
  results: Results,
  changes: Changes,
  { jobs, threads }: Crew,
  ranks: number,
): void {
  for (const { name } of runs) {
    const changed = changes.get(name);
    const anew = changed === undefined ? "" : `  to be done anew, changed: ${changed.join(", ")}`;
    console.log(`${name}${results.has(name) ? "  done already" : anew}`);
  }
  const pending = runs.filter(({ name }) => !results.has(name));
  const counts = [...new Set(pending.map(({ config }) => config.threads ?? threads))];
  const each = `${counts.join(" or ")} ${counts.join() === "1" ? "thread" : "threads"} each`;
  const manner = pending.length === 0 ? "" : `, ${jobs} at a time with ${each}`;
  const place = pending.length === 0 || ranks === 1 ? "" : `, on each of ${ranks} ranks`;
  console.log(`${pending.length} of ${runs.length} trainings are to be done${manner}${place}`);
}
