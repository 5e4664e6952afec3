import { wilsonInterval } from "../../../lib/metrics/model_comparison.ts";
import { formatShare } from "../../../lib/plots/format_figure.ts";
import { countOf, formatCount } from "../../pages/figures.ts";
import type { Fact, Section } from "../../pages/section.ts";
import { formatErrorRate } from "../../terminal/figures.ts";
import { type Comparison, errorsOf, hasErrors } from "../comparison.ts";
import { errorOf, type MeasuredOn } from "../errors.ts";
import type { Group } from "../groups.ts";
import { differencePart } from "./pair.ts";
import { groupsPart, hasFewRows, runsPart } from "./tables.ts";

/** What was compared, and which did best. */
export function summarySection(comparison: Comparison): Section {
  const { groups, repeats, pair } = comparison;
  return {
    id: "summary",
    title: "Summary",
    introduction: hasErrors(comparison) ? introductionOf(comparison) : unranked(comparison),
    parts: [
      { kind: "facts", facts: factsOf(comparison) },
      ...(hasFewRows(groups) ? [(repeats === undefined ? runsPart : groupsPart)(comparison)] : []),
      ...(pair === undefined ? [] : [differencePart(pair, groups)]),
    ],
  };
}

function introductionOf({ runs, ranking, repeats }: Comparison): string {
  const areTested = runs.some((run) => errorOf(run, "test") !== undefined);
  return `${countOf(runs.length, "run")}, ranked by the error on the ${ranking} data` +
    (repeats === undefined
      ? ". "
      : `, the mean over runs that differ in their ${repeats} alone. `) +
    (areTested || ranking !== "validation" ? explanations[ranking] : "");
}

function unranked({ runs }: Comparison): string {
  return `${countOf(runs.length, "run")}, of which no error is known that would rank them.`;
}

const explanations: Readonly<Record<MeasuredOn, string>> = {
  validation: "The test data have no part in the choice, so the test error of the best is an " +
    "honest estimate.",
  test: "The best of many runs on the test data owes some of its lead to chance; with " +
    "validation, the choice could be made on data set aside for it.",
  training: "What was not measured on other data says nothing of how a network does on these.",
};

function factsOf(comparison: Comparison): Fact[] {
  const { runs, ranked, ranking } = comparison;
  const [best] = ranked;
  const count = {
    name: "Runs",
    value: formatCount(runs.length),
    remark: describeGroups(comparison),
  };
  if (!hasErrors(comparison)) return [count];
  const facts = [
    count,
    {
      name: `Smallest ${ranking} error`,
      value: formatErrorRate(errorsOf(best, ranking)),
      remark: best.name,
    },
  ];
  const test = testFact(best);
  return test === undefined ? facts : [...facts, test];
}

function describeGroups({ groups, keys, repeats }: Comparison): string {
  if (keys.length > 0) return `${countOf(groups.length, "setting")} of ${keys.join(", ")}`;
  return repeats !== undefined && groups.length === 1
    ? `of one configuration, with different ${repeats}`
    : "known by their names";
}

/** The test error of the best, with what it may be by chance. */
function testFact({ runs }: Group): Fact | undefined {
  const outcomes = runs.flatMap(({ model }) => model?.test ?? []);
  if (outcomes.length === 0) return undefined;
  if (outcomes.length > 1) {
    return {
      name: "Its test error",
      value: formatErrorRate(errorsOf({ runs }, "test")),
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
