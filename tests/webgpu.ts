import { assertEquals } from "@std/assert";
import type { Device } from "../lib/devices/device.ts";
import type { Scalar } from "../lib/devices/scalar.ts";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import { findAdapter, openRecorder } from "../lib/devices/webgpu/adapter.ts";
import type { Recorder } from "../lib/devices/webgpu/recorder.ts";
import { createWebGpuDevice } from "../lib/devices/webgpu/webgpu_device.ts";
import { Matrix } from "../lib/matrix.ts";
import { Random } from "../lib/random.ts";
import { assertClose } from "./close.ts";

/** Whether WebGPU has something to compute on here. */
export const hasAdapter = await findAdapter().then(() => true, () => false);

/**
 * Registers a test that is given a recorder, and is skipped where WebGPU has no adapter.
 *
 * @param isSoftware Which kernels it chooses; those for the adapter when left out.
 */
export function testOnRecorder(
  name: string,
  run: (gpu: Recorder) => void | Promise<void>,
  isSoftware?: boolean,
): void {
  if (!hasAdapter) {
    Deno.test.ignore(name, () => {});
    return;
  }
  Deno.test(name, async () => {
    const adapter = await findAdapter();
    const gpu = await openRecorder({ ...adapter, isSoftware: isSoftware ?? adapter.isSoftware });
    try {
      await run(gpu);
    } finally {
      gpu.dispose();
    }
  });
}

/** As {@linkcode testOnRecorder}, with the kernels for software and with those for a GPU. */
export function testWithEachKernel(
  name: string,
  run: (gpu: Recorder) => void | Promise<void>,
): void {
  testOnRecorder(`${name} (kernels for software)`, run, true);
  testOnRecorder(`${name} (kernels for a GPU)`, run, false);
}

/** Draws a matrix of uniformly distributed numbers, from -1 to 1 when left out. */
export type Draw = (rows: number, columns: number, low?: number, high?: number) => Matrix;

/** An operation on a device, applied to what is drawn, with its results. */
export type Operation = (
  device: Device,
  draw: Draw,
) => readonly (Matrix | Int32Array | Scalar)[];

/**
 * Registers a test that applies an operation on WebGPU and on the reference device, in f32, and compares
 * the results.
 *
 * @param tolerance Of each result, relative to its largest element, or absolute where all are below 1.
 * @param register With which kernels; those for the adapter when left out.
 */
export function testOperation(
  name: string,
  tolerance: number,
  operation: Operation,
  register = testOnRecorder,
): void {
  register(`${name} computes what the reference device does`, async (gpu) => {
    const expected = apply(createTypeScriptDevice("f32"), operation);
    const actual = apply(createWebGpuDevice(gpu), operation);
    await gpu.settle(...actual.flatMap((result) => "value" in result ? [] : [result]));
    assertEquals(actual.length, expected.length);
    actual.forEach((result, i) => {
      assertClose(elements(result), elements(expected[i]), tolerance, `result ${i}`);
    });
  });
}

function apply(device: Device, operation: Operation): ReturnType<Operation> {
  const random = new Random(1, "operands");
  return operation(device, (rows, columns, low = -1, high = 1) => {
    const matrix = device.matrix(rows, columns);
    for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.uniform(low, high);
    return matrix;
  });
}

function elements(result: Matrix | Int32Array | Scalar): ArrayLike<number> {
  if ("value" in result) return [result.value];
  return result instanceof Matrix ? result.data : result;
}
