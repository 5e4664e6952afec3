// Max pooling with windows of any size; those of 2 x 2 pixels are max_pool_pairs.ts's.

import { isPaired, maxPoolBackwardPairs, maxPoolPairs } from "./max_pool_pairs";
import { firstOutput, inputPlane, pooling, sharePlanes } from "./geometry";
import { SIZE } from "../vector";

/** The largest value of each window, and the place in its sample that it came from. */
export function maxPool(x: usize, y: usize, winners: usize, samples: i32): void {
  pooling.winners = winners;
  sharePlanes(maxPoolPlanes, x, y, samples);
}

/** The transpose of {@link maxPool}: each error goes to its winner. */
export function maxPoolBackward(
  winners: usize,
  error: usize,
  inputError: usize,
  samples: i32,
): void {
  pooling.winners = winners;
  sharePlanes(maxPoolBackwardPlanes, inputError, error, samples);
}

function maxPoolPlanes(first: i32, end: i32): void {
  for (let plane = first; plane < end; plane++) {
    let output = firstOutput(plane);
    const channel = plane % pooling.channels * pooling.height * pooling.width;
    for (let i = 0; i < pooling.outputHeight; i++) {
      const row = i * pooling.stride * pooling.width;
      const from = inputPlane(plane) + SIZE * <usize>row;
      if (isPaired()) maxPoolPairs(from, channel + row, output);
      else maxPoolRow(from, channel + row, output);
      output += pooling.outputWidth;
    }
  }
}

/** A row of windows; `place` is that of the first window's first pixel in its sample. */
function maxPoolRow(from: usize, place: i32, output: i32): void {
  for (let j = 0; j < pooling.outputWidth; j++) {
    const corner = j * pooling.stride;
    maxPoolWindow(from + SIZE * <usize>corner, place + corner, output + j);
  }
}

function maxPoolWindow(from: usize, place: i32, output: i32): void {
  let winner = 0;
  let maximum = load<Real>(from);
  for (let u = 0; u < pooling.poolHeight; u++) {
    for (let v = 0; v < pooling.poolWidth; v++) {
      const pixel = u * pooling.width + v;
      const value = load<Real>(from + SIZE * <usize>pixel);
      if (!(value > maximum || value != value)) continue;
      winner = pixel;
      maximum = value;
    }
  }
  store<Real>(pooling.y + SIZE * <usize>output, maximum);
  store<i32>(pooling.winners + 4 * <usize>output, place + winner);
}

function maxPoolBackwardPlanes(first: i32, end: i32): void {
  if (isPaired()) {
    for (let plane = first; plane < end; plane++) maxPoolBackwardPairs(plane);
  } else {
    const bytes = SIZE * <usize>(pooling.height * pooling.width);
    memory.fill(inputPlane(first), 0, bytes * <usize>(end - first));
    for (let plane = first; plane < end; plane++) maxPoolBackwardPlane(plane);
  }
}

function maxPoolBackwardPlane(plane: i32): void {
  const sample = pooling.channels * pooling.height * pooling.width;
  const image = pooling.x + SIZE * <usize>(plane / pooling.channels * sample);
  let output = firstOutput(plane);
  for (const last = firstOutput(plane + 1); output < last; output++) {
    const pixel = image + SIZE * <usize>load<i32>(pooling.winners + 4 * <usize>output);
    store<Real>(pixel, load<Real>(pixel) + load<Real>(pooling.y + SIZE * <usize>output));
  }
}
