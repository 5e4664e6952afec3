import type { GreyImage, Raster } from "../lib/data/raster.ts";
import { Random } from "../lib/random.ts";

/** Extent of MNIST's images in pixels. */
const DIGIT = 28;

/** What digits are written on, and how a picture of it turns out. */
export const papers = [
  "clean",
  "shadowed",
  "marker",
  "chalk",
  "tight",
  "vignette",
  "ruled",
  "squared",
  "framed",
  "scanned",
  "dusty",
] as const;

export type Paper = (typeof papers)[number];

/** A picture while it is made: how much light each point gives back, about 0 (black) to 1 (white). */
interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly light: Float64Array;
}

/** Where the pixels of a digit lie, and how large each of them is. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

/**
 * A picture of a digit of MNIST on some paper; the same seed gives the same picture.
 *
 * @param pixels 28 x 28 bytes, 255 for ink.
 */
export function photograph(paper: Paper, pixels: Uint8Array, seed: number): GreyImage {
  const random = new Random(seed, paper);
  if (paper === "tight") return cropTightly(pixels, random);
  const canvas = blank(random);
  const place = placeDigit(canvas, random);
  if (paper === "chalk") return develop(writeInChalk(canvas, pixels, place, random), random, 6);
  if (paper === "ruled" || paper === "squared") ruleLines(canvas, place, random, paper);
  write(canvas, paper === "marker" ? thicken(pixels) : pixels, place, random.uniform(0.05, 0.3));
  if (paper === "shadowed") castShadow(canvas, random);
  if (paper === "vignette") darkenCorners(canvas, random);
  if (paper === "framed") drawFrame(canvas, random);
  if (paper === "scanned") layOnScanner(canvas, random);
  if (paper === "dusty") strewDust(canvas, place, random);
  return develop(canvas, random, paper === "clean" ? 0 : random.uniform(1, 4));
}

/** A digit in light strokes on nothing, as drawing programs save it. */
export function drawOnTransparency(pixels: Uint8Array, seed: number): Raster {
  const random = new Random(seed, "transparent");
  const { width, height } = blank(random);
  const place = placeDigit({ width, height }, random);
  const colour = random.integer(56) + 200;
  const data = new Uint8Array(2 * width * height);
  for (let i = 0; i < width * height; i++) {
    data[2 * i] = colour;
    data[2 * i + 1] = inkAt(pixels, place, i % width, Math.floor(i / width));
  }
  return { width, height, channels: 2, depth: 8, data };
}

function blank(random: Random): Canvas {
  const width = 240 + random.integer(240);
  const height = 240 + random.integer(240);
  return { width, height, light: new Float64Array(width * height).fill(random.uniform(0.8, 1)) };
}

function placeDigit(
  { width, height }: { readonly width: number; readonly height: number },
  random: Random,
): Place {
  const scale = Math.min(width, height) / DIGIT * random.uniform(0.35, 0.85);
  // Within the picture lie at least the 20 x 20 pixels that hold the digit, and a little more.
  const slack = 2 * scale;
  return {
    left: random.uniform(-slack, width - DIGIT * scale + slack),
    top: random.uniform(-slack, height - DIGIT * scale + slack),
    scale,
  };
}

/** The ink of 0 to 255 that a picture has at a point, interpolated between the digit's pixels. */
function inkAt(pixels: Uint8Array, { left, top, scale }: Place, x: number, y: number): number {
  const u = (x + 0.5 - left) / scale - 0.5;
  const v = (y + 0.5 - top) / scale - 0.5;
  const [column, row] = [Math.floor(u), Math.floor(v)];
  const [right, down] = [u - column, v - row];
  const at = (c: number, r: number) =>
    c < 0 || r < 0 || c >= DIGIT || r >= DIGIT ? 0 : pixels[r * DIGIT + c];
  return (1 - down) * ((1 - right) * at(column, row) + right * at(column + 1, row)) +
    down * ((1 - right) * at(column, row + 1) + right * at(column + 1, row + 1));
}

function write(canvas: Canvas, pixels: Uint8Array, place: Place, inkLight: number): void {
  change(canvas, (light, x, y) => {
    const ink = inkAt(pixels, place, x, y) / 255;
    return light * (1 - ink + ink * inkLight);
  });
}

/** Strokes wider by two thirds of a pixel of MNIST on each side. */
function thicken(pixels: Uint8Array): Uint8Array {
  return pixels.map((pixel, i) => {
    const [x, y] = [i % DIGIT, Math.floor(i / DIGIT)];
    let most = 0;
    for (const [dx, dy] of [[-1, 0], [1, 0], [0, -1], [0, 1]]) {
      const [u, v] = [x + dx, y + dy];
      if (u >= 0 && v >= 0 && u < DIGIT && v < DIGIT) most = Math.max(most, pixels[v * DIGIT + u]);
    }
    return Math.max(pixel, Math.round(0.67 * most));
  });
}

