import {
  type ComparedTrainings,
  comparisonCurves,
  type ComparisonTitle,
} from "../../../lib/plots/comparison_curves.ts";
import type { ChartPart, Section } from "../../pages/section.ts";
import type { Comparison } from "../comparison.ts";
import type { Group } from "../groups.ts";
import { rankingOrder } from "../run_figure.ts";
import type { MeasuredOn } from "../../sweep/run_figures.ts";

/** So many lines can be told apart; of more groups, fewer are named, and the rest is grey. */
const MOST_LINES = 8;
const NAMED_OF_MORE = 5;

/** The learning curves of all runs over one another. */
export function curvesSection(comparison: Comparison): Section {
  const { runs, groups, keys, ranked, ranking, repeats } = comparison;
  const subtitle = groups.some(({ name, label }) => name !== label) ? keys.join(", ") : undefined;
  const named = groups.length <= MOST_LINES ? groups : bestInOrder(groups, ranked);
  const compared = named.flatMap(trainingsOf);
  const rest = groups.filter((group) => !named.includes(group)).flatMap(trainingsOf);
  const x = runs.some(({ config }) => config?.measureEvery !== undefined) ? "iteration" : "epoch";
  const foremost = ranking === undefined ? "first" : "best";
  const isMeasured = (data: MeasuredOn, quantity: ComparisonTitle["quantity"]) => {
    const measure = quantity === "error" ? "errorRate" : "loss";
    return runs.some(({ history }) =>
      history.some(({ [data]: found }) => found !== undefined && !Number.isNaN(found[measure]))
    );
  };
  return {
    id: "curves",
    title: "Learning curves",
    introduction: "All runs over one another" +
      (rest.length > 0
        ? `, the ${foremost} ${named.length} in colour and all others in grey. `
        : ". ") +
      (repeats === undefined ? "" : `Each line is the mean over ${repeats}, and the band around ` +
        "it one standard deviation to either side."),
    parts: (["error", "cost"] as const).flatMap((quantity) =>
      dataInOrder(ranking).filter((data) => isMeasured(data, quantity)).map((data) =>
        chartPart({ data, quantity, x, subtitle }, compared, rest)
      )
    ),
  };
}

/** The best groups, in the order in which they were given. */
function bestInOrder(groups: readonly Group[], ranked: readonly Group[]): Group[] {
  const best = ranked.slice(0, NAMED_OF_MORE);
  return groups.filter((group) => best.includes(group));
}

/** The data by which runs are ranked, and then the others. */
function dataInOrder(ranking: MeasuredOn = "test"): MeasuredOn[] {
  return [ranking, ...rankingOrder.filter((data) => data !== ranking)];
}

/**
 * What a group's curves are made from: the runs that are finished or, where none is, those that are not;
 * nothing if it has no history.
 */
function trainingsOf({ label, runs }: Group): ComparedTrainings[] {
  const known = runs.filter(({ history }) => history.length > 0);
  if (known.length === 0) return [];
  const finished = known.filter(({ isUnfinished }) => !isUnfinished);
  return finished.length > 0
    ? [{ name: label, histories: finished.map(({ history }) => history) }]
    : [{ name: `${label}, unfinished`, histories: known.map(({ history }) => history) }];
}

function chartPart(
  about: ComparisonTitle,
  compared: readonly ComparedTrainings[],
  rest: readonly ComparedTrainings[],
): ChartPart {
  return {
    kind: "chart",
    chart: comparisonCurves(compared, rest, about),
    width: "half",
    explanation: explanations[about.quantity][about.data],
  };
}

const explanations: Readonly<
  Record<ComparisonTitle["quantity"], Readonly<Record<MeasuredOn, string>>>
> = {
  error: {
    validation: "The share of misclassified samples, of those that were set aside.",
    test: "The share of misclassified samples, of the test data.",
    training:
      "The share of misclassified samples, of the training data, while the network learns " +
      "from them, with dropout and distortions.",
  },
  cost: {
    validation: "The loss on the samples that were set aside. Where it rises while that of the " +
      "training data falls, the network overfits.",
    test: "The loss on the test data.",
    training: "The loss that training minimizes.",
  },
};
