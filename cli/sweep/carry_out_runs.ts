import { escapeInvisible } from "../../lib/formats/quote.ts";
import { interruptible } from "../processes/interruption.ts";
import { formatError } from "../terminal/error_message.ts";
import { formatShare } from "../terminal/figures.ts";
import { notice } from "../terminal/notice.ts";
import { formatDuration } from "../terminal/progress_bar.ts";
import type { Crew } from "./crew.ts";
import type { Sweep, SweepRun } from "./plan.ts";
import { prepareRun, type RunResult, writeResult } from "./sweep_folder.ts";
import type { Results } from "./sweep_table.ts";
import { SweepThread } from "./sweep_thread.ts";

/** What the runs of a sweep have come to. */
export interface CarriedOut {
  readonly done: Results;
  /** Number of runs that failed. */
  readonly failures: number;
}

/**
 * Carries out the runs of a sweep that are left, and prints a line for each. A run that fails does not
 * keep the others from being done.
 *
 * @param pending The runs that are left, in their order.
 */
export async function carryOutRuns(
  sweep: Sweep,
  pending: readonly SweepRun[],
  { jobs, threads }: Crew,
): Promise<CarriedOut> {
  const done = new Map<string, RunResult>();
  const start = performance.now();
  const total = sweep.runs.length;
  const doneBefore = total - pending.length;
  const labelOf = ({ name, values }: SweepRun) => {
    const label = sweep.keys.map(({ key }) => `${key} ${values.get(key)}`).join("  ");
    return escapeInvisible(label || name);
  };
  const width = Math.max(...sweep.runs.map((run) => labelOf(run).length));
  let failures = 0;
  const queue = pending.values();

  const report = (run: SweepRun, outcome: string) => {
    const ended = done.size + failures;
    const seconds = (performance.now() - start) / 1000;
    const left = formatDuration(seconds / ended * (pending.length - ended));
    const number = `${doneBefore + ended}/${total}`.padStart(`${total}/${total}`.length);
    console.log(`${number}  ${labelOf(run).padEnd(width)}  ${outcome}  ${left} left`);
  };

  /** Does runs as long as there are any; all threads take them from the same queue. */
  const work = async (thread: SweepThread) => {
    for (const run of queue) {
      try {
        await prepareRun(run);
        // The data of the others are mostly the same.
        const warns = run === pending[0];
        const result = await thread.train({ configPath: run.configPath, threads, warns });
        await writeResult(run, result);
        done.set(run.name, result);
        report(run, formatResult(result));
      } catch (error) {
        if (!(error instanceof Error) || error instanceof Deno.errors.BrokenPipe) throw error;
        failures++;
        report(run, `failed: ${formatError(error)}`);
      }
    }
  };

  await interruptible(async (signal) => {
    const crew = Array.from({ length: jobs }, () => new SweepThread());
    try {
      await Promise.race([Promise.all(crew.map(work)), interruptionBy(signal)]);
    } finally {
      for (const thread of crew) thread[Symbol.dispose]();
      if (signal.aborted) {
        notice(
          `Interrupted; ${doneBefore + done.size} of ${total} trainings are done, and the ` +
            "same command does the others",
        );
      }
    }
  });
  return { done, failures };
}

function interruptionBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

function formatResult({ validationErrorRate, testErrorRate, seconds }: RunResult): string {
  const validation = validationErrorRate === undefined
    ? ""
    : `validation error ${formatShare(validationErrorRate)}  `;
  return `${validation}test error ${formatShare(testErrorRate)}  ${seconds.toFixed(1)} s`;
}
