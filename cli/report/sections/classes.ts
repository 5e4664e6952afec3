import { averageOverClasses, systemF1 } from "../../../lib/metrics/averages.ts";
import { accuracyOf, f1, precision, recall } from "../../../lib/metrics/class_counts.ts";
import { formatCount, formatShareIfAny } from "../../pages/figures.ts";
import type { LabelledSet } from "../../../lib/data/samples.ts";
import { nounsOf, type TestFindings } from "../findings.ts";
import type { Section } from "../../pages/section.ts";
import { formatTable, numbers, texts } from "../../pages/tables.ts";

/** How well each class is distinguished from all others. */
export function classesSection(findings: TestFindings<LabelledSet>): Section {
  const { matrix, data } = findings;
  const { classNames } = data.test;
  const nouns = nounsOf(findings);
  const mean = averageOverClasses(matrix);
  const rows = classNames.map((name, c) => {
    const counts = matrix.classCounts(c);
    const { truePositives, falseNegatives, falsePositives, trueNegatives } = counts;
    return [
      name,
      ...[truePositives, falseNegatives, falsePositives, trueNegatives].map(formatCount),
      ...[accuracyOf(counts), precision(counts), recall(counts), f1(counts)].map(formatShareIfAny),
    ];
  });
  const means = [mean.accuracy, mean.precision, mean.recall, mean.f1].map(formatShareIfAny);
  return {
    id: "classes",
    title: "Each class against the rest",
    introduction:
      `For each class, its ${nouns} are the positives and all others the negatives. True ` +
      `positives (TP) are ${nouns} of the class that were recognized, false negatives (FN) those that ` +
      `were missed, and false positives (FP) ${nouns} of other classes that were taken for it.`,
    parts: [{
      kind: "text",
      title: "Precision and recall",
      explanation:
        `Precision, TP / (TP + FP), is the share of the ${nouns} taken for the class that belong to ` +
        "it; recall, TP / (TP + FN), is the share of the class that is found. F1 is their harmonic " +
        "mean. Accuracy also counts the true negatives (TN), and so is high even for a class that " +
        `is recognized poorly. In the means each class has the same weight. A class that has ${nouns} ` +
        "but was never predicted, which has no precision of its own, counts with 0; one without " +
        `${nouns} counts for nothing in recall, nor in precision and F1 if it was never predicted. ` +
        "The system's F1 is that of the mean precision and the mean recall.",
      content: formatTable({
        columns: [
          texts("class"),
          ...["TP", "FN", "FP", "TN", "accuracy", "precision", "recall", "F1"].map(numbers),
        ],
        rows,
        totals: [
          ["mean", "", "", "", "", ...means],
          ["system", "", "", "", "", "", "", "", formatShareIfAny(systemF1(matrix))],
        ],
      }),
    }],
  };
}
