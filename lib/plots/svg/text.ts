import { escapeText } from "../../formats/markup.ts";
import { element, inks } from "./drawing.ts";

/** Size of the font of everything but titles. */
export const FONT_SIZE = 12;

/** How a text is set. */
export interface TextStyle {
  readonly size?: number;
  readonly fill?: string;
  readonly anchor?: "start" | "middle" | "end";
  readonly weight?: number;
  /** Degrees clockwise around its place. */
  readonly rotation?: number;
}

/** Height of a line of text. */
export function lineHeight(size: number): number {
  return Math.ceil(1.35 * size);
}

/** A line of text whose capitals are centred on a height. */
export function textAt(text: string, x: number, y: number, style: TextStyle = {}): string {
  const { size = FONT_SIZE, fill = inks.text, anchor, weight, rotation } = style;
  const attributes = {
    x,
    y,
    dy: "0.36em",
    fill,
    "font-size": size,
    "font-weight": weight,
    "text-anchor": anchor === "start" ? undefined : anchor,
    transform: rotation === undefined ? undefined : `rotate(${rotation} ${x} ${y})`,
  };
  return element("text", attributes, escapeText(text));
}

/**
 * Widths of characters as shares of the font's size: those of DejaVu Sans or Inter, whichever are
 * larger, rounded up. Browsers take the font of the system, and most are narrower than these two.
 */
const widths = new Map(
  ([
    [0.3, "'Iijl"],
    [0.34, " ,.:;|"],
    [0.42, "!()/[\\]frt"],
    [0.5, '"-*_`⁻⁰¹²³⁴⁵⁶⁷⁸⁹'],
    [0.54, "?s"],
    [0.6, "FJLckvxyz"],
    [0.65, "0123456789$EPSTabdeghnopqu{}"],
    [0.7, "ABKRVXYZ"],
    [0.79, "&CDGHNOQU"],
    [0.84, "#+<=>^~w"],
    [1, "%@MWm"],
  ] as const).flatMap(([width, characters]) =>
    Array.from(characters, (character) => [character, width] as const)
  ),
);

/** From here on, characters are as wide as they are high. */
const FIRST_WIDE_CHARACTER = "\u1100";

/**
 * How wide a text is at most, in the unit of the font's size: an estimate that needs no font, so that
 * a picture can be laid out wherever it is drawn.
 */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += widths.get(character) ?? widthOfOther(character);
  return fontSize * width;
}

function widthOfOther(character: string): number {
  return character < FIRST_WIDE_CHARACTER ? 0.84 : 1;
}

/** The width of the widest of some texts; 0 without any. */
export function widestOf(texts: readonly string[], fontSize: number): number {
  return texts.reduce((widest, text) => Math.max(widest, textWidth(text, fontSize)), 0);
}

const ELLIPSIS = "…";

/** Breaks a text at its spaces into lines of at most a width; words that are wider are cut short. */
export function wrapText(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((word) => word !== "")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(fitText(word, fontSize, width));
  }
  return lines;
}

/** A text of at most a width: itself, or its beginning with an ellipsis. */
export function fitText(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && textWidth(characters.join("") + ELLIPSIS, fontSize) > width) {
    characters.pop();
  }
  return characters.join("").trimEnd() + ELLIPSIS;
}
