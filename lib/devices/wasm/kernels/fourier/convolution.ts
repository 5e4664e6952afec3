// Convolution through Fourier transforms, after Mathieu, Henaff and LeCun, "Fast Training of
// Convolutional Networks through FFTs" (2014): at each frequency, the sum over channels is a
// complex matrix product, and the sum over kernel positions a single multiplication. Images too
// large for a tile are cut into overlapping ones (overlap-save).

import { geometry } from "../convolution/geometry";
import { parallel } from "../parallel";
import { SIZE } from "../vector";
import {
  cutLike,
  left,
  place,
  placeByPairs,
  result,
  right,
  setChannelVectors,
  setFilterVectors,
  setInputs,
  setOutputs,
  setUsed,
  tiling,
} from "./convolution_planes";
import {
  centreOf,
  isSmall,
  transformKernels,
  transformKernelsBack,
  transformTurnedKernels,
} from "./kernel_spectra";
import { groupsOf, pointsOf, tilesOf, unitsOf } from "./planes";
import { multiplySpectra, PAIR, product } from "./spectral_product";
import { markReach } from "./tile_reach";
import { transformTile, transformTileConjugate, transformTileSplit } from "./tile_spectra";
import { transformTileBack } from "./tile_spectra_back";

/** Vectors of channels in a chunk of work; two neighbours share the cache lines they write. */
const CHUNK: i32 = 2;

/** The device's `convolution`: at each point, tiles by channels times channels by filters. */
export function fourierConvolution(
  x: usize,
  weights: usize,
  bias: usize,
  y: usize,
  samples: i32,
  workspace: usize,
): void {
  const g = geometry;
  setFilterVectors(right, weights);
  const rest = placeByPairs(right, workspace);
  const small = kernelsAreSmall();
  const transform = small ? transformTurnedKernelsRight : transformRightConjugate;
  parallel(transform, unitsOf(right), CHUNK);
  setScale(small ? 1 : 0.5, 0, bias);
  for (let first = 0; first < samples; first += tiling.block) {
    const items = min(tiling.block, samples - first);
    setOutputs(result, y, first, items);
    setFirst(-g.paddingTop, -g.paddingLeft, 0, 0);
    if (small) moveFirst(1);
    setInputs(left, x, first, items);
    cutLike(left, result);
    setCorner(-g.paddingTop, -g.paddingLeft);
    result.reach = place(result, place(left, rest));
    multiplyTiles();
  }
}

/** The device's `convolutionInputError`: the transpose of a convolution, which turns the kernel. */
export function fourierConvolutionInputError(
  error: usize,
  weights: usize,
  inputError: usize,
  samples: i32,
  workspace: usize,
): void {
  const g = geometry;
  setChannelVectors(right, weights);
  const rest = placeByPairs(right, workspace);
  const small = kernelsAreSmall();
  parallel(small ? transformKernelsRight : transformRight, unitsOf(right), CHUNK);
  setScale(small ? 1 : 0.5, 0, 0);
  for (let first = 0; first < samples; first += tiling.block) {
    const items = min(tiling.block, samples - first);
    setInputs(result, inputError, first, items);
    setFirst(g.paddingTop, g.paddingLeft, g.kernelHeight - 1, g.kernelWidth - 1);
    if (small) moveFirst(-1);
    setOutputs(left, error, first, items);
    cutLike(left, result);
    setCorner(g.paddingTop - g.kernelHeight + 1, g.paddingLeft - g.kernelWidth + 1);
    result.reach = place(result, place(left, rest));
    multiplyTiles();
  }
}

/**
 * The device's `convolutionWeightGradient`, `destination <- scale G + keep destination`: at each
 * point, channels by tiles times tiles by filters.
 */
export function fourierConvolutionWeightGradient(
  x: usize,
  error: usize,
  scale: f64,
  keep: f64,
  destination: usize,
  samples: i32,
  workspace: usize,
): void {
  const g = geometry;
  setFilterVectors(result, destination);
  setFirst(-g.paddingTop, -g.paddingLeft, 0, 0);
  setScale(0.5 * scale, keep, 0);
  result.reach = 0;
  const small = gradientsAreSmall();
  const rest = place(result, workspace);
  for (let first = 0; first < samples; first += tiling.block) {
    const items = min(tiling.block, samples - first);
    setOutputs(right, error, first, items);
    setUsed(right, small && !tiling.wraps);
    setInputs(left, x, first, items);
    cutLike(left, right);
    setCorner(-g.paddingTop, -g.paddingLeft);
    placeByPairs(right, place(left, rest));
    multiplyChannels(first > 0);
  }
  parallel(small ? transformKernelsResult : transformResult, unitsOf(result), CHUNK);
}

