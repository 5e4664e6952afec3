import { misclassifiedImages } from "../../../lib/plots/misclassified_images.ts";
import type { TestFindings } from "../findings.ts";
import { mistakeColumns } from "../../pages/mistake_columns.ts";
import type { Part, Section } from "../../pages/section.ts";

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
    columns: mistakeColumns(data.test.classNames),
    explanation: "Below each image are its true class, the class that it was taken for, and " +
      `the network's ${isProbability ? "confidence in" : "output for"} the latter. ` +
      "The mistakes that it was surest of come first.",
  };
}
