import { summarizeSample } from "../../lib/metrics/sample_statistics.ts";
import { areComparable, type FigureKind, type MeasuredOn } from "../sweep/run_figures.ts";
import { type Group, groupRuns, type Groups } from "./groups.ts";
import type { Pair } from "./pair.ts";
import { figureKindOf, figureOf, rankingData } from "./run_figure.ts";
import type { Run } from "./runs.ts";

/** All that the page of a comparison is made from. */
export interface Comparison extends Groups {
  readonly runs: readonly Run[];
  /** What groups are compared by. */
  readonly kind: FigureKind;
  /**
   * The data by whose error or loss groups are ranked. Undefined if neither was measured of one whose
   * runs are all finished, or the losses are not comparable.
   */
  readonly ranking?: MeasuredOn;
  /**
   * The groups with the smallest mean first, and those with an unfinished run last; as they come, if
   * nothing ranks them.
   */
  readonly ranked: readonly Group[];
  /** Two models in detail, if there are just two. */
  readonly pair?: Pair;
}

/** Orders what is known of some runs. */
export function compareRuns(runs: readonly Run[], pair?: Pair): Comparison {
  const groups = groupRuns(runs);
  const kind = figureKindOf(runs);
  const measured = rankingData(rankableRuns(groups), kind);
  const ranking = measured && areComparable(kind, measured, groups.keys) ? measured : undefined;
  const ranked = ranking === undefined ? groups.groups : bestFirst(groups.groups, ranking, kind);
  return { ...groups, runs, kind, ranking, ranked, pair };
}

/** Groups by their mean error or loss, those without one, or with an unfinished run, last. */
function bestFirst(groups: readonly Group[], data: MeasuredOn, kind: FigureKind): Group[] {
  const rankOf = (group: Group) => {
    const mean = meanOf(group, data, kind);
    return Number.isNaN(mean) || !isFinished(group) ? Infinity : mean;
  };
  return groups.toSorted((a, b) => rankOf(a) === rankOf(b) ? 0 : rankOf(a) - rankOf(b));
}

/** Whether all runs of a group are finished: the mean of some could be far from that of all. */
export function isFinished({ runs }: Group): boolean {
  return !runs.some(({ isUnfinished }) => isUnfinished);
}

/** The runs by which groups can be ranked: those of groups that are finished. */
export function rankableRuns({ groups }: Pick<Groups, "groups">): Run[] {
  return groups.filter(isFinished).flatMap(({ runs }) => runs);
}

/** The mean error or loss of a group's finished runs; NaN where none was measured. */
export function meanOf(group: Group, data: MeasuredOn, kind: FigureKind): number {
  return summarizeSample(figuresOf(group, data, kind)).mean;
}

/** The errors or losses of a group's finished runs, of which they were measured. */
export function figuresOf(
  { runs }: Pick<Group, "runs">,
  data: MeasuredOn,
  kind: FigureKind,
): number[] {
  return runs.flatMap((run) => figureOf(run, data, kind) ?? []);
}
