import type { Labels } from "../../lib/data/labels.ts";
import { isNumberLog, parseNumberLog } from "../../lib/formats/number_log.ts";
import { parsePredictionLog, type PredictionLog } from "../../lib/formats/prediction_log.ts";
import { formatTable } from "../../lib/formats/table.ts";
import { ConfusionMatrix } from "../../lib/metrics/confusion_matrix.ts";
import { ratesOf } from "../../lib/metrics/error_rate.ts";
import { UsageError } from "../arguments/reader.ts";
import { about } from "../files/about.ts";
import { readTextFile } from "../files/read_file.ts";
import { CollectedFailures } from "../terminal/collected_failures.ts";
import { capitalize, formatEvaluation, formatShare } from "../terminal/figures.ts";
import { formatJsonLine } from "../terminal/json_line.ts";
import {
  formatNumberGrade,
  formatNumberGrades,
  gradeNumbers,
  numberFigures,
  type NumberGrade,
} from "./number_grades.ts";

const CONTENT = "a prediction log";

/** Longer files are refused: logs of a million images are shorter. */
const LARGEST_FILE = 2 ** 26;

/** Most confusions that are listed. */
const MOST_CONFUSIONS = 10;

/** How grades are printed. */
export type GradeFormat = "text" | "json" | "csv";

/** What a prediction log comes to. */
type Grade = ClassGrade | NumberGrade;

/** What a log of predicted classes comes to. */
interface ClassGrade {
  readonly path: string;
  readonly predictions: Labels;
  /** The classes that occur, as labels or predictions, in ascending order. */
  readonly classes: readonly number[];
  /** Its rows and columns are these classes. */
  readonly matrix: ConfusionMatrix;
  readonly wrong: number;
  readonly accuracy: number;
  readonly errorRate: number;
}

/**
 * Prints accuracy, errors and confusions of prediction logs, or how far predicted numbers are from what they
 * should be: of one log in detail, of several as a table.
 *
 * @throws {AggregateError} If some cannot be read or are no logs; the message of each error names the log
 * and the line. The results of the others are printed all the same.
 */
export async function gradeLogs(paths: readonly string[], format: GradeFormat): Promise<void> {
  const grades: Grade[] = [];
  const failures = new CollectedFailures();
  for (const path of paths) {
    await failures.attempt(async () => {
      grades.push(await gradeLog(path));
    });
  }
  if (grades.length > 0) console.log(formatGrades(grades, format, paths.length > 1));
  failures.throwAll();
}

async function gradeLog(path: string): Promise<Grade> {
  const text = await readTextFile(path, CONTENT, LARGEST_FILE);
  return about(path, () => {
    return isNumberLog(text)
      ? gradeNumbers(path, parseNumberLog(text))
      : gradeClasses(path, parsePredictionLog(text));
  });
}

function gradeClasses(path: string, { predictions, labels }: PredictionLog): ClassGrade {
  const classes = Array.from(new Set([...labels, ...predictions])).sort((a, b) => a - b);
  const places = new Map(classes.map((name, place) => [name, place]));
  const placesOf = (found: Labels) => found.map((name) => places.get(name) ?? 0);
  const matrix = new ConfusionMatrix(placesOf(labels), placesOf(predictions), classes.length);
  const wrong = labels.filter((label, i) => label !== predictions[i]).length;
  return { path, predictions, classes, matrix, wrong, ...ratesOf(wrong, labels.length) };
}

function isOfNumbers(grade: Grade): grade is NumberGrade {
  return "rSquared" in grade;
}

function formatGrades(grades: readonly Grade[], format: GradeFormat, areSeveral: boolean): string {
  const ofNumbers = grades.filter(isOfNumbers);
  const ofClasses = grades.filter((grade): grade is ClassGrade => !isOfNumbers(grade));
  switch (format) {
    case "json":
      return formatJsonLine(areSeveral ? grades.map(figuresOf) : figuresOf(grades[0]));
    case "csv":
      if (ofNumbers.length === 0) return formatCsv(ofClasses);
      if (ofClasses.length === 0) return formatNumberCsv(ofNumbers);
      throw new UsageError("Expected logs of classes or of numbers for --csv but found both");
    case "text":
      return [
        ...(ofClasses.length === 0 ? [] : [formatClasses(ofClasses, areSeveral)]),
        ...(ofNumbers.length === 0 ? [] : [formatNumbers(ofNumbers, areSeveral)]),
      ].join("\n\n");
  }
}

function formatClasses(grades: readonly ClassGrade[], areSeveral: boolean): string {
  return areSeveral ? formatComparison(grades) : formatGrade(grades[0]);
}

