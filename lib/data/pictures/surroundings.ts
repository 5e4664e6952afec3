import { boxMaximum } from "./box_filters.ts";
import { type Component, components } from "./components.ts";
import { type Field, touchesSide } from "./field.ts";
import { otsu } from "./otsu.ts";

/** Share of the pixels of a row or column that are dark where it belongs to a frame. */
const FRAME_SHARE = 0.95;
/** A frame is at most this thick, as a share of the picture's extent. */
const THICKEST_FRAME = 0.25;
/** Share of a side that something beside the paper covers at least, unless it covers a corner. */
const SIDE_SHARE = 0.5;
/** Extent of a piece, as a share of the picture's, from which on it may be the writing. */
const LEAST_EXTENT = 0.08;
/** How steep the border between paper and surroundings is: a share of their difference, over 2 pixels. */
const LEAST_STEEPNESS = 0.25;
/** Pixels at the border of what is left out that its blur may have darkened. */
const BLUR = 2;

/**
 * Leaves out what surrounds the paper, where that is darker: a frame around the whole picture, or the bed
 * of a scanner in a corner or along a side. Soft transitions, such as shadows, stay.
 *
 * @returns Not 0 where there may be paper.
 * @param edges Strength of the edges, from {@linkcode edgeStrengths}.
 */
export function findPaper(picture: Field, edges: Field): Uint8Array {
  const { width, height, values } = picture;
  const paper = new Uint8Array(values.length).fill(1);
  const { threshold } = otsu(values, paper);
  const dark = new Uint8Array(values.length);
  let [lightSum, darkSum, darkCount] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value >= threshold) {
      lightSum += value;
    } else {
      dark[i] = 1;
      darkSum += value;
      darkCount++;
    }
  }
  const contrast = lightSum / (values.length - darkCount) - darkSum / Math.max(1, darkCount);
  leaveOutFrame(dark, paper, edges, LEAST_STEEPNESS * contrast);
  const pieces = findBeside(components(dark, width), width, height)
    .filter((piece) => steepness(piece, dark, edges) >= LEAST_STEEPNESS * contrast);
  leaveOut(paper, width, pieces);
  return paper;
}

/**
 * Which pieces are no writing but lie beside the paper: those that reach a corner of the picture or along
 * most of a side, where another one of some size touches no side.
 */
export function findBeside(
  pieces: readonly Component[],
  width: number,
  height: number,
): Component[] {
  const least = LEAST_EXTENT * Math.max(width, height);
  const hasWriting = pieces.some(({ box }) =>
    !touchesSide(box, width, height) && Math.max(box.width, box.height) >= least
  );
  return hasWriting ? pieces.filter((piece) => liesBeside(piece, width, height)) : [];
}

function liesBeside({ pixels, box }: Component, width: number, height: number): boolean {
  if (!touchesSide(box, width, height)) return false;
  const touched = { left: 0, right: 0, top: 0, bottom: 0 };
  for (const i of pixels) {
    const x = i % width;
    const y = (i - x) / width;
    if (x === 0) touched.left++;
    if (x === width - 1) touched.right++;
    if (y === 0) touched.top++;
    if (y === height - 1) touched.bottom++;
    if ((x === 0 || x === width - 1) && (y === 0 || y === height - 1)) return true;
  }
  return Math.max(touched.left, touched.right) > SIDE_SHARE * height ||
    Math.max(touched.top, touched.bottom) > SIDE_SHARE * width;
}

/** A side of a picture, as it is walked along among its pixels. */
interface Side {
  /** Its first pixel. */
  readonly start: number;
  /** Steps from a pixel to the next one towards the opposite side. */
  readonly inwards: number;
  /** Pixels from this side to the opposite one. */
  readonly depth: number;
  /** Steps from a pixel to the next one along the side. */
  readonly along: number;
  /** Pixels along the side. */
  readonly length: number;
}

/**
 * Takes a frame around the whole picture off, also where the writing touches it.
 *
 * @param steepest Where the edges are weaker, it is no frame but a shadow.
 */
function leaveOutFrame(
  dark: Uint8Array,
  paper: Uint8Array,
  { width, height, values: edges }: Field,
  steepest: number,
): void {
  const thickness = ({ start, inwards, depth, along, length }: Side) => {
    const most = Math.floor(THICKEST_FRAME * depth);
    for (let k = 0; k < most; k++) {
      let [inFrame, steepness] = [0, 0];
      for (let i = 0, at = start + k * inwards; i < length; i++, at += along) {
        inFrame += dark[at];
        // The picture's outermost pixels have no edges.
        steepness += Math.max(edges[at], edges[at + inwards]);
      }
      if (inFrame < FRAME_SHARE * length) return steepness >= steepest * length ? k : 0;
    }
    return 0;
  };
  const upright = { depth: width, along: width, length: height };
  const level = { depth: height, along: 1, length: width };
  const left = thickness({ ...upright, start: 0, inwards: 1 });
  const right = thickness({ ...upright, start: width - 1, inwards: -1 });
  const top = thickness({ ...level, start: 0, inwards: width });
  const bottom = thickness({ ...level, start: dark.length - width, inwards: -width });
  if (Math.min(left, right, top, bottom) === 0) return;
  for (let i = 0; i < paper.length; i++) {
    const x = i % width;
    const y = (i - x) / width;
    const isInside = x >= left + BLUR && x < width - right - BLUR &&
      y >= top + BLUR && y < height - bottom - BLUR;
    if (!isInside) paper[i] = dark[i] = 0;
  }
}

/** Mean edge strength along the outline of a piece, as far as it is within the picture. */
function steepness(
  { pixels }: Component,
  mask: Uint8Array,
  { width, height, values }: Field,
): number {
  let [sum, count] = [0, 0];
  for (const i of pixels) {
    const x = i % width;
    const y = (i - x) / width;
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) continue;
    if (mask[i - 1] + mask[i + 1] + mask[i - width] + mask[i + width] === 4) continue;
    sum += values[i];
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

function leaveOut(paper: Uint8Array, width: number, pieces: readonly Component[]): void {
  if (pieces.length === 0) return;
  const values = new Float32Array(paper.length);
  for (const { pixels } of pieces) for (const i of pixels) values[i] = 1;
  const around = boxMaximum({ width, height: paper.length / width, values }, BLUR).values;
  for (let i = 0; i < paper.length; i++) if (around[i] > 0) paper[i] = 0;
}
