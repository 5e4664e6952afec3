import { assertEquals } from "@std/assert";
import { wideTiles } from "../../../../../lib/devices/wasm/wide/wide_module.ts";
import { kernelMemory } from "../../../../../lib/devices/wasm/memory.ts";
import type { Precision } from "../../../../../lib/matrix.ts";
import { Random } from "../../../../../lib/random.ts";

type Multiply = (...addressesAndSizes: number[]) => void;

/** Instances of the tiles, and the elements of the kernels' memory. */
function tiles(precision: Precision) {
  const memory = kernelMemory(true);
  const own = { memory: new WebAssembly.Memory({ initial: 1, maximum: 1 }) };
  const instance = new WebAssembly.Instance(wideTiles(precision, true).module, {
    ...{ own, env: { memory } },
  });
  const call = (name: string): Multiply => {
    const found = instance.exports[name];
    if (typeof found !== "function") throw new Error(`Expected ${name} but found none`);
    return (...numbers) => void found(...numbers);
  };
  const size = precision === "f32" ? 4 : 8;
  const elements = precision === "f32"
    ? new Float32Array(memory.buffer)
    : new Float64Array(memory.buffer);
  return { call, size, elements };
}

/** Integers so small that all sums of their products are exact, and any order gives the same. */
function integers(length: number, seed: number): number[] {
  const random = new Random(seed, "weights");
  return Array.from({ length }, () => random.integer(17) - 8);
}

/** Where the tests put A, B and C, in bytes. */
const [A, B, C] = [65536, 131072, 262144];

for (const precision of ["f32", "f64"] as const) {
  Deno.test(`multiplyPanel is the product of two rows and a block (${precision})`, () => {
    const { call, size, elements } = tiles(precision);
    const columns = 160 / size;
    for (const depth of [1, 2, 63, 64]) {
      for (const [stride, adds] of [[1, 0], [3, 1], [1, 1]]) {
        const a = integers(2 * 64 * stride, depth);
        const b = integers(depth * columns, 2);
        const c = integers(2 * columns, 3);
        elements.set(a, A / size);
        elements.set(b, B / size);
        elements.set(c, C / size);
        call("loadBlock")(B, depth * 160);
        const second = A + 64 * stride * size;
        call("multiplyPanel")(A, second, stride * size, depth, C, 160, adds);
        const expected = c.map((old, i) => {
          const [row, column] = [Math.floor(i / columns), i % columns];
          let sum = adds * old;
          for (let k = 0; k < depth; k++) {
            sum += a[64 * stride * row + stride * k] * b[columns * k + column];
          }
          return sum;
        });
        const found = elements.subarray(C / size, C / size + 2 * columns);
        assertEquals([...found], expected, `depth ${depth}, stride ${stride}, adds ${adds}`);
      }
    }
  });

  Deno.test(`multiplyPairs is the complex product of four rows and a block (${precision})`, () => {
    const { call, size, elements } = tiles(precision);
    const lanes = 32 / size;
    for (const depth of [1, 2, 31, 32]) {
      for (const adds of [0, 1]) {
        const a = integers(4 * 2 * 32, depth);
        const b = integers(depth * 2 * lanes, 2);
        const c = integers(4 * 2 * lanes, 3);
        elements.set(a, A / size);
        elements.set(b, B / size);
        elements.set(c, C / size);
        call("loadBlock")(B, depth * 64);
        const rows = [0, 1, 2, 3].map((row) => A + row * 64 * size);
        call("multiplyPairs")(...rows, 2 * size, depth, C, 64, adds);
        const expected = c.map((old, i) => {
          const [row, place] = [Math.floor(i / (2 * lanes)), i % (2 * lanes)];
          const isReal = place < lanes;
          let sum = adds * old;
          for (let k = 0; k < depth; k++) {
            const [re, im] = [a[64 * row + 2 * k], a[64 * row + 2 * k + 1]];
            const lane = 2 * lanes * k + place % lanes;
            const [bRe, bIm] = [b[lane], b[lane + lanes]];
            sum += isReal ? re * bRe - im * bIm : re * bIm + im * bRe;
          }
          return sum;
        });
        const found = elements.subarray(C / size, C / size + 8 * lanes);
        assertEquals([...found], expected, `depth ${depth}, adds ${adds}`);
      }
    }
  });
}
