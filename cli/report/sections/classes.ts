import { averageOverClasses, systemF1 } from "../../../lib/metrics/averages.ts";
import { accuracyOf, f1, precision, recall } from "../../../lib/metrics/class_counts.ts";
import { formatCount, formatShareIfAny } from "../../pages/figures.ts";
import type { TestFindings } from "../findings.ts";
import type { Section } from "../../pages/section.ts";
import { formatTable, numbers, texts } from "../../pages/tables.ts";

/** How well each class is distinguished from all others. */
export function classesSection({ matrix, data }: TestFindings): Section {
  const { classNames } = data.test;
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
      "For each class, its images are the positives and all others the negatives. A true " +
      "positive (TP) is an image of the class that was recognized, a false negative (FN) one that " +
      "was missed, and a false positive (FP) an image of another class that was taken for one of it.",
    parts: [{
      kind: "text",
      title: "Precision and recall",
      explanation:
        "Precision, TP / (TP + FP), is the share of the images taken for the class that belong to " +
        "it; recall, TP / (TP + FN), is the share of the class that is found. F1 is their harmonic " +
        "mean. Accuracy also counts the true negatives (TN), and so is high even for a class that " +
        "is recognized poorly. In the means each class has the same weight. A class that has images " +
        "but was never predicted, which has no precision of its own, counts with 0; one without " +
        "images counts for nothing in recall, nor in precision and F1 if it was never predicted. " +
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
