import type { ImageExtents } from "../../lib/data/pixel.ts";
import { formatImageAsText, formatImageInColour } from "../../lib/plots/text_image.ts";

/** Where there is no terminal that has a width. */
const USUAL_WIDTH = 80;
const GAP = 2;

/** An image with a line above it. */
export interface TextTile {
  readonly title: string;
  /** Bytes, channel after channel, each row by row. */
  readonly image: Uint8Array;
}

/**
 * Prints images side by side, as many as the terminal is wide.
 *
 * @param print What takes the lines.
 */
export function printTiles(
  tiles: readonly TextTile[],
  extents: ImageExtents,
  print: (text: string) => void,
): void {
  const isTerminal = Deno.stdout.isTerminal();
  const format = isTerminal && !Deno.noColor ? formatImageInColour : formatImageAsText;
  const screen = isTerminal ? Deno.consoleSize().columns : USUAL_WIDTH;
  const perRow = Math.max(1, Math.floor((screen + GAP) / (extents.width + GAP)));
  for (let start = 0; start < tiles.length; start += perRow) {
    const row = tiles.slice(start, start + perRow).map(({ title, image }) => {
      return [title.slice(0, extents.width).padEnd(extents.width), ...format(image, extents)];
    });
    const lines = row[0].map((_, line) => row.map((tile) => tile[line]).join(" ".repeat(GAP)));
    print(`${lines.map((line) => line.trimEnd()).join("\n")}\n`);
  }
}
