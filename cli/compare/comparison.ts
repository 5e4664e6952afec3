import { type SampleStatistics, summarizeSample } from "../../lib/metrics/sample_statistics.ts";
import { errorOf, type MeasuredOn, rankingData } from "./errors.ts";
import { type Group, groupRuns, type Groups } from "./groups.ts";
import type { Pair } from "./pair.ts";
import type { Run } from "./runs.ts";

/** All that the page of a comparison is made from. */
export interface Comparison extends Groups {
  readonly runs: readonly Run[];
  /** The data by whose error groups are ranked. */
  readonly ranking: MeasuredOn;
  /** The groups with the smallest mean error first. */
  readonly ranked: readonly Group[];
  /** Two models in detail, if there are just two. */
  readonly pair?: Pair;
}

/** Orders what is known of some runs. */
export function compareRuns(runs: readonly Run[], pair?: Pair): Comparison {
  const groups = groupRuns(runs);
  const ranking = rankingData(runs);
  return { ...groups, runs, ranking, ranked: bestFirst(groups.groups, ranking), pair };
}

/** Whether an error was measured of any run; none is where numbers are predicted. */
export function hasErrors({ runs, ranking }: Pick<Comparison, "runs" | "ranking">): boolean {
  return runs.some((run) => errorOf(run, ranking) !== undefined);
}

/** Groups by their mean error, those without one last. */
function bestFirst(groups: readonly Group[], data: MeasuredOn): Group[] {
  const rankOf = (group: Group) => {
    const { mean } = errorsOf(group, data);
    return Number.isNaN(mean) ? Infinity : mean;
  };
  return groups.toSorted((a, b) => rankOf(a) === rankOf(b) ? 0 : rankOf(a) - rankOf(b));
}

/** Mean and variance of the errors of a group's runs; NaN where none was measured. */
export function errorsOf({ runs }: Pick<Group, "runs">, data: MeasuredOn): SampleStatistics {
  return summarizeSample(runs.flatMap((run) => errorOf(run, data) ?? []));
}
