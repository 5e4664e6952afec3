import { escapeInvisible } from "./quote.ts";

/** A column of a table on the terminal. */
export interface Column {
  readonly heading: string;
  /** Width in characters; a wider cell is not cut. */
  readonly width: number;
  readonly align: "left" | "right";
}

/** One line of a table, its columns two spaces apart, with invisible characters as `\u{hex}`. */
export function formatRow(columns: readonly Column[], cells: readonly string[]): string {
  const padded = columns.map(({ width, align }, i) => {
    const cell = escapeInvisible(cells[i]);
    return align === "left" ? cell.padEnd(width) : cell.padStart(width);
  });
  return padded.join("  ").trimEnd();
}

/** The line above the others. */
export function formatHeading(columns: readonly Column[]): string {
  return formatRow(columns, columns.map(({ heading }) => heading));
}

/** A whole table, its columns as wide as their widest cell. */
export function formatTable(
  columns: readonly Omit<Column, "width">[],
  rows: readonly (readonly string[])[],
): string {
  const widthOf = (cell: string) => escapeInvisible(cell).length;
  const fitted = columns.map((column, i) => ({
    ...column,
    width: rows.reduce(
      (width, cells) => Math.max(width, widthOf(cells[i])),
      widthOf(column.heading),
    ),
  }));
  return [formatHeading(fitted), ...rows.map((cells) => formatRow(fitted, cells))].join("\n");
}
