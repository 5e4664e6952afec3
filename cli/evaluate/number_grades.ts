import type { NumberLog } from "../../lib/formats/number_log.ts";
import { formatTable } from "../../lib/formats/table.ts";
import { type RegressionErrors, regressionErrors } from "../../lib/metrics/regression.ts";
import { formatLoss, formatRegression } from "../terminal/figures.ts";

/** What a log of predicted numbers comes to. */
export interface NumberGrade extends RegressionErrors {
  readonly path: string;
  readonly samples: number;
}

/** Measures the numbers of a log. */
export function gradeNumbers(
  path: string,
  { predictions, targets, columns }: NumberLog,
): NumberGrade {
  const samples = targets.length / columns;
  return { path, samples, ...regressionErrors(predictions, targets, columns) };
}

/** What is printed of a grade as JSON, and as comma-separated values in the same order. */
export function numberFigures(grade: NumberGrade) {
  return {
    file: grade.path,
    samples: grade.samples,
    r_squared: grade.rSquared,
    mean_squared_error: grade.meanSquared,
    mean_absolute_error: grade.meanAbsolute,
  };
}

/** One grade in words. */
export function formatNumberGrade({ rSquared, meanSquared, meanAbsolute }: NumberGrade): string {
  return `${formatRegression({ rSquared, loss: meanSquared }, "mean_squared_error")}, ` +
    `root mean squared error ${formatLoss(Math.sqrt(meanSquared))}, ` +
    `mean absolute error ${formatLoss(meanAbsolute)}`;
}

/** Several grades as a table. */
export function formatNumberGrades(grades: readonly NumberGrade[]): string {
  const rows = grades.map(({ path, samples, rSquared, meanSquared, meanAbsolute }) => {
    const figures = [rSquared, Math.sqrt(meanSquared), meanAbsolute];
    return [path, `${samples}`, ...figures.map(formatLoss)];
  });
  const headings = ["samples", "R²", "root mean squared error", "mean absolute error"];
  const columns = headings.map((heading) => ({ heading, align: "right" } as const));
  return formatTable([{ heading: "log", align: "left" }, ...columns], rows);
}
