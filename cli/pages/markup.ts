/** A piece of HTML: text that is known to be markup, and not to be escaped again. */
export class Markup {
  readonly text: string;

  /** @param text Markup, in which what came from outside is escaped. */
  constructor(text: string) {
    this.text = text;
  }
}

/** What can stand in a template of {@linkcode markup}; lists are joined. */
export type MarkupValue = string | number | Markup | readonly MarkupValue[];

/**
 * Markup with values in it: text is escaped, markup is not.
 *
 * @example
 * ```ts
 * import { markup } from "./markup.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = ["cat", "<b>"].map((name) => markup`<li>${name}</li>`);
 * assertEquals(markup`<ul>${names}</ul>`.text, "<ul><li>cat</li><li>&lt;b&gt;</li></ul>");
 * ```
 */
export function markup(strings: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  const parts = strings.map((string, i) => i === 0 ? string : textOf(values[i - 1]) + string);
  return new Markup(parts.join(""));
}

function textOf(value: MarkupValue): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "string" || typeof value === "number") return escapeText(`${value}`);
  return value.map(textOf).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that may stand in HTML, between tags and in quoted attributes. */
function escapeText(text: string): string {
  // A control character is not allowed in HTML, even as a reference.
  const visible = text.replace(/[^\P{Cc}\t\n]/gu, "\ufffd");
  return visible.replace(/[&<>"']/g, (character) => entities[character]);
}
