import { assertEquals } from "@std/assert";
import type { Device } from "../../../../lib/devices/device.ts";
import { createWasmDevice } from "../../../../lib/devices/wasm/wasm_device.ts";
import type { Elements, Matrix } from "../../../../lib/matrix.ts";
import { Random } from "../../../../lib/random.ts";
import { assertClose } from "../../../close.ts";
import { testThreadsAgree } from "../../../wasm.ts";

const devices = [
  { device: createWasmDevice({ precision: "f64", threads: 1 }), tolerance: 1e-12 },
  { device: createWasmDevice({ precision: "f32", threads: 1 }), tolerance: 1e-5 },
];

/** Extents around the sizes that kernels are unrolled for: vectors, lines, tiles, groups of rows. */
const EXTENTS = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 19, 20, 21, 31, 33, 40, 41, 63, 64, 65];

/** A product, but for its operands. */
interface Product {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly scale: number;
  readonly keep: number;
  /** Share of non-zeros in the left operand. */
  readonly density: number;
}

function matrix(device: Device, rows: number, columns: number, value: () => number): Matrix {
  const result = device.matrix(rows, columns);
  result.data.forEach((_, i, data) => data[i] = value());
  return result;
}

function multiply(device: Device, p: Product, random: Random) {
  const { m, n, k } = p;
  const uniform = () => random.uniform(-1, 1);
  const sparse = () => random.uniform(0, 1) < p.density ? uniform() : 0;
  const a = p.transposeA ? matrix(device, k, m, sparse) : matrix(device, m, k, sparse);
  const b = p.transposeB ? matrix(device, n, k, uniform) : matrix(device, k, n, uniform);
  const c = matrix(device, m, n, p.keep === 0 ? () => NaN : uniform);
  const expected = naiveProduct(p, a.data, b.data, c.data);
  device.gemm(p.transposeA, p.transposeB, p.scale, a, b, p.keep, c);
  return { expected, actual: c.data };
}

/** The definition. */
function naiveProduct(p: Product, a: Elements, b: Elements, c: Elements): Float64Array {
  return Float64Array.from({ length: p.m * p.n }, (_, index) => {
    const [i, j] = [Math.floor(index / p.n), index % p.n];
    let sum = 0;
    for (let l = 0; l < p.k; l++) {
      const left = p.transposeA ? a[l * p.m + i] : a[i * p.k + l];
      sum += left * (p.transposeB ? b[j * p.k + l] : b[l * p.n + j]);
    }
    return p.scale * sum + (p.keep === 0 ? 0 : p.keep * c[index]);
  });
}

function products(): Product[] {
  const random = new Random(5, "sizes");
  const any = <T>(values: readonly T[]) => values[random.integer(values.length)];
  return Array.from({ length: 600 }, () => ({
    transposeA: any([false, true]),
    transposeB: any([false, true]),
    m: any(EXTENTS),
    n: any(EXTENTS),
    k: any(EXTENTS),
    scale: any([1, -0.5]),
    keep: any([0, 1, 0.7]),
    density: any([0, 0.02, 0.2, 0.5, 0.6, 1]),
  }));
}

