import { formatShape, type Shape } from "../shape.ts";
import type { Dataset } from "./dataset.ts";
import { type Field, outlineOf, quantile } from "./pictures/field.ts";
import { boxOf, centreOfMass, middleOf, VISIBLE_INK } from "./pictures/framing.ts";
import { extentsOf, lumasOf } from "./pixel.ts";

/** What the images look like that a network was trained on, so that pictures can be made like them. */
export interface ImageDescription {
  /**
   * `writing`: strokes in one shade; `object`: a thing in many shades, as in Fashion-MNIST; both on plain
   * ground. `scene`: no plain ground, as in CIFAR-10.
   */
  readonly content: "writing" | "object" | "scene";
  /** What the ground is, where it is plain. */
  readonly ground: "dark" | "light";
  /** How all images were fitted into their frame; absent if they were not, each being as it came. */
  readonly framing?: Framing;
}

/** How what is drawn lies in an image. */
export interface Framing {
  /** The longer side of the box around it, in pixels. */
  readonly extent: number;
  /** What lies at {@linkcode Framing.centre}: the centre of mass of it, or the middle of the box. */
  readonly centring: "mass" | "box";
  /** Column and row, the middle of the first pixel being 0. */
  readonly centre: readonly [x: number, y: number];
}

/** What MNIST's images look like, and those of a model for 28 x 28 pixels that does not describe them. */
export const MNIST_IMAGES: ImageDescription = {
  content: "writing",
  ground: "dark",
  framing: { extent: 20, centring: "mass", centre: [14, 14] },
};

/** Images that are taken as they come. */
export const UNKNOWN_IMAGES: ImageDescription = { content: "scene", ground: "dark" };

/** What the images of a model look like that does not describe them. */
export function usualImages(shape: Shape): ImageDescription {
  return formatShape(shape) === "1x28x28" ? MNIST_IMAGES : UNKNOWN_IMAGES;
}

/** Images that are looked at, at most. */
const MOST_IMAGES = 1000;
/** A difference from the ground of which most of the ground remains below, of 255. */
const GROUND_SPREAD = 32;
/** Share of the images with the same ground from which on it is plain. */
const PLAIN_SHARE = 0.8;
/** Share of the box that writing covers at most. */
const WRITING_SHARE = 0.6;
/** Nine tenths of the boxes differ by at most this share of the image's extent, if they were fitted. */
const EXTENT_SPREAD = 0.15;
/** The same of the centres. */
const CENTRE_SPREAD = 0.06;

/**
 * Measures what the images of a dataset look like.
 *
 * @param dataset Of a thousand images or more, a thousand are looked at.
 *
 * @example
 * ```ts
 * import { Dataset } from "./dataset.ts";
 * import { describeImages } from "./image_description.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // A black square of 2 x 2 pixels in the middle of white.
 * const image = Uint8Array.from({ length: 64 }, (_, i) => [27, 28, 35, 36].includes(i) ? 0 : 255);
 * const description = describeImages(new Dataset(image, Uint8Array.of(0), [1, 8, 8]));
 * assertEquals(description.ground, "light");
 * assertEquals(description.framing, { extent: 2, centring: "mass", centre: [3.5, 3.5] });
 * ```
 */
export function describeImages(dataset: Dataset): ImageDescription {
  const extents = extentsOf(dataset.shape);
  const { width, height } = extents;
  const step = Math.max(1, dataset.count / MOST_IMAGES);
  const images: Field[] = [];
  for (let i = 0; i < dataset.count; i += step) {
    const start = Math.floor(i);
    const values = lumasOf(dataset.slice(start, start + 1).images, extents);
    images.push({ width, height, values });
  }
  const grounds = images.map((image) => quantile(outlineOf(image), 0.5));
  const ground = quantile(grounds, 0.5);
  const same = grounds.filter((each) => Math.abs(each - ground) <= GROUND_SPREAD);
  if (images.length === 0 || same.length < PLAIN_SHARE * images.length) return UNKNOWN_IMAGES;

  const measures = images.flatMap((image) => measure(image, ground) ?? []);
  const covered = quantile(measures.map(({ covered }) => covered), 0.5);
  return {
    content: covered > WRITING_SHARE ? "object" : "writing",
    ground: ground < 128 ? "dark" : "light",
    framing: framingOf(measures, Math.max(width, height)),
  };
}

/** What is measured of one image. */
interface Measure {
  readonly extent: number;
  /** Share of the box that is covered. */
  readonly covered: number;
  readonly mass: readonly [number, number];
  readonly box: readonly [number, number];
}

/** Undefined of a blank image. */
function measure(image: Field, ground: number): Measure | undefined {
  const values = image.values.map((value) => Math.abs(value - ground));
  const drawn = { ...image, values };
  const box = boxOf(drawn);
  if (box === undefined) return undefined;
  let pixels = 0;
  for (const value of values) if (value >= VISIBLE_INK) pixels++;
  return {
    extent: Math.max(box.width, box.height),
    covered: pixels / (box.width * box.height),
    mass: centreOfMass(drawn),
    box: middleOf(box),
  };
}

function framingOf(measures: readonly Measure[], size: number): Framing | undefined {
  const extents = measures.map(({ extent }) => extent);
  if (measures.length === 0 || spread(extents) > EXTENT_SPREAD * size) return undefined;
  for (const centring of ["mass", "box"] as const) {
    const columns = measures.map((measure) => measure[centring][0]);
    const rows = measures.map((measure) => measure[centring][1]);
    if (Math.max(spread(columns), spread(rows)) > CENTRE_SPREAD * size) continue;
    const centre = [columns, rows].map((places) => Math.round(2 * quantile(places, 0.5)) / 2);
    return { extent: quantile(extents, 0.5), centring, centre: [centre[0], centre[1]] };
  }
  return undefined;
}

/** What nine tenths of the values lie within. */
function spread(values: readonly number[]): number {
  return quantile(values, 0.95) - quantile(values, 0.05);
}
