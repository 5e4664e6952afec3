import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { Device } from "../../../lib/devices/device.ts";
import type { Matrix } from "../../../lib/matrix.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, rowsOf, testOnEachDevice, valueOf } from "../../devices.ts";

/** An odd size, next to what kernels are unrolled for. */
const ROWS = 5;
const COLUMNS = 7;

/** A matrix that repeats the values; what is worked out for one place must hold at all of them. */
function repeat(device: Device, ...values: readonly number[]): Matrix {
  const matrix = device.matrix(ROWS, COLUMNS);
  matrix.data.forEach((_, i, data) => data[i] = values[i % values.length]);
  return matrix;
}

async function assertRepeats(
  device: Device,
  matrix: Matrix,
  values: readonly number[],
  tolerance: number,
): Promise<void> {
  const found = await elementsOf(device, matrix);
  const expected = Array.from(found, (_, i) => values[i % values.length]);
  assertClose(found, expected, tolerance);
}

testOnEachDevice("add is y + scale x", async (device, tolerance) => {
  const y = repeat(device, 1, 2);
  device.add(-0.5, repeat(device, 4, 5, 6), y);
  await assertRepeats(device, y, [-1, -0.5, -2, 0, -1.5, -1], tolerance);
});

testOnEachDevice("add can double a matrix in place", async (device) => {
  const y = repeat(device, 1, -2);
  device.add(1, y, y);
  assertEquals(await rowsOf(device, y), await rowsOf(device, repeat(device, 2, -4)));
});

testOnEachDevice("addSign leaves zeros alone", async (device, tolerance) => {
  const y = repeat(device, 1);
  device.addSign(0.25, repeat(device, 3, -1e-30, 0, -0), y);
  await assertRepeats(device, y, [1.25, 0.75, 1, 1], tolerance);
});

testOnEachDevice("scale multiplies each element", async (device) => {
  const x = repeat(device, 1, -2, 0);
  device.scale(-0.5, x);
  assertEquals(await rowsOf(device, x), await rowsOf(device, repeat(device, -0.5, 1, -0)));
});

testOnEachDevice("average moves each average towards its value", async (device, tolerance) => {
  const values = [repeat(device, 8, -4), device.matrix(0, 3), repeat(device, 1)];
  const averages = [repeat(device, 4, 0), device.matrix(0, 3), repeat(device, 1)];
  device.average(0.75, values, averages);
  await assertRepeats(device, averages[0], [5, -1], tolerance);
  assertEquals(await rowsOf(device, averages[2]), await rowsOf(device, repeat(device, 1)));
  assertEquals(await rowsOf(device, values[0]), await rowsOf(device, repeat(device, 8, -4)));
});

testOnEachDevice("clip limits in both directions and keeps NaN", async (device) => {
  const x = repeat(device, 3, -3, 0.5, NaN, Infinity, -Infinity);
  device.clip(1, x);
  assertEquals(
    await rowsOf(device, x),
    await rowsOf(device, repeat(device, 1, -1, 0.5, NaN, 1, -1)),
  );
});

testOnEachDevice(
  "sums of squares and magnitudes count every element",
  async (device, tolerance) => {
    const x = repeat(device, 3, -4, 0, 1, -2); // 35 elements: 7 times each
    assertAlmostEquals(await valueOf(device, device.sumOfSquares(x)), 7 * 30, 210 * tolerance);
    assertAlmostEquals(await valueOf(device, device.sumOfMagnitudes(x)), 7 * 10, 70 * tolerance);
    const empty = device.matrix(0, 3);
    assertEquals([
      await valueOf(device, device.sumOfSquares(empty)),
      await valueOf(device, device.sumOfMagnitudes(empty)),
    ], [0, 0]);
  },
);

testOnEachDevice("momentumStep updates velocity and weights", async (device, tolerance) => {
  const step = { rate: 0.1, momentum: 0.5, dampening: 0.25, nesterov: false };
  const v = repeat(device, 2, -4);
  const w = repeat(device, 1, 10);
  device.momentumStep(step, repeat(device, 4, 8), v, w);
  await assertRepeats(device, v, [4, 4], tolerance);
  await assertRepeats(device, w, [0.6, 9.6], tolerance);
});

testOnEachDevice("momentumStep looks ahead after Nesterov", async (device, tolerance) => {
  const step = { rate: 0.1, momentum: 0.5, dampening: 0, nesterov: true };
  const v = repeat(device, 2, -4);
  const w = repeat(device, 1, 10);
  device.momentumStep(step, repeat(device, 4, 8), v, w);
  await assertRepeats(device, v, [5, 6], tolerance);
  await assertRepeats(device, w, [1 - 0.1 * 6.5, 10 - 0.1 * 11], tolerance);
});

testOnEachDevice("adagradStep adds squares", async (device, tolerance) => {
  const s = repeat(device, 7, 0);
  const w = repeat(device, 1, 1);
  device.adagradStep(0.5, 1, repeat(device, -3, 0), s, w);
  await assertRepeats(device, s, [16, 0], tolerance);
  await assertRepeats(device, w, [1 + 0.5 * 3 / 5, 1], tolerance);
});

testOnEachDevice("rmspropStep averages squares", async (device, tolerance) => {
  const s = repeat(device, 10, 0);
  const w = repeat(device, 1, 1);
  device.rmspropStep(0.5, 0.75, 1, repeat(device, -4, 2), s, w);
  await assertRepeats(device, s, [11.5, 1], tolerance);
  await assertRepeats(device, w, [1 + 0.5 * 4 / (Math.sqrt(11.5) + 1), 1 - 0.5], tolerance);
});

testOnEachDevice("adamStep corrects both means", async (device, tolerance) => {
  const m = repeat(device, 2, 0);
  const v = repeat(device, 8, 0);
  const w = repeat(device, 1, 1);
  const step = {
    rate: 0.1,
    beta1: 0.5,
    beta2: 0.75,
    epsilon: 1,
    correction1: 0.5,
    correction2: 0.25,
  };
  device.adamStep(step, repeat(device, 4, -2), m, v, w);
  await assertRepeats(device, m, [3, -1], tolerance);
  await assertRepeats(device, v, [10, 1], tolerance);
  // m̂ = 6 and -2, v̂ = 40 and 4.
  await assertRepeats(device, w, [1 - 0.6 / (Math.sqrt(40) + 1), 1 + 0.2 / 3], tolerance);
});