/** Whether the spectra of the kernels are made by their definition. */
function kernelsAreSmall(): bool {
  return isSmall(geometry.kernelHeight) && isSmall(geometry.kernelWidth);
}

/** Whether their gradients are, which must then come out around the tile's corner. */
function gradientsAreSmall(): bool {
  const g = geometry;
  if (!kernelsAreSmall()) return false;
  return !tiling.wraps ||
    g.paddingTop == centreOf(g.kernelHeight) && g.paddingLeft == centreOf(g.kernelWidth);
}

function multiplyTiles(): void {
  parallel(transformInputs, unitsOf(left), CHUNK);
  setProduct();
  product.rows = tilesOf(left);
  product.inner = left.channels;
  product.aRow = left.tileStep;
  product.aInner = 2 * SIZE;
  product.accumulate = 0;
  multiplySpectra();
  parallel(transformResult, unitsOf(result), CHUNK);
}

function multiplyChannels(accumulate: bool): void {
  parallel(transformLeft, unitsOf(left), CHUNK);
  parallel(transformRightConjugate, unitsOf(right), CHUNK);
  setProduct();
  product.rows = left.channels;
  product.inner = tilesOf(left);
  product.aRow = 2 * SIZE;
  product.aInner = left.tileStep;
  product.accumulate = i32(accumulate);
  multiplySpectra();
}

function setProduct(): void {
  product.points = pointsOf(left.n);
  product.pairs = <i32>(result.tileStep / PAIR);
  product.a = left.spectra;
  product.aPoint = left.pointStep;
  product.b = right.spectra;
  product.bPoint = right.pointStep;
  product.bPair = right.pairStep;
  product.c = result.spectra;
  product.cPoint = result.pointStep;
  product.cRow = result.tileStep;
}

function transformInputs(first: i32, end: i32): void {
  const groups = groupsOf(left);
  for (let unit = first; unit < end; unit++) {
    transformTile(left, unit);
    const tile = unit / groups;
    if (tile * groups == unit) markReach(left, result, tile);
  }
}

function transformLeft(first: i32, end: i32): void {
  for (let unit = first; unit < end; unit++) transformTile(left, unit);
}

function transformRight(first: i32, end: i32): void {
  for (let unit = first; unit < end; unit++) transformTileSplit(right, unit);
}

function transformRightConjugate(first: i32, end: i32): void {
  for (let unit = first; unit < end; unit++) transformTileConjugate(right, unit);
}

function transformResult(first: i32, end: i32): void {
  for (let unit = first; unit < end; unit++) transformTileBack(result, unit);
}

function transformKernelsRight(first: i32, end: i32): void {
  for (let unit = first; unit < end; unit++) transformKernels(right, unit);
}

function transformTurnedKernelsRight(first: i32, end: i32): void {
  for (let unit = first; unit < end; unit++) transformTurnedKernels(right, unit);
}

function transformKernelsResult(first: i32, end: i32): void {
  for (let unit = first; unit < end; unit++) transformKernelsBack(result, unit);
}

/**
 * What the window of the result's first value begins with; it lies in the corner of the left
 * factor's first tile where that has its own border.
 */
function setCorner(top: i32, leftmost: i32): void {
  left.top = tiling.wraps ? 0 : top;
  left.left = tiling.wraps ? 0 : leftmost;
  result.windowRow = top - left.top;
  result.windowColumn = leftmost - left.left;
}

/** Where in its tile the result begins: in one that repeats, and in one with its own border. */
function setFirst(wrapRow: i32, wrapColumn: i32, row: i32, column: i32): void {
  result.firstRow = tiling.wraps ? wrapRow : row;
  result.firstColumn = tiling.wraps ? wrapColumn : column;
}

/** Moves it by the distance from a kernel's corner to its centre. */
function moveFirst(direction: i32): void {
  result.firstRow += direction * centreOf(geometry.kernelHeight);
  result.firstColumn += direction * centreOf(geometry.kernelWidth);
}

/** Separating rows doubles the left factor; a transform and its inverse multiply by n^2. */
function setScale(scale: f64, keep: f64, bias: usize): void {
  result.scale = scale / <f64>(2 * tiling.n * tiling.n);
  result.keep = keep;
  result.bias = bias;
}
