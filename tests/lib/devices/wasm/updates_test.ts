import { assertEquals } from "@std/assert";
import type { Device } from "../../../../lib/devices/device.ts";
import type { Matrix } from "../../../../lib/matrix.ts";
import { assertClose } from "../../../close.ts";
import { matrixOf } from "../../../layers.ts";
import { LENGTHS, randomMatrix, testAgainstReference, testThreadsAgree } from "../../../wasm.ts";

const MOMENTUM = { rate: 0.1, momentum: 0.9, dampening: 0.3 };
const ADAM = {
  rate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  correction1: 0.271,
  correction2: 0.003,
};

/** What each update makes of a gradient `g`, parameters `w` and optimizer states `m`, `v`. */
const UPDATES: Readonly<
  Record<string, (device: Device, g: Matrix, m: Matrix, v: Matrix, w: Matrix) => void>
> = {
  add: (device, g, _m, _v, w) => device.add(-0.3, g, w),
  addSign: (device, g, _m, _v, w) => device.addSign(-0.3, g, w),
  scale: (device, _g, _m, _v, w) => device.scale(0.7, w),
  clip: (device, _g, _m, _v, w) => device.clip(0.4, w),
  momentumStep: (device, g, m, _v, w) =>
    device.momentumStep({ ...MOMENTUM, nesterov: false }, g, m, w),
  nesterovStep: (device, g, m, _v, w) =>
    device.momentumStep({ ...MOMENTUM, nesterov: true }, g, m, w),
  adagradStep: (device, g, _m, v, w) => device.adagradStep(0.1, 1e-8, g, v, w),
  rmspropStep: (device, g, _m, v, w) => device.rmspropStep(0.1, 0.9, 1e-8, g, v, w),
  adamStep: (device, g, m, v, w) => device.adamStep(ADAM, g, m, v, w),
};

/** Parameters and states after an update. */
function updated(device: Device, name: string, length: number): number[] {
  const [g, m, w] = [1, 2, 3].map((seed) => randomMatrix(device, [1, length], seed));
  const v = randomMatrix(device, [1, length], 4, [0.1, 1]);
  UPDATES[name](device, g, m, v, w);
  return [...m.data, ...v.data, ...w.data];
}

testAgainstReference("updates agree at every length", (device, reference, tolerance) => {
  for (const name of Object.keys(UPDATES)) {
    for (const length of LENGTHS) {
      const expected = updated(reference, name, length);
      assertClose(updated(device, name, length), expected, tolerance, `${name} ${length}`);
    }
  }
});

testThreadsAgree(
  "updates give the same bits",
  (device) => Object.keys(UPDATES).flatMap((name) => updated(device, name, 20_001)),
);

testAgainstReference("sums agree at every length", (device, reference, tolerance) => {
  for (const length of [...LENGTHS, 600_001]) {
    const x = randomMatrix(device, [1, length], 5);
    for (const sum of ["sumOfSquares", "sumOfMagnitudes"] as const) {
      const expected = reference[sum](x);
      assertClose([device[sum](x).value / expected.value], [1], tolerance, `${sum} ${length}`);
    }
  }
});

testThreadsAgree("sums have the same bits", (device) => {
  const x = randomMatrix(device, [1, 65_543], 6);
  return [device.sumOfSquares(x).value, device.sumOfMagnitudes(x).value];
});

testAgainstReference("sums are taken in double precision", (device) => {
  // The squares are beyond what 32 bits hold.
  const large = matrixOf(device, 1, [2 ** 80, 2 ** 80, -(2 ** 80)]);
  assertEquals(device.sumOfSquares(large).value, 3 * 2 ** 160);
  // Single precision would lose each of the ones.
  const uneven = matrixOf(device, 1, [2 ** 30, ...new Array<number>(100).fill(-1)]);
  assertEquals(device.sumOfMagnitudes(uneven).value, 2 ** 30 + 100);
});

testAgainstReference("clip and addSign handle every kind of number", (device) => {
  const numbers = [NaN, Infinity, -Infinity, 1e-300, -1e-30, 5, -5, 0, -0];
  const clipped = matrixOf(device, 1, numbers);
  device.clip(2, clipped);
  const kept = matrixOf(device, 1, [1e-300, -1e-30]).data;
  assertEquals(Array.from(clipped.data), [NaN, 2, -2, kept[0], kept[1], 2, -2, 0, -0]);

  const y = matrixOf(device, 1, numbers.map(() => 8));
  device.addSign(0.5, matrixOf(device, 1, [NaN, Infinity, -Infinity, 1, -1e-30, 5, -5, 0, -0]), y);
  assertEquals(Array.from(y.data), [NaN, 8.5, 7.5, 8.5, 7.5, 8.5, 7.5, 8, 8]);
});
