// The gradient of a convolution's weights: for each filter and weight, the products of the errors
// with the pixels that the weight met, summed over all samples. Errors are laid out with the frame's
// row length, zeros between the rows, so that each sum runs along memory without a break. A tile is
// two filters by five weights; tiles are shared among the threads, and each goes over all samples.

import { parallel, scratch, threadCount } from "../parallel";
import { element, SIZE, VECTOR } from "../vector";
import {
  fillFrame,
  filterSize,
  geometry,
  inputSize,
  OPERANDS,
  ownFrame,
  positions,
} from "./geometry";
import { sumTileProducts } from "./tile_products";

@unmanaged
class ConvolutionWeightGradient {
  x: usize;
  error: usize;
  destination: usize;
  samples: i32;
  scale: f64;
  keep: f64;
}

const job = changetype<ConvolutionWeightGradient>(OPERANDS);

const TILE_FILTERS: i32 = 2;
const TILE_WEIGHTS: i32 = 5;

/** `destination <- scale G + keep destination`, with `G` the gradient of the weights. */
export function convolutionWeightGradient(
  x: usize,
  error: usize,
  scale: f64,
  keep: f64,
  destination: usize,
  samples: i32,
  workspace: usize,
): void {
  job.x = x;
  job.error = error;
  job.scale = scale;
  job.keep = keep;
  job.destination = destination;
  job.samples = samples;
  geometry.workspace = workspace;
  const tiles = (geometry.filters + 1) / TILE_FILTERS * tilesPerPair();
  parallel(sumTiles, tiles, (tiles + threadCount() - 1) / threadCount());
}

/** Tiles that one pair of filters has. */
@inline
function tilesPerPair(): i32 {
  return (filterSize() + TILE_WEIGHTS - 1) / TILE_WEIGHTS;
}

function sumTiles(first: i32, end: i32): void {
  const perPair = tilesPerPair();
  const firstFilter = first / perPair * TILE_FILTERS;
  const endFilter = min((end - 1) / perPair * TILE_FILTERS + TILE_FILTERS, geometry.filters);
  for (let tile = first; tile < end; tile++) clearTile(tile);
  for (let s = <usize>0; s < <usize>job.samples; s++) {
    fillFrame(job.x + SIZE * s * <usize>inputSize(), ownFrame(0));
    layErrors(<i32>s, firstFilter, endFilter);
    for (let tile = first; tile < end; tile++) addTile(tile);
  }
  for (let tile = first; tile < end; tile++) finishTile(tile);
}

/** Bytes of a filter's errors, laid out like the frame. */
@inline
function errorBytes(): usize {
  const g = geometry;
  const last = (g.outputHeight - 1) * g.stride * g.frameWidth + (g.outputWidth - 1) * g.stride;
  return SIZE * <usize>(last + 1) + VECTOR - 1 & ~(VECTOR - 1);
}

/** Lays out the errors of filters `first` to `end` of a sample. */
function layErrors(sample: i32, first: i32, end: i32): void {
  const g = geometry;
  const bytes = errorBytes();
  memory.fill(ownFrame(1) + bytes * <usize>first, 0, bytes * <usize>(end - first));
  let from = job.error + SIZE * <usize>((sample * g.filters + first) * positions());
  for (let f = first; f < end; f++) {
    for (let i = 0; i < g.outputHeight; i++) {
      let to = ownFrame(1) + bytes * <usize>f + SIZE * <usize>(i * g.stride * g.frameWidth);
      for (let j = 0; j < g.outputWidth; j++) {
        store<Real>(to, load<Real>(from));
        from += SIZE;
        to += SIZE * <usize>g.stride;
      }
    }
  }
}

/** Adds a sample's products to the sums of a tile. */
function addTile(tile: i32): void {
  const pair = tile / tilesPerPair();
  const filter = pair * TILE_FILTERS;
  const weight = (tile - pair * tilesPerPair()) * TILE_WEIGHTS;
  const bytes = errorBytes();
  const e = ownFrame(1) + bytes * <usize>filter;
  const d = filter + 1 < geometry.filters ? e + bytes : e;
  const sums = scratch;
  sumTileProducts(
    bytes,
    e,
    d,
    frameOf(weight),
    frameOf(weight + 1),
    frameOf(weight + 2),
    frameOf(weight + 3),
    frameOf(weight + 4),
    sums,
  );
  for (let f = 0; f < tileFilters(filter); f++) {
    for (let w = 0; w < tileWeights(weight); w++) {
      const sum = sumOf(filter + f, weight + w);
      const product = element(sums + SIZE * <usize>(f * TILE_WEIGHTS + w));
      store<f64>(sum, load<f64>(sum) + product);
    }
  }
}

function clearTile(tile: i32): void {
  const pair = tile / tilesPerPair();
  const filter = pair * TILE_FILTERS;
  const weight = (tile - pair * tilesPerPair()) * TILE_WEIGHTS;
  for (let f = 0; f < tileFilters(filter); f++) {
    memory.fill(sumOf(filter + f, weight), 0, 8 * <usize>tileWeights(weight));
  }
}

/** Scales a tile's sums into the destination. */
function finishTile(tile: i32): void {
  const scale = job.scale;
  const keep = job.keep;
  const pair = tile / tilesPerPair();
  const filter = pair * TILE_FILTERS;
  const weight = (tile - pair * tilesPerPair()) * TILE_WEIGHTS;
  for (let f = filter; f < filter + tileFilters(filter); f++) {
    for (let w = weight; w < weight + tileWeights(weight); w++) {
      const to = job.destination + SIZE * <usize>(f * filterSize() + w);
      const old = keep == 0 ? 0 : keep * element(to);
      store<Real>(to, <Real>(scale * load<f64>(sumOf(f, w)) + old));
    }
  }
}

/** What a weight meets in the frame for the first output; for one too many, what the last does. */
function frameOf(weight: i32): usize {
  const g = geometry;
  const index = min(weight, filterSize() - 1);
  const row = index / g.kernelWidth;
  const channel = row / g.kernelHeight;
  const u = row - channel * g.kernelHeight;
  const v = index - row * g.kernelWidth;
  return ownFrame(0) + SIZE * <usize>((channel * g.frameHeight + u) * g.frameWidth + v);
}

@inline
function tileFilters(filter: i32): i32 {
  return min(TILE_FILTERS, geometry.filters - filter);
}

@inline
function tileWeights(weight: i32): i32 {
  return min(TILE_WEIGHTS, filterSize() - weight);
}

@inline
function sumOf(filter: i32, weight: i32): usize {
  return geometry.workspace + 8 * <usize>(filter * filterSize() + weight);
}
