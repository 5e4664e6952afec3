import { boxMaximum, boxMean, boxMinimum } from "./box_filters.ts";
import { type Field, quantile } from "./field.ts";
import { otsu } from "./otsu.ts";
import { fitSurface } from "./surface.ts";

/** Degrees of the surfaces that are fitted one after the other, each to what the last one left as paper. */
const SURFACE_DEGREES = [1, 2, 4, 4] as const;
/** Half the extent of what is nearby, as shares of the picture's extent. */
const NEARBY = [0.06, 0.15] as const;
/** Pixels around ink that its blur may have darkened. */
const BLUR = 2;
/** Paper is taken to get at least as much light, of 255. */
const LEAST_LIGHT = 16;

/** Ink and paper, told apart. */
export interface Separation {
  /** The light that paper would have at each pixel. */
  readonly paper: Field;
  /** How much of it each pixel lacks, from 0 to 255 for all of it. */
  readonly strengths: Field;
  /** Above it, there is ink. */
  readonly threshold: number;
  /** How much it looks like ink: the product of Otsu's separability and the sharpness. */
  readonly clarity: number;
  /** Mean strength of the edges along the outlines of the ink, as given by {@linkcode edgeStrengths}. */
  readonly sharpness: number;
}

/**
 * Tells ink from paper, where the ink is darker. As light falls on paper in many ways, several models
 * of it are tried:
 *
 * - It is the same everywhere: the median of what is lighter than Otsu's threshold.
 * - It is a polynomial in x and y of the fourth degree, fitted to what is no ink.
 * - It is what is lightest nearby (a morphological closing), within a smaller and a larger distance.
 *
 * The one under which ink is best told from paper and has the sharpest edges is taken, for light and
 * shadow are soft.
 *
 * @param counts Only pixels whose entry here is not 0 count.
 * @param edges The picture's {@linkcode edgeStrengths}.
 */
export function separate(picture: Field, counts: Uint8Array, edges: Field): Separation {
  const extent = Math.max(picture.width, picture.height);
  const even = evenPaper(picture, counts);
  const papers = [
    even,
    smoothPaper(picture, counts, even),
    ...NEARBY.map((share) => lightestNearby(picture, Math.ceil(share * extent))),
  ];
  return papers.map((paper) => separateFrom(paper, picture, counts, edges))
    .reduce((best, each) => each.clarity > best.clarity ? each : best);
}

/** Size of the gradient, as the difference over two pixels, of a picture smoothed a little. */
export function edgeStrengths(picture: Field): Field {
  const { width, height, values } = boxMean(picture, 1);
  const strengths = new Float32Array(values.length);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const across = values[i + 1] - values[i - 1];
      const down = values[i + width] - values[i - width];
      strengths[i] = Math.sqrt(across * across + down * down);
    }
  }
  return { width, height, values: strengths };
}

function separateFrom(
  paper: Field,
  picture: Field,
  counts: Uint8Array,
  edges: Field,
): Separation {
  const strengths = lackOfLight(picture, paper);
  const { threshold, separability } = otsu(strengths.values, counts);
  const sharpness = sharpnessOf(strengths, threshold, counts, edges);
  return { paper, strengths, threshold, clarity: separability * sharpness, sharpness };
}

/**
 * How much of the paper's light each pixel lacks, from 0 to 255: relative to it, for ink takes the same
 * share of the light in shadows as elsewhere.
 */
export function lackOfLight({ width, height, values }: Field, paper: Field): Field {
  const strengths = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const light = Math.max(LEAST_LIGHT, paper.values[i]);
    strengths[i] = Math.max(0, 255 * (1 - values[i] / light));
  }
  return { width, height, values: strengths };
}

function evenPaper({ width, height, values }: Field, counts: Uint8Array): Field {
  const { threshold } = otsu(values, counts);
  const paper = new Float32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (counts[i] !== 0 && values[i] > threshold) paper[count++] = values[i];
  }
  const light = count > 0 ? quantile(paper.subarray(0, count), 0.5) : 255;
  return { width, height, values: new Float32Array(values.length).fill(light) };
}

/** @param even The paper on the supposition that the light is the same everywhere. */
function smoothPaper(picture: Field, counts: Uint8Array, even: Field): Field {
  let paper = even;
  for (const degree of SURFACE_DEGREES) {
    const mask = paper === even ? counts : withoutInk(picture, counts, paper);
    const surface = fitSurface(picture, mask, degree);
    if (surface === undefined) break;
    paper = surface;
  }
  return paper;
}

/** Not 0 for the pixels that count and are at some distance from all ink on a paper. */
function withoutInk(picture: Field, counts: Uint8Array, paper: Field): Uint8Array {
  const strengths = lackOfLight(picture, paper);
  const { threshold } = otsu(strengths.values, counts);
  const ink = boxMaximum(strengths, BLUR).values;
  const mask = new Uint8Array(counts.length);
  for (let i = 0; i < mask.length; i++) mask[i] = counts[i] !== 0 && ink[i] <= threshold ? 1 : 0;
  return mask;
}

/** What is dark and narrower than the square disappears. */
function lightestNearby(picture: Field, radius: number): Field {
  const closed = boxMinimum(boxMaximum(picture, radius), radius);
  return boxMean(closed, Math.ceil(radius / 2));
}

/** Mean edge strength where ink has paper beside it. */
function sharpnessOf(
  { width, height, values }: Field,
  threshold: number,
  counts: Uint8Array,
  edges: Field,
): number {
  let [sum, length] = [0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      if (counts[i] === 0 || values[i] <= threshold) continue;
      const isInside = values[i - 1] > threshold && values[i + 1] > threshold &&
        values[i - width] > threshold && values[i + width] > threshold;
      if (isInside) continue;
      sum += edges.values[i];
      length++;
    }
  }
  return length === 0 ? 0 : sum / length;
}
