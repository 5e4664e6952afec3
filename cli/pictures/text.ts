import { inks } from "./inks.ts";
import { element, escapeText } from "./svg_element.ts";

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
