// How the images, outputs and kernels of the convolution in work are planes, cut into tiles, and
// where the spectra of these are in the workspace.

import { geometry, OPERANDS } from "../convolution/geometry";
import { LANES, SIZE } from "../vector";
import { centreOf } from "./kernel_spectra";
import { Planes, pointsOf, tilesOf } from "./planes";
import { PAIR, SpectralProduct } from "./spectral_product";
import { reachBytes } from "./tile_reach";

/** How the convolution in work is cut into tiles. */
@unmanaged
class Tiling {
  /** Extent of a tile: 8, 16 or 32. */
  n: i32;
  /**
   * Whether the images and the outputs each fit one tile, and so few zeros around them serve as the
   * border on both sides, as a transform takes its tile to repeat. Else tiles hold their border.
   */
  wraps: bool;
  /** Rows and columns of outputs, or of input errors, that come from one tile. */
  advanceRows: i32;
  advanceColumns: i32;
  /** Samples whose spectra are in memory at a time. */
  block: i32;
}

// The tiling and the planes lie behind the sizes of the product.
const TILING = OPERANDS + offsetof<SpectralProduct>();
const PLANES = TILING + offsetof<Tiling>();
export const tiling = changetype<Tiling>(TILING);
export const left = changetype<Planes>(PLANES);
export const right = changetype<Planes>(PLANES + offsetof<Planes>());
export const result = changetype<Planes>(PLANES + 2 * offsetof<Planes>());

/** The kernels of each channel as an item, in vectors of filters. */
export function setFilterVectors(planes: Planes, weights: usize): void {
  const g = geometry;
  setKernels(planes, weights);
  planes.items = g.channels;
  planes.channels = g.filters;
  planes.itemStep = SIZE * <usize>(g.kernelHeight * g.kernelWidth);
  planes.channelStep = planes.itemStep * <usize>g.channels;
}

/** The kernels of each filter as an item, in vectors of channels. */
export function setChannelVectors(planes: Planes, weights: usize): void {
  const g = geometry;
  setKernels(planes, weights);
  planes.items = g.filters;
  planes.channels = g.channels;
  planes.channelStep = SIZE * <usize>(g.kernelHeight * g.kernelWidth);
  planes.itemStep = planes.channelStep * <usize>g.channels;
}

/** One tile for each kernel. */
function setKernels(planes: Planes, weights: usize): void {
  const g = geometry;
  planes.values = weights;
  planes.height = g.kernelHeight;
  planes.width = g.kernelWidth;
  planes.n = tiling.n;
  planes.tileRows = 1;
  planes.tileColumns = 1;
  planes.advanceRows = tiling.n;
  planes.advanceColumns = tiling.n;
  planes.top = 0;
  planes.left = 0;
  planes.firstUsedRow = 0;
  planes.firstUsedColumn = 0;
  planes.endOfUsedRows = tiling.n;
  planes.endOfUsedColumns = tiling.n;
}

/** The images of `items` samples from `first` on. */
export function setInputs(
  planes: Planes,
  x: usize,
  first: i32,
  items: i32,
): void {
  const g = geometry;
  setImages(planes, x, first, items, g.channels, g.height, g.width);
}

/** The outputs, or their errors, of `items` samples from `first` on. */
export function setOutputs(
  planes: Planes,
  y: usize,
  first: i32,
  items: i32,
): void {
  const g = geometry;
  setImages(planes, y, first, items, g.filters, g.outputHeight, g.outputWidth);
}

function setImages(
  planes: Planes,
  values: usize,
  first: i32,
  items: i32,
  channels: i32,
  height: i32,
  width: i32,
): void {
  planes.channelStep = SIZE * <usize>(height * width);
  planes.itemStep = planes.channelStep * <usize>channels;
  planes.values = values + planes.itemStep * <usize>first;
  planes.items = items;
  planes.channels = channels;
  planes.height = height;
  planes.width = width;
  planes.n = tiling.n;
  planes.advanceRows = tiling.advanceRows;
  planes.advanceColumns = tiling.advanceColumns;
  planes.tileRows = tilesAcross(height, tiling.advanceRows);
  planes.tileColumns = tilesAcross(width, tiling.advanceColumns);
  planes.top = 0;
  planes.left = 0;
  planes.firstUsedRow = 0;
  planes.firstUsedColumn = 0;
  planes.endOfUsedRows = tiling.n;
  planes.endOfUsedColumns = tiling.n;
}

/** Tiles with the same numbers belong together. */
export function cutLike(planes: Planes, other: Planes): void {
  planes.tileRows = other.tileRows;
  planes.tileColumns = other.tileColumns;
}

/**
 * Uses only the outputs that a tile stands for, which begin at the kernel's centre or the corner.
 */
export function setUsed(planes: Planes, centred: bool): void {
  const row = centred ? centreOf(geometry.kernelHeight) : 0;
  const column = centred ? centreOf(geometry.kernelWidth) : 0;
  planes.top = -row;
  planes.left = -column;
  planes.firstUsedRow = row;
  planes.firstUsedColumn = column;
  planes.endOfUsedRows = row + tiling.advanceRows;
  planes.endOfUsedColumns = column + tiling.advanceColumns;
}

/** Puts the spectra of `planes` at `address`, tile by tile; returns where they end. */
export function place(planes: Planes, address: usize): usize {
  planes.tileStep = tileBytes(planes.channels);
  planes.pairStep = PAIR;
  return placePoints(planes, address);
}

/** The same with the tiles of each pair of vectors of channels behind one another. */
export function placeByPairs(planes: Planes, address: usize): usize {
  planes.tileStep = PAIR;
  planes.pairStep = PAIR * <usize>tilesOf(planes);
  return placePoints(planes, address);
}

function placePoints(planes: Planes, address: usize): usize {
  planes.spectra = address;
  planes.pointStep = pointBytes(tilesOf(planes), planes.channels);
  return address + planes.pointStep * <usize>pointsOf(planes.n);
}

/**
 * Sets how the convolution, whose sizes are set, is cut into tiles; returns the bytes of workspace
 * that each of its three operations needs at most.
 */
export function setFourierTiling(
  n: i32,
  wraps: bool,
  advanceRows: i32,
  advanceColumns: i32,
  block: i32,
): usize {
  tiling.n = n;
  tiling.wraps = wraps;
  tiling.advanceRows = advanceRows;
  tiling.advanceColumns = advanceColumns;
  tiling.block = block;
  const g = geometry;
  const inputTiles = tilesAcross(g.height, advanceRows) * tilesAcross(g.width, advanceColumns);
  const outputTiles = tilesAcross(g.outputHeight, advanceRows) *
    tilesAcross(g.outputWidth, advanceColumns);
  const tiles = block * max(inputTiles, outputTiles);
  const kernels = max(pointBytes(g.channels, g.filters), pointBytes(g.filters, g.channels));
  const bytes = pointBytes(tiles, g.channels) + pointBytes(tiles, g.filters) + kernels;
  return bytes * <usize>pointsOf(n) + reachBytes(n) * <usize>tiles;
}

@inline
function tilesAcross(extent: i32, advance: i32): i32 {
  return (extent + advance - 1) / advance;
}

/** Bytes of the numbers of all channels of a tile at one point, in whole pairs of vectors. */
@inline
function tileBytes(channels: i32): usize {
  return PAIR * <usize>((channels + 2 * LANES - 1) / (2 * LANES));
}

/** Bytes of all tiles at one point: an odd number of cache lines, to use all sets of a cache. */
@inline
function pointBytes(tiles: i32, channels: i32): usize {
  return <usize>tiles * tileBytes(channels) | 64;
}
