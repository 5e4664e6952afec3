import type { Tile, Tiles } from "../chart.ts";
import { drawColourBar } from "./colour_bar.ts";
import { type Canvas, type Drawing, element, inks, type Size, stack } from "./drawing.ts";
import { drawHeader, drawNoData } from "./header.ts";
import { imageAt } from "./image.ts";
import { fitText, lineHeight, textAt, widestOf } from "./text.ts";

const GAP = 12;
const CAPTION_GAP = 3;
const CAPTION_SIZE = 11;
const CAPTION_HEIGHT = lineHeight(CAPTION_SIZE);
/** Pictures are enlarged up to about this width. */
const WIDEST_PICTURE = 112;
const NARROWEST_PICTURE = 28;
/** Longer captions are cut short, so that they do not push the tiles apart. */
const LONGEST_CAPTION = 160;
const NO_DATA_HEIGHT = 120;

/** Small pictures in rows, each with its captions below. */
export function drawTileChart(chart: Tiles, canvas: Canvas): Drawing {
  const header = drawHeader(chart, canvas);
  if (chart.tiles.length === 0) {
    return stack([header, drawNoData({ width: canvas.width, height: NO_DATA_HEIGHT })], GAP);
  }
  const parts = chart.colours === undefined ? [] : [drawColourBar(chart.colours, canvas.width)];
  return stack([header, ...parts, drawTiles(chart, canvas.width)], GAP);
}

/** The width in which tiles are in so many columns, each enlarged as far as it ever is. */
export function widthOfColumns(tiles: readonly Tile[], columns: number): number {
  return columns * (largestWidth(tiles) + GAP) - GAP;
}

/** What a picture may be enlarged to; larger ones stay as they are. */
function largestWidth(tiles: readonly Tile[]): number {
  return Math.max(WIDEST_PICTURE, ...tiles.map(({ picture }) => picture.width));
}

function drawTiles(chart: Tiles, width: number): Drawing {
  const { tiles } = chart;
  const texts = tiles.flatMap(({ captions }) => captions);
  const captionWidth = Math.min(widestOf(texts, CAPTION_SIZE), LONGEST_CAPTION);
  const captionCount = Math.max(...tiles.map(({ captions }) => captions.length));
  const box = pictureBox(tiles, roomFor(chart, captionWidth, width));
  const pitch = {
    width: Math.max(box.width, captionWidth) + GAP,
    height: box.height + CAPTION_GAP + captionCount * CAPTION_HEIGHT + GAP,
  };
  const columns = Math.min(chart.columns ?? columnsWithin(width, pitch.width), tiles.length);
  const content = tiles.map((tile, i) => {
    const centre = (i % columns + 0.5) * pitch.width - GAP / 2;
    return drawTile(tile, centre, Math.floor(i / columns) * pitch.height, box);
  });
  return {
    width: Math.max(width, columns * pitch.width - GAP),
    height: Math.ceil(tiles.length / columns) * pitch.height - GAP,
    content: content.join(""),
  };
}

function columnsWithin(width: number, pitch: number): number {
  return Math.max(1, Math.floor((width + GAP) / pitch));
}

/**
 * The width that a picture may have: in the columns asked for, else in about as many as there are rows,
 * if there is room for their captions. Where pictures do not take it all, more columns fit.
 */
function roomFor({ tiles, columns }: Tiles, captionWidth: number, width: number): number {
  const most = columnsWithin(width, Math.max(captionWidth, NARROWEST_PICTURE) + GAP);
  const usual = Math.min(Math.ceil(Math.sqrt(tiles.length)), most);
  return Math.floor((width + GAP) / Math.min(columns ?? usual, tiles.length)) - GAP;
}

/** Extents of what the largest picture is drawn into: if it is enlarged, by a whole number. */
function pictureBox(tiles: readonly Tile[], room: number): Size {
  const width = Math.max(...tiles.map(({ picture }) => picture.width));
  const height = Math.max(...tiles.map(({ picture }) => picture.height));
  const limit = Math.max(NARROWEST_PICTURE, Math.min(room, largestWidth(tiles)));
  const scale = wholeIfEnlarged(limit / width);
  return { width: scale * width, height: scale * height };
}

function wholeIfEnlarged(scale: number): number {
  return scale < 1 ? scale : Math.floor(scale);
}

function drawTile({ picture, captions }: Tile, centre: number, top: number, box: Size): string {
  const scale = wholeIfEnlarged(Math.min(box.width / picture.width, box.height / picture.height));
  const size = { width: scale * picture.width, height: scale * picture.height };
  const x = Math.round(centre - size.width / 2);
  const y = top + Math.round((box.height - size.height) / 2);
  const frame = element("rect", {
    x: x - 0.5,
    y: y - 0.5,
    width: size.width + 1,
    height: size.height + 1,
    stroke: inks.grid,
  });
  const lines = captions.map((caption, i) => {
    const middle = top + box.height + CAPTION_GAP + (i + 0.5) * CAPTION_HEIGHT;
    const text = fitText(caption, CAPTION_SIZE, LONGEST_CAPTION);
    return textAt(text, centre, middle, { size: CAPTION_SIZE, anchor: "middle" });
  });
  return imageAt(picture, x, y, size) + frame + lines.join("");
}
