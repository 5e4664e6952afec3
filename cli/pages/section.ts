import type { Chart } from "../../lib/plots/chart.ts";
import type { Markup } from "./markup.ts";

/** A part of a page with a heading of its own. */
export interface Section {
  /** Its anchor in the page: `learning-curves`. */
  readonly id: string;
  readonly title: string;
  /** What it is about, in a sentence or two. */
  readonly introduction: string;
  readonly parts: readonly Part[];
}

/** What a section consists of. */
export type Part = ChartPart | TextPart | FactsPart | NotePart;

/** A chart, and how to read it. */
export interface ChartPart {
  readonly kind: "chart";
  readonly chart: Chart;
  /** What it shows and how it is read, in a sentence or two, for who sees such a chart first. */
  readonly explanation: string;
  /** Room that it takes in a wide window: all of its width, or one half beside another. */
  readonly width: "full" | "half";
  /** For tiles: how many of them in a row that room is for; as the chart says when left out. */
  readonly columns?: number;
}

/** Anything made of text below a heading: a table, the lines of a file. */
export interface TextPart {
  readonly kind: "text";
  readonly title: string;
  readonly explanation: string;
  /** As for a chart; all of it when left out. */
  readonly width?: "full" | "half";
  readonly content: Markup;
}

/** The figures that matter most. */
export interface FactsPart {
  readonly kind: "facts";
  readonly facts: readonly Fact[];
}

/** A figure with its name. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** What the figure is of. */
  readonly remark: string;
}

/** Why something is not here, and what to do to get it. */
export interface NotePart {
  readonly kind: "note";
  readonly text: string;
}
