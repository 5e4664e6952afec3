// Average pooling with windows of any size.

import { firstOutput, inputPlane, pooling, sharePlanes } from "./geometry";
import { element, SIZE } from "../vector";

/** The mean of each window, summed in double precision. */
export function averagePool(x: usize, y: usize, samples: i32): void {
  sharePlanes(averagePoolPlanes, x, y, samples);
}

/** The transpose of {@link averagePool}. */
export function averagePoolBackward(error: usize, inputError: usize, samples: i32): void {
  sharePlanes(averagePoolBackwardPlanes, inputError, error, samples);
}

function averagePoolPlanes(first: i32, end: i32): void {
  const count = <f64>(pooling.poolHeight * pooling.poolWidth);
  for (let plane = first; plane < end; plane++) {
    let y = pooling.y + SIZE * <usize>firstOutput(plane);
    for (let i = 0; i < pooling.outputHeight; i++) {
      let corner = inputPlane(plane) + SIZE * <usize>(i * pooling.stride * pooling.width);
      for (let j = 0; j < pooling.outputWidth; j++, y += SIZE) {
        store<Real>(y, <Real>(windowSum(corner) / count));
        corner += SIZE * <usize>pooling.stride;
      }
    }
  }
}

@inline
function windowSum(corner: usize): f64 {
  let sum: f64 = 0;
  for (let u = 0; u < pooling.poolHeight; u++) {
    for (let v = 0; v < pooling.poolWidth; v++) {
      sum += element(corner + SIZE * <usize>(u * pooling.width + v));
    }
  }
  return sum;
}

function averagePoolBackwardPlanes(first: i32, end: i32): void {
  const count = <f64>(pooling.poolHeight * pooling.poolWidth);
  const bytes = SIZE * <usize>(pooling.height * pooling.width);
  memory.fill(inputPlane(first), 0, bytes * <usize>(end - first));
  for (let plane = first; plane < end; plane++) {
    let error = pooling.y + SIZE * <usize>firstOutput(plane);
    for (let i = 0; i < pooling.outputHeight; i++) {
      let corner = inputPlane(plane) + SIZE * <usize>(i * pooling.stride * pooling.width);
      for (let j = 0; j < pooling.outputWidth; j++, error += SIZE) {
        addToWindow(corner, <Real>(element(error) / count));
        corner += SIZE * <usize>pooling.stride;
      }
    }
  }
}

@inline
function addToWindow(corner: usize, value: Real): void {
  for (let u = 0; u < pooling.poolHeight; u++) {
    for (let v = 0; v < pooling.poolWidth; v++) {
      const pixel = corner + SIZE * <usize>(u * pooling.width + v);
      store<Real>(pixel, load<Real>(pixel) + value);
    }
  }
}
