import { escapeText } from "./markup.ts";
import { type Column, formatTable } from "./table.ts";

/** What the consoles of Node and Deno ask a value for to show it: the name of a method. */
export const consoleDisplay: unique symbol = Symbol.for("nodejs.util.inspect.custom");

/** What a notebook asks a value for to show it: the name of a method that answers by MIME type. */
export const notebookDisplay: unique symbol = Symbol.for("Jupyter.display");

/** A value as a notebook shows it, and as text for one that cannot. */
export interface Display {
  /** Markup, in which texts are escaped. */
  readonly "text/html": string;
  /** The same in words. */
  readonly "text/plain": string;
}

/** A text, or markup with a text in its place. */
export type TableCell = string | { readonly html: string; readonly text: string };

/** A table for a notebook. */
export function displayTable(
  caption: string,
  columns: readonly Omit<Column, "width">[],
  rows: readonly (readonly TableCell[])[],
): Display {
  const line = (tag: "th" | "td", cells: readonly TableCell[]) => {
    const written = cells.map((cell, i) => {
      const content = typeof cell === "string" ? escapeText(cell) : cell.html;
      return `<${tag} style="text-align: ${columns[i].align}">${content}</${tag}>`;
    });
    return `<tr>${written.join("")}</tr>`;
  };
  const texts = rows.map((cells) =>
    cells.map((cell) => typeof cell === "string" ? cell : cell.text)
  );
  const heading = line("th", columns.map(({ heading }) => heading));
  const body = rows.map((cells) => line("td", cells)).join("\n");
  return {
    "text/html": `<table><caption style="white-space: nowrap">${escapeText(caption)}</caption>\n` +
      `<thead>${heading}</thead>\n` +
      `<tbody>${body}</tbody></table>`,
    "text/plain": `${caption}\n${formatTable(columns, texts)}`,
  };
}

/** Stands in a table for what is left out. */
export const ELLIPSIS = "…";

/**
 * Of that many rows or columns, those that a table shows: all, or the first and the last with undefined
 * for those between.
 */
export function shownIndices(count: number, most: number): (number | undefined)[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  const first = Math.ceil((most - 1) / 2);
  const last = most - 1 - first;
  return Array.from({ length: most }, (_, i) => {
    return i < first ? i : i === first ? undefined : count - (first + 1 + last) + i;
  });
}

/** A number of a table, in four digits. */
export function formatShort(value: number): string {
  return `${Number(value.toPrecision(4))}`;
}
