import { augmentationForms, normalizationForms } from "./data_notation.ts";
import { initializerForms } from "./initializer_notation.ts";
import type { Key } from "./key.ts";
import { wrap } from "../formats/wrap.ts";
import { allKeys, keyGroups } from "./keys.ts";
import { activationForms, layerForms } from "./layer_forms.ts";
import { lossForms } from "./loss_notation.ts";
import type { Form } from "./notation/form.ts";
import { clippingForms, optimizerForms } from "./optimizer_notation.ts";
import { scheduleForms } from "./schedule_notation.ts";
import { stoppingForms } from "./stopping_notation.ts";

/** The notation of some keys' values: forms, in each of which brackets enclose what may be left out. */
interface NotationTable {
  readonly title: string;
  /** The keys that have it. */
  readonly keys: readonly string[];
  readonly forms: readonly Pick<Form<unknown>, "usage" | "description">[];
}

const notationTables: readonly NotationTable[] = [
  { title: "Layers", keys: ["layers"], forms: layerForms },
  { title: "Activations", keys: ["layers"], forms: activationForms },
  {
    title: "Initializers",
    keys: ["weight_initializer", "bias_initializer", "layers"],
    forms: initializerForms,
  },
  { title: "Losses", keys: ["loss"], forms: lossForms },
  { title: "Optimizers", keys: ["optimizer"], forms: optimizerForms },
  { title: "Clipping", keys: ["clipping"], forms: clippingForms },
  { title: "Schedules", keys: ["schedule"], forms: scheduleForms },
  { title: "Early stopping", keys: ["early_stopping"], forms: stoppingForms },
  { title: "Normalization", keys: ["normalization"], forms: normalizationForms },
  { title: "Augmentation", keys: ["augmentation"], forms: augmentationForms },
];

/** Characters in a line of text for a terminal. */
const WIDTH = 80;

/** The keys of the configuration file for a terminal, group by group, aligned. */
export function formatKeysAsText(): string {
  const indent = 4 + Math.max(...allKeys.map(({ name }) => name.length));
  return keyGroups.map(({ title, keys }) => {
    const rows = keys.map((key) => {
      const { name, description, kind } = key;
      const meaning = `${description}; ${kind.expected} (${absence(key)})`;
      return `  ${name}`.padEnd(indent) + wrapAt(indent, meaning);
    });
    return `${title}:\n${rows.join("")}`;
  }).join("\n");
}

/** The notations of the keys' values for a terminal. What may be left out is in brackets. */
export function formatNotationsAsText(): string {
  return notationTables.map(({ title, keys, forms }) => {
    const rows = forms.map(({ usage, description }) => {
      return `  ${wrapAt(4, usage)}      ${wrapAt(6, description)}`;
    });
    return `${title} (${keys.join(", ")}):\n${rows.join("")}`;
  }).join("\n");
}

/** Breaks a text that stands behind so many characters into lines, all but the first indented as much. */
function wrapAt(indent: number, text: string): string {
  return `${wrap(text, WIDTH - indent).join(`\n${" ".repeat(indent)}`)}\n`;
}

/**
 * The keys of the configuration file as Markdown, a heading and a table for each group. Values that
 * have a notation link to its heading in {@linkcode formatNotationsAsMarkdown}.
 */
export function formatKeysAsMarkdown(): string {
  return keyGroups.map(({ title, keys }) => {
    const rows = keys.map((key) => [
      `\`${key.name}\``,
      key.description,
      linkToNotation(key),
      absence(key),
    ]);
    return formatMarkdownTable(title, ["key", "meaning", "value", "without it"], rows);
  }).join("\n");
}

/** The notations of the keys' values as Markdown, a heading and a table for each. */
export function formatNotationsAsMarkdown(): string {
  return notationTables.map(({ title, keys, forms }) => {
    const rows = forms.map(({ usage, description }) => [
      `\`${usage}\``,
      description.replaceAll(/<[^>]+>/g, "`$&`"),
    ]);
    const places = keys.map((key) => `\`${key}\``).join(", ");
    return formatMarkdownTable(title, [`in ${places}`, "meaning"], rows);
  }).join("\n");
}

function absence(key: Key<unknown>): string {
  return key.required ? "required" : key.fallbackText;
}

function linkToNotation({ name, kind: { expected } }: Key<unknown>): string {
  const table = notationTables.find(({ keys }) => keys.includes(name));
  if (table === undefined) return expected;
  return `[${expected}](#${table.title.toLowerCase().replaceAll(" ", "-")})`;
}

function formatMarkdownTable(
  title: string,
  heading: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [heading, heading.map(() => "---"), ...rows].map((cells) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`
  );
  return `### ${title}\n\n${lines.join("")}`;
}
