import { assertEquals } from "@std/assert";
import type { Device } from "../../../lib/devices/device.ts";
import type { Matrix } from "../../../lib/matrix.ts";
import { Random } from "../../../lib/random.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, rowsOf, testOnEachDevice } from "../../devices.ts";

/** Sizes on both sides of the places where loops are unrolled and tiles end. */
const sizes = [1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 33];

testOnEachDevice(
  "gemm agrees with the definition in every transpose form and size",
  async (device, tolerance) => {
    const random = new Random(1);
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) {
        for (const m of sizes) {
          const k = sizes[random.integer(sizes.length)];
          const n = sizes[random.integer(sizes.length)];
          const a = transposeA ? filled(device, k, m, random) : filled(device, m, k, random);
          const b = transposeB ? filled(device, n, k, random) : filled(device, k, n, random);
          const c = filled(device, m, n, random);
          const expected = product(transposeA, transposeB, 0.5, a, b, -2, c);
          device.gemm(transposeA, transposeB, 0.5, a, b, -2, c);
          assertClose(
            await elementsOf(device, c),
            expected,
            4 * tolerance,
            `${m}x${k}x${n} ${transposeA} ${transposeB}`,
          );
        }
      }
    }
  },
);

testOnEachDevice(
  "gemm leaves out zeros of A without changing the product",
  async (device, tolerance) => {
    const random = new Random(2);
    for (const transposeA of [false, true]) {
      const a = transposeA ? filled(device, 100, 9, random) : filled(device, 9, 100, random);
      for (
        let i = 0;
        i < (await elementsOf(device, a)).length;
        i++
      ) if (random.uniform(0, 1) < 0.85) a.data[i] = 0;
      const b = filled(device, 100, 33, random);
      const c = filled(device, 9, 33, random);
      const expected = product(transposeA, false, -0.1, a, b, 1, c);
      device.gemm(transposeA, false, -0.1, a, b, 1, c);
      assertClose(await elementsOf(device, c), expected, 4 * tolerance);
    }
  },
);

testOnEachDevice("gemm with keep 0 does not read the old C", async (device) => {
  const a = device.matrix(2, 2);
  a.data.set([1, 2, 3, 4]);
  const c = device.matrix(2, 2);
  c.data.fill(NaN);
  device.gemm(false, false, 1, a, a, 0, c);
  assertEquals(await rowsOf(device, c), [[7, 10], [15, 22]]);
});

testOnEachDevice("gemm with an empty inner dimension scales C", async (device) => {
  const c = device.matrix(1, 2);
  c.data.set([1, 2]);
  device.gemm(false, false, 1, device.matrix(1, 0), device.matrix(0, 2), 3, c);
  assertEquals(await rowsOf(device, c), [[3, 6]]);
});

testOnEachDevice("gemm keeps NaN of B", async (device) => {
  const a = device.matrix(1, 2);
  a.data.set([1, 1]);
  const b = device.matrix(2, 1);
  b.data.set([NaN, 1]);
  const c = device.matrix(1, 1);
  device.gemm(false, false, 1, a, b, 0, c);
  assertEquals(await rowsOf(device, c), [[NaN]]);
});

testOnEachDevice("addRow adds the row to each row", async (device) => {
  const y = device.matrix(3, 5);
  y.data.forEach((_, i) => y.data[i] = i);
  const row = device.matrix(1, 5);
  row.data.set([10, 20, 30, 40, 50]);
  device.addRow(row, y);
  assertEquals(await rowsOf(device, y), [[10, 21, 32, 43, 54], [15, 26, 37, 48, 59], [
    20,
    31,
    42,
    53,
    64,
  ]]);
});

testOnEachDevice("sumRows adds the scaled column sums to the scaled row", async (device) => {
  const x = device.matrix(3, 5);
  x.data.forEach((_, i) => x.data[i] = i);
  const row = device.matrix(1, 5);
  row.data.fill(100);
  device.sumRows(2, x, 0.5, row);
  assertEquals(await rowsOf(device, row), [[80, 86, 92, 98, 104]]);
  row.data.fill(NaN);
  device.sumRows(1, x, 0, row);
  assertEquals(await rowsOf(device, row), [[15, 18, 21, 24, 27]]);
});

function filled(device: Device, rows: number, columns: number, random: Random): Matrix {
  const matrix = device.matrix(rows, columns);
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.uniform(-1, 1);
  return matrix;
}

/** `scale op(A) op(B) + keep C`, element by element. */
function product(
  transposeA: boolean,
  transposeB: boolean,
  scale: number,
  a: Matrix,
  b: Matrix,
  keep: number,
  c: Matrix,
): number[] {
  const inner = transposeA ? a.rows : a.columns;
  return Array.from(c.data, (old, index) => {
    const i = Math.floor(index / c.columns);
    const j = index % c.columns;
    let sum = 0;
    for (let k = 0; k < inner; k++) {
      sum += (transposeA ? a.at(k, i) : a.at(i, k)) * (transposeB ? b.at(j, k) : b.at(k, j));
    }
    return scale * sum + keep * old;
  });
}
