import {
  type Display,
  displayTable,
  ELLIPSIS,
  formatShort,
  shownIndices,
} from "../formats/display.ts";

/** Samples, and columns, that a notebook shows at most. */
const MOST_SAMPLES = 11;
const MOST_COLUMNS = 15;

/** A column of numbers, or of names. */
interface SamplesColumn {
  readonly name: string;
  /** What the sample has in it, by its number from 0. */
  valueOf(sample: number): number | string;
}

/** Samples for a notebook: the first and the last of them. */
export function displaySamples(count: number, columns: readonly SamplesColumn[]): Display {
  const shown = shownIndices(columns.length, MOST_COLUMNS);
  const cellsOf = (sample: number | undefined) =>
    shown.map((i) =>
      sample === undefined || i === undefined ? ELLIPSIS : cell(columns[i].valueOf(sample))
    );
  const headings = shown.map((i) => i === undefined ? ELLIPSIS : columns[i].name);
  return displayTable(
    `${count} samples`,
    ["", ...headings].map((heading) => ({ heading, align: "right" })),
    shownIndices(count, MOST_SAMPLES).map((
      sample,
    ) => [`${sample ?? ELLIPSIS}`, ...cellsOf(sample)]),
  );
}

/** The columns of a table of numbers, one sample after the other. */
export function columnsOf(names: readonly string[], numbers: Float64Array): SamplesColumn[] {
  return names.map((name, i) => ({
    name,
    valueOf: (sample) => numbers[sample * names.length + i],
  }));
}

function cell(value: number | string): string {
  return typeof value === "number" ? formatShort(value) : value;
}
