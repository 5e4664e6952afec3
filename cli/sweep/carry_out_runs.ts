import { escapeInvisible } from "../../lib/formats/quote.ts";
import { interruptible } from "../processes/interruption.ts";
import type { Ranks } from "../processes/ranks.ts";
import { formatError } from "../terminal/error_message.ts";
import { notice } from "../terminal/notice.ts";
import { formatDuration } from "../terminal/progress_bar.ts";
import type { Crew } from "./crew.ts";
import type { Sweep, SweepRun } from "./plan.ts";
import { figuresOf, formatFigures } from "./run_figures.ts";
import { prepareRun, type RunResult, writeResult } from "./sweep_folder.ts";
import type { Results } from "./sweep_table.ts";
import { SweepThread } from "./sweep_thread.ts";
import { watchRuns } from "./watch_runs.ts";
import { isTold, say } from "../terminal/say.ts";

/** What the runs of a sweep have come to. */
export interface CarriedOut {
  readonly done: Results;
  /** Number of runs that failed. */
  readonly failures: number;
}

/** Those of the runs that are left that a rank does: they are dealt out one by one. */
export function runsOfRank<T>(pending: readonly T[], rank: number, size: number): T[] {
  return pending.filter((_, i) => i % size === rank);
}

/**
 * Carries out the runs of a sweep that are left, shared among ranks, and prints a line for each on the
 * first rank. A run that fails does not keep the others from being done.
 *
 * @param pending The runs that are left, in their order.
 * @param crew How the runs of this rank share its processors.
 * @returns On the first rank all, on another those that it has done itself.
 */
export async function carryOutRuns(
  sweep: Sweep,
  pending: readonly SweepRun[],
  { jobs, threads }: Crew,
  { communicator, meet }: Ranks,
): Promise<CarriedOut> {
  const { rank, size } = communicator;
  const isFirst = rank === 0;
  const done = new Map<string, RunResult>();
  const start = performance.now();
  const total = sweep.runs.length;
  const doneBefore = total - pending.length;
  const labelOf = ({ name, values }: SweepRun) => {
    const label = sweep.keys.map(({ key }) => `${key} ${values.get(key)}`).join("  ");
    return escapeInvisible(label || name);
  };
  const width = Math.max(...sweep.runs.map((run) => labelOf(run).length));
  const failed = new Set<string>();
  const own = runsOfRank(pending, rank, size);
  const queue = own.values();

  const report = (run: SweepRun, outcome: string) => {
    const ended = done.size + failed.size;
    const seconds = (performance.now() - start) / 1000;
    const left = formatDuration(seconds / ended * (pending.length - ended));
    const number = `${doneBefore + ended}/${total}`.padStart(`${total}/${total}`.length);
    say(`${number}  ${labelOf(run).padEnd(width)}  ${outcome}  ${left} left`);
  };

  const reportDone = (run: SweepRun, result: RunResult) => {
    done.set(run.name, result);
    if (isFirst) report(run, formatResult(result));
  };

  const reportFailed = (run: SweepRun, reason: string) => {
    failed.add(run.name);
    const failure = `${labelOf(run)}: failed${reason}`;
    if (!isFirst) return console.error(`mnist: rank ${rank}: ${failure}`);
    report(run, `failed${reason}`);
    if (!isTold()) console.error(`mnist: ${failure}`);
  };

  /** Does runs as long as there are any; all threads take them from the same queue. */
  const work = async (thread: SweepThread) => {
    for (const run of queue) {
      try {
        await prepareRun(run);
        // The data of the others are mostly the same.
        const warns = isFirst && run === own[0];
        const { configPath, config } = run;
        const ownThreads = config.threads ?? threads;
        const result = await thread.train({ configPath, threads: ownThreads, warns });
        await writeResult(run, result);
        reportDone(run, result);
      } catch (error) {
        if (!(error instanceof Error) || error instanceof Deno.errors.BrokenPipe) throw error;
        reportFailed(run, `: ${formatError(error)}`);
      }
    }
  };

  /** Does all runs of this rank, and waits for the others; returns the names of all that failed. */
  const workAll = async (crew: readonly SweepThread[]) => {
    await Promise.all(crew.map(work));
    await meet();
    const flags = Float64Array.from(pending, ({ name }) => Number(failed.has(name)));
    communicator.sum(flags);
    return new Set(pending.filter((_, i) => flags[i] > 0).map(({ name }) => name));
  };

  const others = isFirst ? pending.filter((run) => !own.includes(run)) : [];
  await interruptible(async (signal) => {
    const crew = Array.from({ length: jobs }, () => new SweepThread());
    try {
      const ended = workAll(crew);
      const watched = watchRuns(others, ended, {
        done: reportDone,
        failed: (run) => reportFailed(run, ` on rank ${pending.indexOf(run) % size}`),
      });
      await Promise.race([Promise.all([ended, watched]), interruptionBy(signal)]);
    } finally {
      for (const thread of crew) thread[Symbol.dispose]();
      if (signal.aborted && isFirst) {
        notice(
          `Interrupted; ${doneBefore + done.size} of ${total} trainings are done, and the ` +
            "same command does the others",
        );
      }
    }
  });
  return { done, failures: failed.size };
}

function interruptionBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

function formatResult(result: RunResult): string {
  const { kind, validation, test } = figuresOf(result);
  const figure = (data: string, value?: number) =>
    value === undefined ? "" : `${data} ${kind} ${formatFigures(kind, [value])}  `;
  return `${figure("validation", validation)}${figure("test", test)}${result.seconds.toFixed(1)} s`;
}