/** Light strokes on a dark board that was wiped, and that shows through them in places. */
function writeInChalk(canvas: Canvas, pixels: Uint8Array, place: Place, random: Random): Canvas {
  const board = random.uniform(0.12, 0.25);
  const wiped = Array.from({ length: 3 }, () => ({
    x: random.uniform(0, canvas.width),
    y: random.uniform(0, canvas.height),
    radius: random.uniform(0.2, 0.5) * canvas.width,
    strength: random.uniform(0, 0.1),
  }));
  change(canvas, (_, x, y) => {
    const dust = wiped.reduce(
      (sum, spot) =>
        sum +
        spot.strength * Math.exp(-(((x - spot.x) ** 2 + (y - spot.y) ** 2) / spot.radius ** 2)),
      0,
    );
    const ink = inkAt(pixels, place, x, y) / 255 * random.uniform(0.4, 0.8);
    return board + dust + ink;
  });
  return canvas;
}

/** Only the box around the digit's ink, without any margin. */
function cropTightly(pixels: Uint8Array, random: Random): GreyImage {
  const inked = Array.from(pixels.keys()).filter((i) => pixels[i] >= 64);
  const columns = inked.map((i) => i % DIGIT);
  const rows = inked.map((i) => Math.floor(i / DIGIT));
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  const scale = random.uniform(4, 12);
  const width = Math.round((Math.max(...columns) - left + 1) * scale);
  const height = Math.round((Math.max(...rows) - top + 1) * scale);
  const canvas = { width, height, light: new Float64Array(width * height).fill(1) };
  write(canvas, pixels, { left: -left * scale, top: -top * scale, scale }, 0.1);
  return develop(canvas, random, random.uniform(0, 2));
}

/** Printed lines, a little out of true, that are fainter than the ink. */
function ruleLines(canvas: Canvas, { scale }: Place, random: Random, paper: Paper): void {
  const spacing = paper === "ruled"
    ? 20 * scale * random.uniform(0.6, 1.3)
    : 20 * scale * random.uniform(0.25, 0.7);
  const thickness = random.uniform(0.8, 2.2);
  const strength = random.uniform(0.1, 0.45);
  const slope = random.uniform(-0.015, 0.015);
  const [startX, startY] = [random.uniform(0, spacing), random.uniform(0, spacing)];
  const isLine = (along: number) => ((along % spacing) + spacing) % spacing < thickness;
  change(canvas, (light, x, y) => {
    const crosses = isLine(y - startY + slope * x) ||
      (paper === "squared" && isLine(x - startX - slope * y));
    return crosses ? light * (1 - strength) : light;
  });
}

/** Light that falls off towards one side, or a soft-edged shadow over one side. */
function castShadow(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const angle = random.uniform(0, 2 * Math.PI);
  const darkest = random.uniform(0.35, 0.6);
  const softness = random.uniform(0.15, 1);
  const middle = random.uniform(-0.2, 0.2);
  change(canvas, (light, x, y) => {
    const along = Math.cos(angle) * (x / width - 0.5) + Math.sin(angle) * (y / height - 0.5);
    const share = Math.min(1, Math.max(0, (along - middle) / softness + 0.5));
    return light * (1 - (1 - darkest) * share);
  });
}

function darkenCorners(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const strength = random.uniform(0.4, 0.7);
  change(canvas, (light, x, y) => {
    const distance = Math.hypot(x / width - 0.5, y / height - 0.5) / Math.SQRT1_2;
    return light * (1 - strength * distance ** 2.5);
  });
}

/** Black around the paper, as scanners and screenshots leave it. */
function drawFrame(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const thickness = () => Math.round(random.uniform(0.005, 0.05) * Math.min(width, height));
  const [left, right, top, bottom] = [thickness(), thickness(), thickness(), thickness()];
  change(
    canvas,
    (light, x, y) =>
      x < left || y < top || x >= width - right || y >= height - bottom ? 0.05 : light,
  );
}

/** A sheet that lies askew, so that the dark bed of the scanner shows in a corner or along a side. */
function layOnScanner(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const [fromRight, fromBottom] = [random.integer(2) === 1, random.integer(2) === 1];
  const across = random.uniform(0.1, 0.3) * width;
  const down = random.uniform(0.1, 0.3) * height;
  change(canvas, (light, x, y) => {
    const u = (fromRight ? width - 1 - x : x) / across;
    const v = (fromBottom ? height - 1 - y : y) / down;
    return u + v < 1 ? 0.1 : light;
  });
}

function strewDust(canvas: Canvas, { scale }: Place, random: Random): void {
  const specks = Array.from({ length: 10 + random.integer(40) }, () => ({
    x: random.uniform(0, canvas.width),
    y: random.uniform(0, canvas.height),
    radius: random.uniform(0.5, Math.max(1, scale * 0.5)),
    strength: random.uniform(0.3, 0.9),
  }));
  change(canvas, (light, x, y) => {
    const speck = specks.find((s) => Math.hypot(x - s.x, y - s.y) < s.radius);
    return speck === undefined ? light : light * (1 - speck.strength);
  });
}

function change(
  { width, light }: Canvas,
  to: (light: number, x: number, y: number) => number,
): void {
  light.forEach((value, i) => light[i] = to(value, i % width, Math.floor(i / width)));
}

/** The bytes of the picture, with the noise of a camera. */
function develop({ width, height, light }: Canvas, random: Random, noise: number): GreyImage {
  const pixels = Uint8ClampedArray.from(
    light,
    (value) => 255 * value + (noise > 0 ? random.normal(0, noise) : 0),
  );
  return { width, height, pixels: new Uint8Array(pixels.buffer) };
}
