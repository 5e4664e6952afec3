import { misclassifiedImages } from "../../../lib/plots/misclassified_images.ts";
import type { TestFindings } from "../findings.ts";
import type { Part, Section } from "../../pages/section.ts";

/** Characters of the captions side by side. */
const LINE_LENGTH = 154;

/** The images that the network got wrong. */
export function mistakesSection(findings: TestFindings): Section {
  const { wrong } = findings.evaluation;
  return {
    id: "mistakes",
    title: "Mistakes",
    introduction: "What the network got wrong, to judge by eye: some images are hard, some are " +
      "mislabelled, and some it simply has not understood.",
    parts: [
      wrong > 0
        ? mistakes(findings)
        : { kind: "note", text: "There are none: every image was classified correctly." },
    ],
  };
}

function mistakes({ data, predictions, isProbability }: TestFindings): Part {
  const scale = isProbability ? "probability" : "score";
  return {
    kind: "chart",
    chart: misclassifiedImages(data.test, predictions, scale),
    width: "full",
    columns: columnsFor(data.test.classNames),
    explanation: "Below each image are its true class, the class that it was taken for, and " +
      `the network's ${isProbability ? "confidence in" : "output for"} the latter. ` +
      "The mistakes that it was surest of come first.",
  };
}

/** Columns for captions such as "taken for 7". */
function columnsFor(classNames: readonly string[]): number {
  const longest = Math.max(...classNames.map(({ length }) => length));
  return Math.max(4, Math.floor(LINE_LENGTH / ("taken for ".length + longest)));
}
