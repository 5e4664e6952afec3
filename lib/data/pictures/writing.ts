import type { GreyImage } from "../raster.ts";
import { boxMaximum, boxMean } from "./box_filters.ts";
import { type Component, components } from "./components.ts";
import { type Box, type Field, quantile, reduce, touchesSide } from "./field.ts";
import { findMarks, type Mark } from "./marks.ts";
import { removeRuling } from "./ruling.ts";
import { edgeStrengths, lackOfLight, separate } from "./separation.ts";
import { findBeside, findPaper } from "./surroundings.ts";

/** Larger pictures are reduced to this extent, in pixels: enough for digits of a tenth of it. */
const WORKING_EXTENT = 280;
/** Pictures of a larger extent are smoothed a little, as they are noisy and none of it is lost. */
const SHARP_EXTENT = 100;
/** Ink that takes less light from the paper, of 255, counts as none. */
const LEAST_CONTRAST = 16;
/** So many times as far as paper deviates from its mean, ink does at least. */
const LEAST_DEVIATIONS = 4;
/** Edges of a gradient across the whole picture have a steepness of 4, by the measure below. */
const LEAST_STEEPNESS = 6;
/** Share of the picture that a sheet of paper covers within a dark frame, and of its box. */
const SHEET_SHARES = { picture: 0.4, box: 0.65 } as const;
/** What is added to a share, so that next to no ink is not better than little. */
const LEAST_SHARE = 0.05;
/** How far soft edges reach, as a share of a mark's longer side; on MNIST's images, about a pixel. */
const SOFTNESS = 0.06;
/** The same in pixels, at least. */
const LEAST_SOFTNESS = 2;
/** Share of the ink that is at most as strong as what becomes 255. */
const FULL_SHARE = 0.9;
/** What is so many times as strong as nine tenths of the paper's noise is ink, however faint. */
const NOISE_MARGIN = 2;
/** Share of the threshold from which on it is, whatever the noise. */
const FAINTEST = 0.2;

/** What is written on a picture. */
export interface Writing {
  /** Marks in the order of reading; none on a blank picture. */
  readonly marks: readonly Mark[];
  /** Whether they reach all four sides of the picture. */
  readonly touchesAllSides: boolean;
  /** How much ink there is, of the size to which the picture is reduced. */
  readonly strengths: Field;
  /** Not 0 where there is ink, lines and dirt too. */
  readonly ink: Uint8Array;
  /** Strengths above it, beside ink, are its soft edges. */
  readonly faintest: number;
  /** Pixels of the picture to one of the reduced one. */
  readonly reduction: number;
}

/**
 * Finds what is written on a picture, be it dark on light or light on dark: it may lie in a shadow or
 * lack any margin, on ruled or squared paper, in a frame, among dust.
 *
 * It is read in both ways; the one counts in which the ink is less, touches the sides less, and is
 * clearer.
 */
export function findWriting(image: GreyImage): Writing {
  const { picture, reduction } = reduce(image, WORKING_EXTENT);
  const inverse = { ...picture, values: picture.values.map((value) => 255 - value) };
  const [dark, light] = [picture, inverse].map(readDark);
  const { marks, strengths, ink, faintest } = dark.doubt <= light.doubt ? dark : light;
  const { width, height } = picture;
  const reaches = (side: (box: Box) => boolean) => marks.some(({ box }) => side(box));
  const touchesAllSides = reaches(({ left }) => left === 0) && reaches(({ top }) => top === 0) &&
    reaches((box) => box.left + box.width === width) &&
    reaches((box) => box.top + box.height === height);
  return { marks, touchesAllSides, strengths, ink, faintest, reduction };
}

/**
 * The ink of a mark alone: 0 for none, 255 for what is as strong as most of it. A margin for its soft
 * edges is around it.
 */
export function inkOf({ strengths, ink, faintest }: Writing, { pixels, box }: Mark): Field {
  const soft = Math.max(LEAST_SOFTNESS, Math.round(SOFTNESS * Math.max(box.width, box.height)));
  const width = box.width + 2 * soft;
  const height = box.height + 2 * soft;
  const own = new Float32Array(width * height);
  for (const i of pixels) {
    const x = i % strengths.width - box.left + soft;
    own[(Math.floor(i / strengths.width) - box.top + soft) * width + x] = 1;
  }
  const full = Math.max(
    1,
    quantile(Float32Array.from(pixels, (i) => strengths.values[i]), FULL_SHARE),
  );
  const near = boxMaximum({ width, height, values: own }, soft).values;
  const amounts = near.map((isNear, i) => {
    const x = i % width + box.left - soft;
    const y = Math.floor(i / width) + box.top - soft;
    if (isNear === 0 || x < 0 || y < 0 || x >= strengths.width || y >= strengths.height) return 0;
    const place = y * strengths.width + x;
    // Ink that is not the mark's own belongs to something else.
    if (own[i] === 0 && ink[place] !== 0) return 0;
    const strength = strengths.values[place];
    return strength > faintest ? Math.min(255, 255 * strength / full) : 0;
  });
  return { width, height, values: amounts };
}

