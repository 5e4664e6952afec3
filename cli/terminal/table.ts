/** A column of a table on the terminal. */
export interface Column {
  readonly heading: string;
  /** Width in characters; a wider cell is not cut. */
  readonly width: number;
  readonly align: "left" | "right";
}

/** One line of a table, its columns two spaces apart. */
export function formatRow(columns: readonly Column[], cells: readonly string[]): string {
  const padded = columns.map(({ width, align }, i) =>
    align === "left" ? cells[i].padEnd(width) : cells[i].padStart(width)
  );
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
  const fitted = columns.map((column, i) => ({
    ...column,
    width: Math.max(column.heading.length, ...rows.map((cells) => cells[i].length)),
  }));
  return [formatHeading(fitted), ...rows.map((cells) => formatRow(fitted, cells))].join("\n");
}
