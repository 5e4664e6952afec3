import { escapeText } from "../../formats/markup.ts";

/** Extents in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, drawn from (0, 0). */
export interface Drawing extends Size {
  /** SVG elements. */
  readonly content: string;
}

/** What a chart is drawn into. Charts that need it become higher. */
export interface Canvas extends Size {
  /** Size of the title's font. */
  readonly titleSize: number;
}

/** What is not data is drawn in these few colours, which a dark page exchanges for others. */
export const inks = {
  text: "#1f2328",
  quiet: "#59636e",
  axis: "#8c959f",
  grid: "#dfe3e8",
  paper: "#ffffff",
} as const;

/** Attributes of an element; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * An element of an SVG document.
 *
 * @param content What is inside, as SVG: see {@linkcode escapeText}.
 */
export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes)
    .filter(([_, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(format(value))}"`)
    .join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A coordinate: tenths of a pixel are enough, and keep the files small. */
export function coordinate(value: number): string {
  return String(Number(value.toFixed(1)));
}

/** Hundredths of a pixel are enough where extents are added up. */
function format(value: string | number | undefined): string {
  return typeof value === "number" ? String(Number(value.toFixed(2))) : String(value);
}

/** A drawing at a place. */
export function place({ content }: Drawing, x: number, y: number): string {
  if (content === "") return "";
  return element("g", { transform: `translate(${Math.round(x)} ${Math.round(y)})` }, content);
}

/** Drawings one below the other; those of no height take no gap. */
export function stack(drawings: readonly Drawing[], gap: number): Drawing {
  const shown = drawings.filter(({ height }) => height > 0);
  let top = 0;
  const placed = shown.map((drawing) => {
    const content = place(drawing, 0, top);
    top += drawing.height + gap;
    return content;
  });
  return {
    width: Math.max(0, ...shown.map(({ width }) => width)),
    height: Math.max(0, top - gap),
    content: placed.join(""),
  };
}