/** A picture that is read on the supposition that its ink is darker than the paper. */
interface Reading {
  readonly marks: readonly Mark[];
  readonly strengths: Field;
  readonly ink: Uint8Array;
  readonly faintest: number;
  /** The more, the less likely the supposition. */
  readonly doubt: number;
}

function readDark(sharp: Field): Reading {
  const { width, height } = sharp;
  const picture = Math.min(width, height) > SHARP_EXTENT ? boxMean(sharp, 1) : sharp;
  const edges = edgeStrengths(picture);
  const paper = findPaper(picture, edges);
  const separation = separate(picture, paper, edges);
  const { threshold, clarity, sharpness } = separation;
  const smooth = separation.strengths;
  const strengths = lackOfLight(sharp, separation.paper);
  const ink = inkAbove(threshold, smooth, paper);
  const extent = Math.max(width, height);
  if (!standsOut(smooth, paper, threshold, sharpness * extent)) {
    return { marks: [], strengths, ink, faintest: 0, doubt: Infinity };
  }
  const unruled = ink.slice();
  removeRuling(unruled, width);
  const pieces = components(unruled, width);
  const beside = new Set(findBeside(pieces, width, height));
  const marks = findMarks(pieces.filter((piece) => !beside.has(piece)));
  const share = coveredShare(paper, unruled, width);
  const isSheet = pieces.some((piece) => liesInFrame(piece, width, height));
  const noise = quantile(strengthsBeside(ink, strengths, paper), 0.9);
  const faintest = Math.min(FAINTEST * threshold, NOISE_MARGIN * noise);
  const doubt = marks.length === 0 || isSheet ? Infinity : share / clarity;
  return { marks, strengths, ink, faintest, doubt };
}

/** Not 0 on the paper where a strength is above the threshold. */
function inkAbove(threshold: number, { values }: Field, paper: Uint8Array): Uint8Array {
  const ink = new Uint8Array(values.length);
  for (let i = 0; i < ink.length; i++) ink[i] = paper[i] !== 0 && values[i] > threshold ? 1 : 0;
  return ink;
}

/** The strengths on the paper where there is no ink. */
function strengthsBeside(ink: Uint8Array, { values }: Field, paper: Uint8Array): Float32Array {
  const found = new Float32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (paper[i] !== 0 && ink[i] === 0) found[count++] = values[i];
  }
  return found.subarray(0, count);
}

/** Whether there is ink at all, and not only noise or a shadow. */
function standsOut(
  { values }: Field,
  counts: Uint8Array,
  threshold: number,
  sharpness: number,
): boolean {
  let [paper, paperSum, paperSquares, ink, inkSum] = [0, 0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    if (counts[i] === 0) continue;
    const value = values[i];
    if (value > threshold) {
      ink++;
      inkSum += value;
    } else {
      paper++;
      paperSum += value;
      paperSquares += value * value;
    }
  }
  if (ink === 0 || paper === 0) return false;
  const mean = paperSum / paper;
  const contrast = inkSum / ink - mean;
  const deviation = Math.sqrt(Math.max(0, paperSquares / paper - mean * mean));
  return contrast >= LEAST_CONTRAST && contrast >= LEAST_DEVIATIONS * deviation &&
    sharpness >= LEAST_STEEPNESS * contrast;
}

/** Share of the picture, and of its outline, that ink and surroundings cover; more than 0. */
function coveredShare(paper: Uint8Array, ink: Uint8Array, width: number): number {
  const height = paper.length / width;
  let [area, outline] = [0, 0];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (paper[i] !== 0 && ink[i] === 0) continue;
      area++;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) outline++;
    }
  }
  return LEAST_SHARE + area / paper.length + outline / (2 * (width + height));
}

/** Whether a piece is no ink but a sheet of paper in a frame. */
function liesInFrame({ pixels, box }: Component, width: number, height: number): boolean {
  return !touchesSide(box, width, height) &&
    box.width * box.height > SHEET_SHARES.picture * width * height &&
    pixels.length > SHEET_SHARES.box * box.width * box.height;
}
