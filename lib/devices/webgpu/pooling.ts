import type { Matrix } from "../../matrix.ts";
import type { Pooling, PoolingGeometry } from "../pooling.ts";
import { elementwise } from "./elementwise.ts";
import type { Recorder } from "./recorder.ts";
import { isNan } from "./wgsl.ts";

/** Of a {@linkcode PoolingGeometry}, and the number of elements. */
const poolingNumbers = {
  count: "u32",
  channels: "u32",
  height: "u32",
  width: "u32",
  poolHeight: "u32",
  poolWidth: "u32",
  stride: "u32",
  outputHeight: "u32",
  outputWidth: "u32",
} as const;

/** For output `i`: `corner`, the first pixel of its window, counted in its image from `image` on. */
const window = `
    let plane = i / (p.outputHeight * p.outputWidth);
    let place = vec2u(i / p.outputWidth % p.outputHeight, i % p.outputWidth) * p.stride;
    let corner = (plane % p.channels * p.height + place.x) * p.width + place.y;
    let image = plane / p.channels * p.channels * p.height * p.width;`;

const maxPoolKernel = elementwise({
  name: "maxPool",
  arrays: { x: "read f32", y: "write f32", winners: "write i32" },
  numbers: poolingNumbers,
  declarations: isNan,
  code: `
    ${window}
    var winner = corner;
    var maximum = x[p.xStart + image + corner];
    for (var u = 0u; u < p.poolHeight; u++) {
      for (var v = 0u; v < p.poolWidth; v++) {
        let pixel = corner + u * p.width + v;
        let value = x[p.xStart + image + pixel];
        if (isNan(value) || (value > maximum && !isNan(maximum))) {
          winner = pixel;
          maximum = value;
        }
      }
    }
    y[i] = maximum;
    winners[i] = i32(winner);`,
});

const averagePoolKernel = elementwise({
  name: "averagePool",
  arrays: { x: "read f32", y: "write f32" },
  numbers: poolingNumbers,
  code: `
    ${window}
    var sum = 0.0;
    for (var u = 0u; u < p.poolHeight; u++) {
      for (var v = 0u; v < p.poolWidth; v++) {
        sum += x[p.xStart + image + corner + u * p.width + v];
      }
    }
    y[i] = sum / f32(p.poolHeight * p.poolWidth);`,
});

/**
 * For pixel `i`: sums up the errors of the windows that it lies in.
 *
 * @param share What the pixel has of the error of output `o`; it is number `pixel` of its image.
 */
function gather(share: string): string {
  return `
    let plane = i / (p.height * p.width);
    let pixel = i % (p.channels * p.height * p.width);
    let place = vec2u(i / p.width % p.height, i % p.width);
    let pool = vec2u(p.poolHeight, p.poolWidth);
    let first = select(vec2u(), (place - pool) / p.stride + 1, place >= pool);
    let end = min(place / p.stride + 1, vec2u(p.outputHeight, p.outputWidth));
    var sum = 0.0;
    for (var row = first.x; row < end.x; row++) {
      for (var column = first.y; column < end.y; column++) {
        let o = (plane * p.outputHeight + row) * p.outputWidth + column;
        sum += ${share};
      }
    }
    inputError[i] = sum;`;
}

const maxPoolBackwardKernel = elementwise({
  name: "maxPoolBackward",
  arrays: { winners: "read i32", error: "read f32", inputError: "write f32" },
  numbers: poolingNumbers,
  code: gather("select(0.0, error[p.errorStart + o], winners[p.winnersStart + o] == i32(pixel))"),
});

const averagePoolBackwardKernel = elementwise({
  name: "averagePoolBackward",
  arrays: { error: "read f32", inputError: "write f32" },
  numbers: poolingNumbers,
  code: gather("error[p.errorStart + o] / f32(p.poolHeight * p.poolWidth)"),
});

/** See {@linkcode Pooling}. */
export function pooling(gpu: Recorder): Pooling {
  const numbers = (g: PoolingGeometry, { data }: Matrix) => ({ ...g, count: data.length });
  return {
    maxPool(g, x, y, winners) {
      gpu.runElementwise(maxPoolKernel, { x, y, winners }, numbers(g, y));
    },

    maxPoolBackward(g, winners, error, inputError) {
      const operands = { winners, error, inputError };
      gpu.runElementwise(maxPoolBackwardKernel, operands, numbers(g, inputError));
    },

    averagePool(g, x, y) {
      gpu.runElementwise(averagePoolKernel, { x, y }, numbers(g, y));
    },

    averagePoolBackward(g, error, inputError) {
      const operands = { error, inputError };
      gpu.runElementwise(averagePoolBackwardKernel, operands, numbers(g, inputError));
    },
  };
}
