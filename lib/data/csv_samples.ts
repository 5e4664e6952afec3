import { CsvLines, formatCsvLine } from "../formats/csv_lines.ts";
import { parseDecimal } from "../formats/decimal_number.ts";
import { FormatError } from "../formats/format_error.ts";
import { quote } from "../formats/quote.ts";
import { MOST_CLASSES } from "./class_names.ts";
import { ClassSamples, nameClasses, RegressionSamples, type Samples } from "./samples.ts";

/** Which columns of a table are what. */
export interface ColumnChoice {
  /** The features, by name and in this order; when left out, all columns that are nothing else. */
  readonly features?: readonly string[];
  /** The column of the classes. */
  readonly label?: string;
  /** The columns of the numbers to be predicted; none, where only features are wanted. */
  readonly targets?: readonly string[];
}

/** What the column of the classes is called where nobody says so; in any case of letters. */
const usualLabels = ["label", "class"];

/** What the column of the numbers to be predicted is called where nobody says so. */
const usualTargets = ["y", "target"];

/** Names in a message; what exceeds them is counted. */
const MOST_LISTED = 12;

/** Numbers that there is room for at first. */
const FIRST_ROOM = 2 ** 12;

/**
 * Reads samples from comma-separated values with the names of the columns in the first line. The columns
 * are features, all of them finite numbers, and one of classes, of any names, or one or more of numbers to
 * be predicted. Unless they are named, the classes are in a column `label` or `class`, else the number is in
 * one called `y` or `target`; a file that has both of them must say which.
 *
 * Bytes are added block by block; memory is taken for numbers that have arrived.
 *
 * @example
 * ```ts
 * import { SamplesReader } from "./csv_samples.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const reader = new SamplesReader();
 * reader.add(new TextEncoder().encode("length,width,class\n5.1,3.5,setosa\n7,3.2,versicolor\n"));
 * const samples = reader.finish();
 * assertEquals(samples.featureNames, ["length", "width"]);
 * assertEquals(samples.features, Float64Array.of(5.1, 3.5, 7, 3.2));
 * ```
 */
export class SamplesReader {
  readonly #choice: ColumnChoice;
  readonly #lines = new CsvLines((cells, line) => this.#see(cells, line));
  #columns: Columns | undefined;
  #names: readonly string[] = [];
  readonly #features = new NumberList();
  readonly #targets = new NumberList();
  /** The names of the classes so far, with their places. */
  readonly #classes = new Map<string, number>();
  readonly #labels = new NumberList();

  /**
   * A reader that has seen nothing yet.
   *
   * @param choice Which columns are what; found by their names when left out.
   */
  constructor(choice: ColumnChoice = {}) {
    this.#choice = choice;
  }

  /**
   * Adds the next bytes of the file.
   *
   * @throws {FormatError} If the first line has no names of columns, or not the ones that are wanted; or
   * another line has more or fewer cells than it, or one that is no finite number.
   */
  add(bytes: Uint8Array): void {
    this.#lines.add(bytes);
  }

