// Max pooling with windows of 2 x 2 pixels that do not overlap, a vector of windows at a time: the
// pixels of two rows, taken apart into even and odd ones, are the four candidates.

import { LANES, SIZE } from "../vector";
import { geometry } from "./geometry";

/** Whether windows are of 2 x 2 pixels that no other has, a vector of them or more in a row. */
@inline
export function isPaired(): bool {
  return geometry.poolHeight == 2 && geometry.poolWidth == 2 && geometry.stride == 2 &&
    geometry.outputWidth >= LANES;
}

/**
 * A row of windows of 2 x 2 pixels, a vector of them at a time; `place` is that of the first pixel in
 * its sample.
 */
export function maxPoolPairs(from: usize, place: i32, y: usize, winners: usize): void {
  const last = geometry.outputWidth - LANES;
  for (let j = 0; j < last; j += LANES) maxPoolVector(from, place, y, winners, j);
  maxPoolVector(from, place, y, winners, last);
}

/** Windows `j` to `j + LANES` of a row; rows end with a vector that overlaps the one before. */
@inline
function maxPoolVector(from: usize, place: i32, y: usize, winners: usize, j: i32): void {
  const p = from + SIZE * <usize>(2 * j);
  const q = p + SIZE * <usize>geometry.width;
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
  winner = v128.bitselect(addPlaces(corners, geometry.width), winner, beatsUpper);
  const lowRight = oddLanes(v128.load(q), v128.load(q, 16));
  const beatsAll = beats(lowRight, maximum);
  maximum = v128.bitselect(lowRight, maximum, beatsAll);
  winner = v128.bitselect(addPlaces(corners, geometry.width + 1), winner, beatsAll);
  v128.store(y + SIZE * <usize>j, maximum);
  storePlaces(winners + 4 * <usize>j, winner);
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

/**
 * Sends the errors of a plane to their winners, and zeros to all other pixels from `to` on; `place` is
 * that of the first pixel in its sample.
 */
export function maxPoolBackwardPairs(
  winners: usize,
  error: usize,
  to: usize,
  place: i32,
): void {
  const width = geometry.width;
  const bytes = SIZE * <usize>width;
  const last = geometry.outputWidth - LANES;
  for (let i = 0; i < geometry.outputHeight; i++) {
    if (width & 1) {
      store<Real>(to + bytes - SIZE, 0);
      store<Real>(to + 2 * bytes - SIZE, 0);
    }
    for (let j = 0; j < last; j += LANES) spreadVector(winners, error, to, place, j);
    spreadVector(winners, error, to, place, last);
    to += 2 * bytes;
    place += 2 * width;
    winners += 4 * <usize>geometry.outputWidth;
    error += SIZE * <usize>geometry.outputWidth;
  }
  if (geometry.height & 1) memory.fill(to, 0, bytes);
}

/** Errors `j` to `j + LANES` of a row, each to its winner, and zeros to the others. */
@inline
function spreadVector(winners: usize, error: usize, to: usize, place: i32, j: i32): void {
  const p = to + SIZE * <usize>(2 * j);
  const q = p + SIZE * <usize>geometry.width;
  const errors = v128.load(error + SIZE * <usize>j);
  const places = loadPlaces(winners + 4 * <usize>j);
  const corners = placesFrom(place + 2 * j);
  const left = v128.and(errors, isPlace(places, corners));
  const right = v128.and(errors, isPlace(places, addPlaces(corners, 1)));
  storeAlternating(p, left, right);
  const low = v128.and(errors, isPlace(places, addPlaces(corners, geometry.width)));
  const lowRight = v128.and(errors, isPlace(places, addPlaces(corners, geometry.width + 1)));
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
