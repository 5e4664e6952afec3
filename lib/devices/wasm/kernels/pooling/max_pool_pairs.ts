// Max pooling with windows of 2 x 2 pixels that do not overlap, a vector of windows at a time: the
// pixels of two rows, taken apart into even and odd ones, are the four candidates.

import { firstOutput, inputPlane, pooling } from "./geometry";
import { LANES, SIZE } from "../vector";

/** Whether windows are of 2 x 2 pixels that no other has, a vector of them or more in a row. */
@inline
export function isPaired(): bool {
  return pooling.poolHeight == 2 && pooling.poolWidth == 2 && pooling.stride == 2 &&
    pooling.outputWidth >= LANES;
}

/** A row of windows of 2 x 2 pixels, a vector of them at a time. */
export function maxPoolPairs(from: usize, place: i32, output: i32): void {
  const last = pooling.outputWidth - LANES;
  for (let j = 0; j < last; j += LANES) maxPoolVector(from, place, output, j);
  maxPoolVector(from, place, output, last);
}

/** Windows `j` to `j + LANES` of a row; rows end with a vector that overlaps the one before. */
@inline
function maxPoolVector(from: usize, place: i32, output: i32, j: i32): void {
  const p = from + SIZE * <usize>(2 * j);
  const q = p + SIZE * <usize>pooling.width;
  const corners = placesFrom(place + 2 * j);
  let maximum = evenLanes(v128.load(p), v128.load(p, 16));
  let winner = corners;
  const right = oddLanes(v128.load(p), v128.load(p, 16));
  const beatsLeft = beats(right, maximum);
  maximum = v128.bitselect(right, maximum, beatsLeft);
  winner = v128.bitselect(addPlaces(corners, 1), winner, beatsLeft);
  const low = evenLanes(v128.load(q), v128.load(q, 16));
  const beatsUpper = beats(low, maximum);
  maximum = v128.bitselect(low, maximum, beatsUpper);
  winner = v128.bitselect(addPlaces(corners, pooling.width), winner, beatsUpper);
  const lowRight = oddLanes(v128.load(q), v128.load(q, 16));
  const beatsAll = beats(lowRight, maximum);
  maximum = v128.bitselect(lowRight, maximum, beatsAll);
  winner = v128.bitselect(addPlaces(corners, pooling.width + 1), winner, beatsAll);
  v128.store(pooling.y + SIZE * <usize>(output + j), maximum);
  storePlaces(pooling.winners + 4 * <usize>(output + j), winner);
}

/** Where `value` is larger than `maximum`, or no number. */
@inline
function beats(value: v128, maximum: v128): v128 {
  return v128.or(v128.gt<Real>(value, maximum), v128.ne<Real>(value, value));
}

@inline
function evenLanes(a: v128, b: v128): v128 {
  if (LANES == 4) return v128.shuffle<f32>(a, b, 0, 2, 4, 6);
  return v128.shuffle<f64>(a, b, 0, 2);
}

@inline
function oddLanes(a: v128, b: v128): v128 {
  if (LANES == 4) return v128.shuffle<f32>(a, b, 1, 3, 5, 7);
  return v128.shuffle<f64>(a, b, 1, 3);
}

/** `place`, `place + 2`, and so on, as integers as wide as an element. */
@inline
function placesFrom(place: i32): v128 {
  if (LANES == 4) return i32x4.add(i32x4.splat(place), i32x4(0, 2, 4, 6));
  return i64x2.add(i64x2.splat(place), i64x2(0, 2));
}

@inline
function addPlaces(places: v128, distance: i32): v128 {
  if (LANES == 4) return i32x4.add(places, i32x4.splat(distance));
  return i64x2.add(places, i64x2.splat(distance));
}

@inline
function storePlaces(p: usize, places: v128): void {
  if (LANES == 4) v128.store(p, places);
  else v128.store_lane<i64>(p, v128.shuffle<i32>(places, places, 0, 2, 0, 2), 0);
}

@inline
function loadPlaces(p: usize): v128 {
  if (LANES == 4) return v128.load(p);
  return v128.load_ext<u32>(p);
}

/** Sends the errors of a plane to their winners, and zeros to all other pixels. */
export function maxPoolBackwardPairs(plane: i32): void {
  const width = pooling.width;
  const bytes = SIZE * <usize>width;
  let to = inputPlane(plane);
  let place = plane % pooling.channels * pooling.height * width;
  let output = firstOutput(plane);
  const last = pooling.outputWidth - LANES;
  for (let i = 0; i < pooling.outputHeight; i++) {
    if (width & 1) {
      store<Real>(to + bytes - SIZE, 0);
      store<Real>(to + 2 * bytes - SIZE, 0);
    }
    for (let j = 0; j < last; j += LANES) spreadVector(to, place, output, j);
    spreadVector(to, place, output, last);
    to += 2 * bytes;
    place += 2 * width;
    output += pooling.outputWidth;
  }
  if (pooling.height & 1) memory.fill(to, 0, bytes);
}

/** Errors `j` to `j + LANES` of a row, each to its winner, and zeros to the others. */
@inline
function spreadVector(to: usize, place: i32, output: i32, j: i32): void {
  const p = to + SIZE * <usize>(2 * j);
  const q = p + SIZE * <usize>pooling.width;
  const error = v128.load(pooling.y + SIZE * <usize>(output + j));
  const winners = loadPlaces(pooling.winners + 4 * <usize>(output + j));
  const corners = placesFrom(place + 2 * j);
  const left = v128.and(error, isPlace(winners, corners));
  const right = v128.and(error, isPlace(winners, addPlaces(corners, 1)));
  storeAlternating(p, left, right);
  const low = v128.and(error, isPlace(winners, addPlaces(corners, pooling.width)));
  const lowRight = v128.and(error, isPlace(winners, addPlaces(corners, pooling.width + 1)));
  storeAlternating(q, low, lowRight);
}

@inline
function isPlace(winners: v128, places: v128): v128 {
  return LANES == 4 ? i32x4.eq(winners, places) : i64x2.eq(winners, places);
}

@inline
function storeAlternating(p: usize, even: v128, odd: v128): void {
  if (LANES == 4) {
    v128.store(p, v128.shuffle<f32>(even, odd, 0, 4, 1, 5));
    v128.store(p, v128.shuffle<f32>(even, odd, 2, 6, 3, 7), 16);
  } else {
    v128.store(p, v128.shuffle<f64>(even, odd, 0, 2));
    v128.store(p, v128.shuffle<f64>(even, odd, 1, 3), 16);
  }
}
