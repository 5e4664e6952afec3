import { readResult, type RunResult } from "./sweep_folder.ts";
import type { SweepRun } from "./plan.ts";

/** Time from one look for results to the next, in milliseconds. */
const LOOKING_INTERVAL = 500;

/** Time that a network file system may take to show what another machine has written. */
const LONGEST_DELAY = 120_000;

/** What is told of runs that other processes do. */
export interface RunReports {
  /** A run is done. */
  done(run: SweepRun, result: RunResult): void;
  /** A run has failed; its process has said why. */
  failed(run: SweepRun): void;
}

/**
 * Watches the folders of runs that other processes do, until all are done or have failed.
 *
 * @param ended Is fulfilled when the processes have done what they could, with the names of the runs
 * that failed.
 * @throws {Error} If a result does not appear after that.
 */
export async function watchRuns(
  runs: readonly SweepRun[],
  ended: Promise<ReadonlySet<string>>,
  reports: RunReports,
): Promise<void> {
  let end: { readonly failed: ReadonlySet<string>; readonly time: number } | undefined;
  // Where it is rejected, whoever awaits it hears of it.
  ended.then((failed) => end = { failed, time: performance.now() }, () => {});
  const left = new Set(runs);
  for (;;) {
    const known = end;
    for (const run of left) {
      const result = await readResult(run);
      if (result !== undefined) reports.done(run, result);
      else if (known?.failed.has(run.name)) reports.failed(run);
      else continue;
      left.delete(run);
    }
    const [missing] = left;
    if (missing === undefined) return;
    if (known !== undefined && performance.now() - known.time > LONGEST_DELAY) {
      throw new Error(
        `Expected a result in ${missing.folder}, a folder that all ranks share, but found none`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, LOOKING_INTERVAL));
  }
}
