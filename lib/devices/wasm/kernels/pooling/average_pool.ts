// Average pooling with windows of any size.

import { element, SIZE } from "../vector";
import { firstOutput, geometry, OPERANDS, planeBytes, sharePlanes } from "./geometry";

@unmanaged
class AveragePool {
  x: usize;
  y: usize;
}

@unmanaged
class AveragePoolBackward {
  error: usize;
  inputError: usize;
}

const forward = changetype<AveragePool>(OPERANDS);
const backward = changetype<AveragePoolBackward>(OPERANDS);

/** The mean of each window, summed in double precision. */
export function averagePool(x: usize, y: usize, samples: i32): void {
  forward.x = x;
  forward.y = y;
  sharePlanes(averagePoolPlanes, samples);
}

/** The transpose of {@link averagePool}: each error is shared equally by its window. */
export function averagePoolBackward(error: usize, inputError: usize, samples: i32): void {
  backward.error = error;
  backward.inputError = inputError;
  sharePlanes(averagePoolBackwardPlanes, samples);
}

function averagePoolPlanes(first: i32, end: i32): void {
  const count = <f64>(geometry.poolHeight * geometry.poolWidth);
  for (let plane = first; plane < end; plane++) {
    const image = forward.x + planeBytes() * <usize>plane;
    let y = forward.y + SIZE * <usize>firstOutput(plane);
    for (let i = 0; i < geometry.outputHeight; i++) {
      let corner = image + SIZE * <usize>(i * geometry.stride * geometry.width);
      for (let j = 0; j < geometry.outputWidth; j++, y += SIZE) {
        store<Real>(y, <Real>(windowSum(corner) / count));
        corner += SIZE * <usize>geometry.stride;
      }
    }
  }
}

@inline
function windowSum(corner: usize): f64 {
  let sum: f64 = 0;
  for (let u = 0; u < geometry.poolHeight; u++) {
    for (let v = 0; v < geometry.poolWidth; v++) {
      sum += element(corner + SIZE * <usize>(u * geometry.width + v));
    }
  }
  return sum;
}

function averagePoolBackwardPlanes(first: i32, end: i32): void {
  const count = <f64>(geometry.poolHeight * geometry.poolWidth);
  const from = backward.inputError + planeBytes() * <usize>first;
  memory.fill(from, 0, planeBytes() * <usize>(end - first));
  for (let plane = first; plane < end; plane++) {
    const image = backward.inputError + planeBytes() * <usize>plane;
    let error = backward.error + SIZE * <usize>firstOutput(plane);
    for (let i = 0; i < geometry.outputHeight; i++) {
      let corner = image + SIZE * <usize>(i * geometry.stride * geometry.width);
      for (let j = 0; j < geometry.outputWidth; j++, error += SIZE) {
        addToWindow(corner, <Real>(element(error) / count));
        corner += SIZE * <usize>geometry.stride;
      }
    }
  }
}

@inline
function addToWindow(corner: usize, value: Real): void {
  for (let u = 0; u < geometry.poolHeight; u++) {
    for (let v = 0; v < geometry.poolWidth; v++) {
      const pixel = corner + SIZE * <usize>(u * geometry.width + v);
      store<Real>(pixel, load<Real>(pixel) + value);
    }
  }
}
