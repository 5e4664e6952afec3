import { confusionHeatMap } from "../../../lib/plots/confusion_heat_map.ts";
import { formatCount, formatShareIfAny } from "../../pages/figures.ts";
import type { LabelledSet } from "../../../lib/data/samples.ts";
import { nounsOf, type TestFindings } from "../findings.ts";
import type { Part, Section } from "../../pages/section.ts";
import { formatTable, numbers, texts } from "../../pages/tables.ts";

/** With more classes, cells are too small to be told apart; with as many as half, they take the page. */
const MOST_CLASSES = 100;
const MOST_CLASSES_IN_HALF = 30;

const MOST_CONFUSIONS = 10;

/** What the network takes for what. */
export function confusionsSection(findings: TestFindings<LabelledSet>): Section {
  const { classes } = findings.data.test;
  return {
    id: "confusions",
    title: "Confusions",
    introduction: "Which classes the network mistakes for which others.",
    parts: [
      classes <= MOST_CLASSES ? heatMap(findings) : {
        kind: "note",
        text: `With ${classes} classes, a confusion matrix would be too large to read.`,
      },
      mostFrequent(findings),
    ],
  };
}

function heatMap(findings: TestFindings<LabelledSet>): Part {
  const { matrix, data } = findings;
  return {
    kind: "chart",
    chart: confusionHeatMap(matrix, data.test.classNames, nounsOf(findings)),
    width: data.test.classes <= MOST_CLASSES_IN_HALF ? "half" : "full",
    explanation:
      "A row for each true class, a column for each predicted one. Correct predictions are on " +
      "the diagonal; a dark cell elsewhere is a frequent confusion.",
  };
}

function mostFrequent(findings: TestFindings<LabelledSet>): Part {
  const { matrix, data } = findings;
  const { classNames } = data.test;
  const nouns = nounsOf(findings);
  const confusions = matrix.confusions().slice(0, MOST_CONFUSIONS);
  if (confusions.length === 0) {
    return { kind: "note", text: `None of the ${nouns} were taken for others of another class.` };
  }
  return {
    kind: "text",
    title: "Most frequent confusions",
    explanation: `Shares are of the ${nouns} of the true class.`,
    width: "half",
    content: formatTable({
      columns: [texts("true class"), texts("taken for"), numbers(nouns), numbers("share")],
      rows: confusions.map(({ label, prediction, count, rowShare }) => [
        classNames[label],
        classNames[prediction],
        formatCount(count),
        formatShareIfAny(rowShare),
      ]),
    }),
  };
}