for (const { device, tolerance } of devices) {
  const name = `gemm in ${device.precision}`;

  Deno.test(`${name} is the product at odd sizes, with and without zeros`, () => {
    const random = new Random(1, "operands");
    for (const product of products()) {
      const { expected, actual } = multiply(device, product, random);
      assertClose(actual, expected, tolerance, JSON.stringify(product));
    }
  });

  Deno.test(`${name} is the product at sizes beyond its blocks and partial sums`, () => {
    const random = new Random(2, "operands");
    const plain = { transposeA: false, transposeB: false, scale: 1, keep: 1, density: 0.4 };
    for (
      const sizes of [
        { m: 9, n: 23, k: 2100 },
        { m: 300, n: 3, k: 1025 },
        { m: 4200, n: 2, k: 3 },
        { m: 1, n: 4101, k: 37 },
        { m: 3, n: 130, k: 1030 },
        { m: 400, n: 90, k: 1 },
      ]
    ) {
      for (const [transposeA, transposeB] of [[false, false], [true, false], [false, true]]) {
        const product = { ...plain, ...sizes, transposeA, transposeB };
        const { expected, actual } = multiply(device, product, random);
        assertClose(actual, expected, 10 * tolerance, JSON.stringify(product));
      }
    }
  });

  Deno.test(`${name} gives the rows of a batch what it gives them alone`, () => {
    const random = new Random(3, "operands");
    const sparse = () => random.uniform(0, 1) < 0.2 ? random.uniform(-1, 1) : 0;
    const dense = () => random.uniform(-1, 1);
    // 100 columns: too few for partial sums, so that the order of each sum is the same.
    const x = matrix(device, 33, 300, sparse);
    for (let i = 300; i < 900; i++) x.data[i] = dense();
    const w = matrix(device, 300, 100, dense);
    const batch = device.matrix(33, 100);
    device.gemm(false, false, 1, x, w, 0, batch);
    for (let r = 0; r < x.rows; r++) {
      const alone = device.matrix(1, 100);
      device.gemm(false, false, 1, x.rowRange(r, r + 1), w, 0, alone);
      assertEquals(alone.toRows()[0], batch.toRows()[r], `row ${r}`);
    }
  });

  Deno.test(`${name} skips zeros of the left operand in sparse rows`, () => {
    const k = 32;
    const x = matrix(device, 9, k, () => 0);
    for (let r = 0; r < x.rows; r++) x.data[r * k + r] = 2;
    const w = matrix(device, k, 40, () => 3);
    w.data.fill(NaN, 10 * 40);
    const y = device.matrix(9, 40);
    device.gemm(false, false, 1, x, w, 0, y);
    assertEquals(y.data.every((value) => value === 6), true);
  });

  Deno.test(`${name} passes NaN and infinity on`, () => {
    for (const rows of [1, 12]) {
      const x = matrix(device, rows, 33, () => 1);
      x.data[32] = NaN;
      const w = matrix(device, 33, 41, () => 1);
      w.data[40] = -Infinity;
      const y = device.matrix(rows, 41);
      device.gemm(false, false, 1, x, w, 0, y);
      assertEquals(y.toRows()[0], Array(41).fill(NaN));
      const others = y.toRows().slice(1);
      assertEquals(others, Array(rows - 1).fill([...Array(40).fill(33), -Infinity]));
    }
  });

  Deno.test(`${name} leaves rows alone to which a single sample adds nothing`, () => {
    const x = matrix(device, 1, 50, () => 0);
    x.data[7] = 2;
    const error = matrix(device, 1, 60, () => Infinity);
    const w = matrix(device, 50, 60, () => 1);
    device.gemm(true, false, 1, x, error, 1, w);
    const expected = Array.from({ length: 50 }, (_, r) => Array(60).fill(r === 7 ? Infinity : 1));
    assertEquals(w.toRows(), expected);
  });

  Deno.test(`${name} with no inner extent only scales`, () => {
    const c = matrix(device, 3, 5, () => 2);
    device.gemm(false, false, 1, device.matrix(3, 0), device.matrix(0, 5), 0.5, c);
    assertEquals(c.data.every((value) => value === 1), true);
    device.gemm(false, false, 1, device.matrix(3, 0), device.matrix(0, 5), 0, c);
    assertEquals(c.data.every((value) => value === 0), true);
  });

  Deno.test(`${name} writes nothing beside the product`, () => {
    for (const n of [1, 3, 5, 11, 19, 21, 41]) {
      const x = matrix(device, 11, 6, () => 1);
      const w = matrix(device, 6, n, () => 1);
      const around = matrix(device, 13, n, () => -1);
      device.gemm(false, false, 1, x, w, 0, around.rowRange(1, 12));
      const expected = [-1, ...Array(11).fill(6), -1].map((value) => Array(n).fill(value));
      assertEquals(around.toRows(), expected);
    }
  });
}

testThreadsAgree("gemm gives the same numbers", (device) => {
  const random = new Random(4, "operands");
  const forms = [[false, false], [true, false], [false, true], [true, true]];
  return [
    { m: 1, n: 500, k: 784 },
    { m: 3, n: 400, k: 300 },
    { m: 300, n: 201, k: 1 },
    { m: 101, n: 83, k: 260 },
    { m: 70, n: 10, k: 500 },
    { m: 16, n: 500, k: 100 },
  ].flatMap((sizes) =>
    forms.flatMap(([transposeA, transposeB]) => {
      const rest = { transposeA, transposeB, scale: -0.5, keep: 1, density: 0.3 };
      return Array.from(multiply(device, { ...sizes, ...rest }, random).actual);
    })
  );
});

testThreadsAgree("addRow and sumRows give the same numbers", (device) => {
  const random = new Random(5, "operands");
  const x = matrix(device, 257, 301, () => random.uniform(-1, 1));
  const row = matrix(device, 1, 301, () => random.uniform(-1, 1));
  device.addRow(row, x);
  device.sumRows(0.3, x, 0.7, row);
  return [...x.data, ...row.data];
});
