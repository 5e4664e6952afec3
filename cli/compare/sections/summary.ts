import { wilsonInterval } from "../../../lib/metrics/model_comparison.ts";
import { formatShare } from "../../../lib/plots/format_figure.ts";
import { countOf, formatCount } from "../../pages/figures.ts";
import type { Fact, Section } from "../../pages/section.ts";
import { formatFigures, type MeasuredOn } from "../../sweep/run_figures.ts";
import { type Comparison, figuresOf, rankableRuns } from "../comparison.ts";
import type { Group } from "../groups.ts";
import { figureOf, rankingData } from "../run_figure.ts";
import { differencePart } from "./pair.ts";
import { groupsPart, hasFewRows, runsPart } from "./tables.ts";

/** What was compared, and which did best. */
export function summarySection(comparison: Comparison): Section {
  const { groups, repeats, pair } = comparison;
  return {
    id: "summary",
    title: "Summary",
    introduction: introductionOf(comparison),
    parts: [
      { kind: "facts", facts: factsOf(comparison) },
      ...(hasFewRows(groups) ? [(repeats === undefined ? runsPart : groupsPart)(comparison)] : []),
      ...(pair === undefined ? [] : [differencePart(pair, groups)]),
    ],
  };
}

function introductionOf(comparison: Comparison): string {
  const { runs, kind, ranking, repeats } = comparison;
  const count = countOf(runs.length, "run");
  if (ranking === undefined) return `${count}, ${reasonForNoRanking(comparison)}.`;
  if (runs.length === 1) return `${count} alone: there is nothing to compare it with.`;
  const unfinished = runs.filter(({ isUnfinished }) => isUnfinished).length;
  const areTested = runs.some((run) => figureOf(run, "test", kind) !== undefined);
  return `${count}, ranked by the ${kind} on the ${ranking} data` +
    (repeats === undefined
      ? ". "
      : `, the mean over runs that differ in their ${repeats} alone. `) +
    (unfinished === 0 ? "" : `${countOf(unfinished, "run is", "runs are")} unfinished; ` +
      "neither these nor what they are averaged with are ranked. ") +
    (areTested || ranking !== "validation" ? explanations[ranking] : "");
}

function reasonForNoRanking({ groups, runs }: Comparison): string {
  if (rankingData(rankableRuns({ groups }), "loss") !== undefined) {
    return "which nothing ranks, as their losses are of different functions or data";
  }
  if (!runs.some(({ isUnfinished }) => isUnfinished)) {
    return "of which neither error nor loss is known that would rank them";
  }
  return runs.length === 1
    ? "which is unfinished"
    : "which nothing ranks, as no setting has finished with an error or loss";
}

const explanations: Readonly<Record<MeasuredOn, string>> = {
  validation: "The test data have no part in the choice, so what the best achieves on them is an " +
    "honest estimate.",
  test: "The best of many runs on the test data owes some of its lead to chance; with " +
    "validation, the choice could be made on data set aside for it.",
  training: "What was not measured on other data says nothing of how a network does on these.",
};

function factsOf(comparison: Comparison): Fact[] {
  const { runs, ranked, kind, ranking } = comparison;
  const [best] = ranked;
  const count = {
    name: "Runs",
    value: formatCount(runs.length),
    remark: describeGroups(comparison),
  };
  if (ranking === undefined) return [count];
  const facts = [
    count,
    {
      name: runs.length === 1 ? `Its ${ranking} ${kind}` : `Smallest ${ranking} ${kind}`,
      value: formatFigures(kind, figuresOf(best, ranking, kind)),
      remark: best.name,
    },
  ];
  const test = kind === "error" ? testErrorFact(best) : testLossFact(best, ranking);
  return test === undefined ? facts : [...facts, test];
}

function describeGroups({ groups, keys, repeats }: Comparison): string {
  if (keys.length > 0) return `${countOf(groups.length, "setting")} of ${keys.join(", ")}`;
  return repeats !== undefined && groups.length === 1
    ? `of one configuration, with different ${repeats}`
    : "known by their names";
}

/** The test loss of the best, unless it was chosen by that. */
function testLossFact({ runs }: Group, ranking: MeasuredOn): Fact | undefined {
  const losses = figuresOf({ runs }, "test", "loss");
  if (ranking === "test" || losses.length === 0) return undefined;
  return {
    name: "Its test loss",
    value: formatFigures("loss", losses),
    remark: losses.length === 1
      ? "of data that had no part in the choice"
      : `mean and deviation over ${losses.length} seeds`,
  };
}

/** The test error of the best, with what it may be by chance. */
function testErrorFact({ runs }: Group): Fact | undefined {
  const outcomes = runs.flatMap(({ model }) => model?.test ?? []);
  if (outcomes.length === 0) return undefined;
  if (outcomes.length > 1) {
    return {
      name: "Its test error",
      value: formatFigures("error", figuresOf({ runs }, "test", "error")),
      remark: `mean and deviation over ${outcomes.length} seeds`,
    };
  }
  const [{ wrong, images }] = outcomes;
  const [low, high] = wilsonInterval(wrong, images).map(formatShare);
  return {
    name: "Its test error",
    value: formatShare(wrong / images),
    remark: `${low} to ${high} with 95 % confidence`,
  };
}