function formatNumbers(grades: readonly NumberGrade[], areSeveral: boolean): string {
  return areSeveral ? formatNumberGrades(grades) : formatNumberGrade(grades[0]);
}

function figuresOf(grade: Grade) {
  if (isOfNumbers(grade)) return numberFigures(grade);
  const { path, classes, matrix, wrong, accuracy, errorRate } = grade;
  return {
    file: path,
    images: matrix.total,
    wrong,
    accuracy,
    error_rate: errorRate,
    classes,
    confusion_matrix: matrixRows(matrix),
  };
}

/** A confusion matrix as lists of numbers: a row for each true class. */
export function matrixRows(matrix: ConfusionMatrix): number[][] {
  const classes = Array.from({ length: matrix.classCount }, (_, c) => c);
  return classes.map((label) => classes.map((prediction) => matrix.count(label, prediction)));
}

/** Comma-separated values: a line for each log, with a column of errors for each class. */
function formatCsv(grades: readonly ClassGrade[]): string {
  const classes = [...new Set(grades.flatMap(({ classes }) => classes))].sort((a, b) => a - b);
  const heading = ["file", "images", "wrong", "accuracy", "error_rate"];
  const rows = grades.map((grade) => {
    const { path, matrix, wrong, accuracy, errorRate } = grade;
    const errors = new Map(classErrors(grade).map(({ name, wrong }) => [name, wrong]));
    const counts = classes.map((name) => errors.get(name) ?? "");
    return [quoted(path), matrix.total, wrong, accuracy, errorRate, ...counts];
  });
  const columns = [...heading, ...classes.map((name) => `wrong_${name}`)];
  return csvOf([columns, ...rows]);
}

function formatNumberCsv(grades: readonly NumberGrade[]): string {
  const rows = grades.map((grade) => {
    const { file, ...figures } = numberFigures(grade);
    return [quoted(file), ...Object.values(figures)];
  });
  return csvOf([Object.keys(numberFigures(grades[0])), ...rows]);
}

function csvOf(lines: readonly (readonly (string | number)[])[]): string {
  return lines.map((cells) => cells.join(",")).join("\n");
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** How the images of one class were classified. */
interface ClassErrors {
  readonly name: number;
  readonly images: number;
  readonly wrong: number;
}

/** The errors of every class that has images. */
function classErrors({ classes, matrix }: ClassGrade): ClassErrors[] {
  return classes.map((name, c) => {
    const { truePositives, falseNegatives } = matrix.classCounts(c);
    return { name, images: truePositives + falseNegatives, wrong: falseNegatives };
  }).filter(({ images }) => images > 0);
}

function formatGrade(grade: ClassGrade): string {
  const { classes, matrix } = grade;
  const total = capitalize(formatEvaluation(grade));
  const rows = classErrors(grade).map(({ name, images, wrong }) => {
    return [`${name}`, `${images}`, `${wrong}`, formatShare(wrong / images)];
  });
  const errors = formatTable(numeric("class", "images", "wrong", "error rate"), rows);
  const confusions = matrix.confusions().slice(0, MOST_CONFUSIONS);
  if (confusions.length === 0) return `${total}\n\n${errors}`;
  const confused = confusions.map(({ label, prediction, count, rowShare }) => {
    return [`${classes[label]}`, `${classes[prediction]}`, `${count}`, formatShare(rowShare)];
  });
  const columns = numeric("class", "taken for", "images", "share of the class");
  return [total, errors, formatTable(columns, confused)].join("\n\n");
}

function numeric(...headings: readonly string[]) {
  return headings.map((heading) => ({ heading, align: "right" } as const));
}

function formatComparison(grades: readonly ClassGrade[]): string {
  const rows = grades.map((grade) => {
    const { path, classes, matrix, wrong, errorRate } = grade;
    const shares = classErrors(grade).map(({ name, images, wrong }) => {
      return { name, share: wrong / images };
    });
    const worst = shares.reduce((worst, other) => other.share > worst.share ? other : worst);
    const confusion = matrix.confusions().at(0);
    return [
      path,
      `${matrix.total}`,
      `${wrong}`,
      formatShare(errorRate),
      wrong === 0 ? "" : `${worst.name} (${formatShare(worst.share)})`,
      confusion === undefined
        ? ""
        : `${classes[confusion.label]} as ${classes[confusion.prediction]} (${confusion.count})`,
    ];
  });
  const columns = numeric("images", "wrong", "error rate", "worst class", "most confused");
  return formatTable([{ heading: "log", align: "left" }, ...columns], rows);
}
