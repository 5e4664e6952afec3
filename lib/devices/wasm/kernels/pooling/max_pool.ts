// Max pooling with windows of any size; those of 2 x 2 pixels are max_pool_pairs.ts's.

import { SIZE } from "../vector";
import { firstOutput, firstPlace, geometry, OPERANDS, planeBytes, sharePlanes } from "./geometry";
import { isPaired, maxPoolBackwardPairs, maxPoolPairs } from "./max_pool_pairs";

@unmanaged
class MaxPool {
  x: usize;
  y: usize;
  winners: usize;
}

@unmanaged
class MaxPoolBackward {
  winners: usize;
  error: usize;
  inputError: usize;
}

const forward = changetype<MaxPool>(OPERANDS);
const backward = changetype<MaxPoolBackward>(OPERANDS);

/** The largest value of each window, and the place in its sample that it came from. */
export function maxPool(x: usize, y: usize, winners: usize, samples: i32): void {
  forward.x = x;
  forward.y = y;
  forward.winners = winners;
  sharePlanes(maxPoolPlanes, samples);
}

/** The transpose of {@link maxPool}: each error goes to its winner. */
export function maxPoolBackward(
  winners: usize,
  error: usize,
  inputError: usize,
  samples: i32,
): void {
  backward.winners = winners;
  backward.error = error;
  backward.inputError = inputError;
  sharePlanes(maxPoolBackwardPlanes, samples);
}

function maxPoolPlanes(first: i32, end: i32): void {
  for (let plane = first; plane < end; plane++) {
    let output = firstOutput(plane);
    for (let i = 0; i < geometry.outputHeight; i++) {
      const row = i * geometry.stride * geometry.width;
      const from = forward.x + planeBytes() * <usize>plane + SIZE * <usize>row;
      const y = forward.y + SIZE * <usize>output;
      const winners = forward.winners + 4 * <usize>output;
      if (isPaired()) maxPoolPairs(from, firstPlace(plane) + row, y, winners);
      else maxPoolRow(from, firstPlace(plane) + row, y, winners);
      output += geometry.outputWidth;
    }
  }
}

/** A row of windows; `place` is that of the first window's first pixel in its sample. */
function maxPoolRow(from: usize, place: i32, y: usize, winners: usize): void {
  for (let j = 0; j < geometry.outputWidth; j++) {
    const corner = j * geometry.stride;
    const winner = winners + 4 * <usize>j;
    maxPoolWindow(from + SIZE * <usize>corner, place + corner, y + SIZE * <usize>j, winner);
  }
}

function maxPoolWindow(from: usize, place: i32, y: usize, winner: usize): void {
  let best = 0;
  let maximum = load<Real>(from);
  for (let u = 0; u < geometry.poolHeight; u++) {
    for (let v = 0; v < geometry.poolWidth; v++) {
      const pixel = u * geometry.width + v;
      const value = load<Real>(from + SIZE * <usize>pixel);
      if (!(value > maximum || value != value)) continue;
      best = pixel;
      maximum = value;
    }
  }
  store<Real>(y, maximum);
  store<i32>(winner, place + best);
}

function maxPoolBackwardPlanes(first: i32, end: i32): void {
  if (!isPaired()) {
    const from = backward.inputError + planeBytes() * <usize>first;
    memory.fill(from, 0, planeBytes() * <usize>(end - first));
  }
  for (let plane = first; plane < end; plane++) {
    const winners = backward.winners + 4 * <usize>firstOutput(plane);
    const error = backward.error + SIZE * <usize>firstOutput(plane);
    const image = backward.inputError + planeBytes() * <usize>plane;
    if (isPaired()) maxPoolBackwardPairs(winners, error, image, firstPlace(plane));
    else maxPoolBackwardPlane(winners, error, image - SIZE * <usize>firstPlace(plane));
  }
}

/** Adds a plane's errors to their winners in the sample that starts at `inputError`. */
function maxPoolBackwardPlane(winners: usize, error: usize, inputError: usize): void {
  const end = error + SIZE * <usize>(geometry.outputHeight * geometry.outputWidth);
  for (; error < end; error += SIZE, winners += 4) {
    const pixel = inputError + SIZE * <usize>load<i32>(winners);
    store<Real>(pixel, load<Real>(pixel) + load<Real>(error));
  }
}