  /**
   * The samples, when all bytes have been added.
   *
   * @throws {FormatError} If there are none, or the name of a class is none.
   */
  finish(): Samples {
    const features = this.finishFeatures();
    const { features: featureColumns, targets: targetColumns } = this.#wanted();
    const featureNames = featureColumns.map((column) => this.#names[column]);
    if (targetColumns.length > 0) {
      const targetNames = targetColumns.map((column) => this.#names[column]);
      return new RegressionSamples({
        features,
        featureNames,
        targets: this.#targets.take(),
        targetNames,
      });
    }
    const texts = [...this.#classes.keys()];
    const { labels, classNames } = nameClasses(
      Array.from(this.#labels.take(), (place) => texts[place]),
    );
    return new ClassSamples({ features, featureNames, labels, classNames });
  }

  /**
   * The features alone, one sample after the other, when all bytes have been added.
   *
   * @throws {FormatError} If there are no samples.
   */
  finishFeatures(): Float64Array {
    this.#lines.end();
    this.#wanted();
    return this.#features.take();
  }

  #wanted(): Columns {
    if (this.#columns === undefined) {
      throw new FormatError("Expected the names of columns in line 1 but found an empty file");
    }
    if (this.#features.length > 0) return this.#columns;
    throw new FormatError("Expected a line for each sample below the names but found none");
  }

  #see(cells: readonly string[], line: number): void {
    if (this.#columns === undefined) {
      checkNames(cells, line);
      this.#names = cells;
      this.#columns = chooseColumns(cells, this.#choice, line);
      return;
    }
    if (cells.length !== this.#names.length) {
      throw new FormatError(
        `Expected ${this.#names.length} cells, one for each column, but found ${cells.length} ` +
          `in line ${line}`,
      );
    }
    const { features, targets, label } = this.#columns;
    for (const column of features) this.#features.push(this.#numberIn(cells, column, line));
    for (const column of targets) this.#targets.push(this.#numberIn(cells, column, line));
    if (label !== undefined) this.#labels.push(this.#placeOf(cells[label], line));
  }

  #numberIn(cells: readonly string[], column: number, line: number): number {
    const number = parseDecimal(cells[column]);
    if (number !== undefined && Number.isFinite(number)) return number;
    throw new FormatError(
      `Expected a finite number but found ${quote(cells[column])} as ${
        quote(this.#names[column])
      } in line ${line}`,
    );
  }

  #placeOf(text: string, line: number): number {
    const found = this.#classes.get(text);
    if (found !== undefined) return found;
    const place = this.#classes.size;
    if (text === "") throw new FormatError(`Expected a class but found none in line ${line}`);
    if (place === MOST_CLASSES) {
      throw new FormatError(
        `Expected at most ${MOST_CLASSES} classes but found more in line ${line}`,
      );
    }
    this.#classes.set(text, place);
    return place;
  }
}

/**
 * Writes samples as {@linkcode SamplesReader} reads them, each number in its shortest decimal form that reads
 * back the same: classes in a column `label`, targets in columns of their names behind the features.
 *
 * @example
 * ```ts
 * import { ClassSamples } from "@handwriting/mnist";
 * import { formatSamples } from "@handwriting/mnist/formats";
 * import { assertEquals } from "@std/assert";
 *
 * const samples = ClassSamples.of([[0.5, -1], [2, 1e-9]], ["no", "yes"]);
 * assertEquals(formatSamples(samples), "x1,x2,label\n0.5,-1,no\n2,1e-9,yes\n");
 * ```
 */
export function formatSamples(samples: Samples): string {
  const { features, featureNames, count } = samples;
  const columns = featureNames.length;
  const names = "labels" in samples ? ["label"] : samples.targetNames;
  const rowOf = (i: number) => [
    ...Array.from(features.subarray(i * columns, (i + 1) * columns), String),
    ...targetsOf(samples, i),
  ];
  const rows = Array.from({ length: count }, (_, i) => rowOf(i));
  return [[...featureNames, ...names], ...rows].map(formatCsvLine).join("");
}

/** The cells behind the features of a sample. */
function targetsOf(samples: Samples, i: number): string[] {
  if ("labels" in samples) return [samples.classNames[samples.labels[i]]];
  const { length } = samples.targetNames;
  return Array.from(samples.targets.subarray(i * length, (i + 1) * length), String);
}

/** Places of columns. */
interface Columns {
  readonly features: readonly number[];
  readonly targets: readonly number[];
  readonly label?: number;
}

function checkNames(names: readonly string[], line: number): void {
  if (names.every((name) => parseDecimal(name) !== undefined)) {
    throw new FormatError(`Expected the names of columns but found numbers in line ${line}`);
  }
  const unnamed = names.indexOf("");
  if (unnamed >= 0) {
    throw new FormatError(
      `Expected a name for each column but found none for column ${unnamed + 1} in line ${line}`,
    );
  }
  const repeated = names.find((name, column) => names.indexOf(name) < column);
  if (repeated === undefined) return;
  throw new FormatError(
    `Expected another name for each column but found ${quote(repeated)} twice in line ${line}`,
  );
}

function chooseColumns(
  names: readonly string[],
  choice: ColumnChoice,
  line: number,
): Columns {
  const find = (name: string) => {
    const column = names.indexOf(name);
    if (column >= 0) return column;
    throw new FormatError(
      `Expected a column ${quote(name)} but found ${listed(names)} in line ${line}`,
    );
  };
  const { label, targets } = targetColumns(names, choice, find, line);
  const others = Array.from(names.keys()).filter((column) => {
    return column !== label && !targets.includes(column);
  });
  const features = choice.features?.map(find) ?? others;
  if (features.length > 0) return { features, targets, label };
  throw new FormatError(
    `Expected columns of features too but found only ${listed(names)} in line ${line}`,
  );
}

function targetColumns(
  names: readonly string[],
  choice: ColumnChoice,
  find: (name: string) => number,
  line: number,
): Omit<Columns, "features"> {
  if (choice.targets !== undefined) return { targets: choice.targets.map(find) };
  if (choice.label !== undefined) return { targets: [], label: find(choice.label) };
  const usual = (wanted: readonly string[], key: string) => {
    const columns = Array.from(names.keys()).filter((column) =>
      wanted.includes(names[column].toLowerCase())
    );
    if (columns.length > 1 && choice.features === undefined) {
      throw new FormatError(
        `Expected one of the columns ${
          columns.map((column) => quote(names[column])).join(" and ")
        } ` +
          `but found both in line ${line}; ${key} names the one that is meant`,
      );
    }
    return columns.at(0) ?? -1;
  };
  const label = usual(usualLabels, "label_column");
  const target = label >= 0 ? -1 : usual(usualTargets, "target_columns");
  if (label >= 0) return { targets: [], label };
  if (target >= 0) return { targets: [target] };
  throw new FormatError(
    `Expected a column of classes, called ${usualLabels.join(" or ")}, or of numbers to be ` +
      `predicted, called ${usualTargets.join(" or ")}, but found ${
        listed(names)
      } in line ${line}; ` +
      "label_column and target_columns name others",
  );
}

function listed(names: readonly string[]): string {
  const some = names.slice(0, MOST_LISTED).map(quote).join(", ");
  return names.length > MOST_LISTED ? `${some}, ... (${names.length} in all)` : some;
}

/** Numbers that become more. */
class NumberList {
  length = 0;
  #numbers = new Float64Array(FIRST_ROOM);

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const wider = new Float64Array(2 * this.length);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.length++] = number;
  }

  /** All of them, copied. */
  take(): Float64Array {
    return this.#numbers.slice(0, this.length);
  }
}
