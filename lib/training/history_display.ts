import {
  type Display,
  displayTable,
  ELLIPSIS,
  formatShort,
  shownIndices,
} from "../formats/display.ts";
import { historyColumns } from "./history.ts";
import type { Measurement } from "./measurement.ts";

/** Measurements that a notebook shows, at most. */
const MOST_MEASUREMENTS = 41;

/** A history for a notebook: a line for each measurement, the middle ones left out if there are many. */
export function displayHistory(history: readonly Measurement[]): Display {
  const columns = [...historyColumns(history)];
  const headings = columns.map(([name]) => name.replaceAll("_", " "));
  return displayTable(
    `${history.length} measurements`,
    headings.map((heading) => ({ heading, align: "right" })),
    shownIndices(history.length, MOST_MEASUREMENTS).map((i) =>
      columns.map(([, numbers]) => i === undefined ? ELLIPSIS : formatShort(numbers[i]))
    ),
  );
}
