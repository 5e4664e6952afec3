import type { Labels } from "../../../lib/data/labels.ts";
import { type McNemarResult, mcNemarTest } from "../../../lib/metrics/model_comparison.ts";
import { misclassifiedImages } from "../../../lib/plots/misclassified_images.ts";
import { countOf, formatCount } from "../../pages/figures.ts";
import { mistakeColumns } from "../../pages/mistake_columns.ts";
import type { Part, Section, TextPart } from "../../pages/section.ts";
import { formatTable, numbers, texts } from "../../pages/tables.ts";
import type { Comparison } from "../comparison.ts";
import type { Group } from "../groups.ts";
import type { Pair, TestedModel } from "../pair.ts";

/** Below this probability, a difference is usually taken for more than chance. */
const SIGNIFICANCE = 0.05;

/** On which images two models differ. */
export function pairSection({ pair, groups }: Comparison): Section {
  const names = groups.map(({ name }) => name);
  return {
    id: "pair",
    title: "One against the other",
    introduction: "Which test images one of the two models classifies correctly and the other " +
      "does not.",
    parts: pair === undefined ? [] : [
      imagesPart(pair, { id: "only-first", right: names[0], wrong: names[1] }),
      imagesPart(pair, { id: "only-second", right: names[1], wrong: names[0] }),
    ],
  };
}

/** Whether two models differ by more than chance. */
export function differencePart({ counts }: Pair, groups: readonly Group[]): TextPart {
  const [first, second] = groups.map(({ name }) => name);
  const { both, onlyFirst, onlySecond, neither } = counts;
  return {
    kind: "text",
    title: "Do they differ?",
    explanation: describe(mcNemarTest(counts), onlyFirst + onlySecond),
    content: formatTable({
      columns: [texts("classified correctly by"), numbers("images")],
      rows: [
        ["both", formatCount(both)],
        [`${first} alone`, formatCount(onlyFirst)],
        [`${second} alone`, formatCount(onlySecond)],
        ["neither", formatCount(neither)],
      ],
    }),
  };
}

/** What McNemar's test says. */
function describe({ method, pValue }: McNemarResult, discordant: number): string {
  const verdict = pValue < SIGNIFICANCE
    ? "so they differ by more than chance explains"
    : "so their difference may be chance";
  const way = method === "exact" ? "exact" : "with the chi-square distribution";
  return `On ${
    countOf(discordant, "image")
  }, one of them is right and the other wrong. Two equally ` +
    `good models would share these as unevenly with a probability of ${
      formatProbability(pValue)
    } ` +
    `(McNemar’s test, ${way}), ${verdict}.`;
}

function formatProbability(probability: number): string {
  return probability < 0.0001 ? "less than 0.0001" : probability.toFixed(4);
}

/** Which model is right on some images, and which one wrong. */
interface Sides {
  readonly id: "only-first" | "only-second";
  readonly right: string;
  readonly wrong: string;
}

function imagesPart({ test, first, second }: Pair, { id, right, wrong }: Sides): Part {
  const [winner, loser] = id === "only-first" ? [first, second] : [second, first];
  const found = Array.from(test.labels.keys())
    .filter((i) => isRight(winner, i, test.labels) && !isRight(loser, i, test.labels));
  if (found.length === 0) {
    return { kind: "note", text: `There is no image that ${right} alone classifies correctly.` };
  }
  const scale = loser.isProbability ? "probability" : "score";
  const predictions = found.map((i) => loser.predictions[i]);
  const chart = misclassifiedImages(test.take(found), predictions, scale);
  const part = chart.tiles.length < found.length ? `${chart.tiles.length} of ` : "";
  return {
    kind: "chart",
    width: "full",
    columns: mistakeColumns(test.classNames),
    chart: {
      ...chart,
      id,
      title: `Only ${right}`,
      subtitle: `${part}${countOf(found.length, "image")}`,
      description: `Images that ${right} classifies correctly and ${wrong} does not.`,
    },
    explanation: `What ${right} classifies correctly and ${wrong} does not: below each image are ` +
      `its true class, the class that ${wrong} takes it for, and its ` +
      `${loser.isProbability ? "confidence in" : "output for"} that.`,
  };
}

function isRight({ predictions }: TestedModel, i: number, labels: Labels): boolean {
  return predictions[i].class === labels[i];
}
