import { element } from "./svg_element.ts";

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
