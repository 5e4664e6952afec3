import { assertEquals } from "@std/assert";
import type { Device } from "../lib/devices/device.ts";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import { createWasmDevice } from "../lib/devices/wasm/wasm_device.ts";
import type { Matrix, Precision } from "../lib/matrix.ts";
import { Random } from "../lib/random.ts";

const PRECISIONS: readonly Precision[] = ["f64", "f32"];

/** Numbers of elements around the ends of vectors and of the threads' shares. */
export const LENGTHS: readonly number[] = [
  ...[1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33],
  ...[8191, 8192, 8193, 20001, 65543],
];

/** Registers a test of the WebAssembly device against the TypeScript device, in each precision. */
export function testAgainstReference(
  name: string,
  run: (device: Device, reference: Device, tolerance: number) => void,
): void {
  for (const precision of PRECISIONS) {
    Deno.test(`${name} (wasm ${precision})`, () => {
      using device = createWasmDevice({ precision, threads: 1 });
      run(device, createTypeScriptDevice(precision), precision === "f64" ? 1e-12 : 1e-5);
    });
  }
}

/**
 * Registers a test that a calculation's numbers have the same bits with 1, 2 and 4 threads. It is
 * repeated, with time for the threads to start and to share the work in different ways.
 */
export function testThreadsAgree(name: string, calculate: (device: Device) => number[]): void {
  for (const precision of PRECISIONS) {
    Deno.test(`${name} with any number of threads (wasm ${precision})`, async () => {
      using alone = createWasmDevice({ precision, threads: 1 });
      const expected = calculate(alone);
      for (const threads of [2, 4]) {
        using device = createWasmDevice({ precision, threads });
        for (let round = 0; round < 3; round++) {
          const differing = calculate(device).findIndex((value, i) => value !== expected[i]);
          assertEquals(differing, -1, `${threads} threads`);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    });
  }
}

/** A matrix of numbers from `low` to `high`, the same for the same seed on any device. */
export function randomMatrix(
  device: Device,
  [rows, columns]: readonly [number, number],
  seed: number,
  [low, high]: readonly [number, number] = [-1, 1],
): Matrix {
  const random = new Random(seed, "weights");
  const matrix = device.matrix(rows, columns);
  matrix.data.forEach((_, i, data) => data[i] = random.uniform(low, high));
  return matrix;
}

/** The smallest positive number of full precision in each format. */
const SMALLEST_NORMAL = { f64: 2 ** -1022, f32: 2 ** -126 };

/**
 * Asserts that each element is as expected to a relative precision, or to as many units in the last
 * place where it is subnormal. NaN and infinities must be the same.
 */
export function assertEachClose(
  { data, precision }: Matrix,
  expected: ArrayLike<number>,
  tolerance: number,
  message: string,
): void {
  assertEquals(data.length, expected.length, `${message}: length`);
  data.forEach((value, i) => {
    const scale = Math.max(Math.abs(expected[i]), SMALLEST_NORMAL[precision]);
    const isClose = Math.abs(value - expected[i]) <= tolerance * scale;
    if (isClose || Object.is(value, expected[i])) return;
    throw new Error(`${message}: expected ${expected[i]} but found ${value} at ${i}`);
  });
}
