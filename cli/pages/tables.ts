import { type Markup, markup, type MarkupValue } from "./markup.ts";

/** A column of a table on the page. */
export interface TableColumn {
  readonly heading: string;
  /** Whether it holds numbers, which are aligned at their last digit. */
  readonly isNumeric: boolean;
}

/** A table on the page. */
export interface TableContent {
  readonly columns: readonly TableColumn[];
  /** A cell for each column; the first one is the heading of the row. */
  readonly rows: readonly (readonly MarkupValue[])[];
  /** Rows below a line: sums and means. */
  readonly totals?: readonly (readonly MarkupValue[])[];
}

/** A column of texts. */
export function texts(heading: string): TableColumn {
  return { heading, isNumeric: false };
}

/** A column of numbers. */
export function numbers(heading: string): TableColumn {
  return { heading, isNumeric: true };
}

/** A table that scrolls by itself where it is wider than the window. */
export function formatTable({ columns, rows, totals = [] }: TableContent): Markup {
  const headings = columns.map((column) =>
    markup`<th scope="col"${classOf(column)}>${column.heading}</th>`
  );
  const foot = totals.length === 0 ? "" : markup`<tfoot>
${totals.map((cells) => formatRow(columns, cells))}</tfoot>
`;
  return markup`<div class="scroll" tabindex="0"><table>
<thead><tr>${headings}</tr></thead>
<tbody>
${rows.map((cells) => formatRow(columns, cells))}</tbody>
${foot}</table></div>`;
}

function formatRow(
  columns: readonly TableColumn[],
  [first, ...rest]: readonly MarkupValue[],
): Markup {
  const cells = rest.map((cell, i) => markup`<td${classOf(columns[i + 1])}>${cell}</td>`);
  return markup`<tr><th scope="row"${classOf(columns[0])}>${first}</th>${cells}</tr>
`;
}

function classOf({ isNumeric }: TableColumn): MarkupValue {
  return isNumeric ? markup` class="number"` : "";
}
