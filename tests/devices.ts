import type { Device } from "../lib/devices/device.ts";
import type { Scalar } from "../lib/devices/scalar.ts";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import { createWasmDevice } from "../lib/devices/wasm/wasm_device.ts";
import type { Elements, Matrix } from "../lib/matrix.ts";
import { openWebGpuDevice } from "../lib/devices/webgpu/mod.ts";
import { recordingDevice } from "./recording_device.ts";
import { hasAdapter } from "./webgpu.ts";

/**
 * Every kind of device in every precision, and how close to exact its results must come; `webgpu` where it
 * has an adapter.
 */
const devices: readonly (readonly [Device, number])[] = [
  [createTypeScriptDevice("f64"), 1e-12],
  [createTypeScriptDevice("f32"), 1e-5],
  [createWasmDevice({ precision: "f64", threads: 2 }), 1e-12],
  [createWasmDevice({ precision: "f32", threads: 2 }), 1e-5],
  [recordingDevice(createTypeScriptDevice("f64")), 1e-12],
  [recordingDevice(createWasmDevice({ precision: "f32", threads: 1 })), 1e-5],
  ...(hasAdapter ? [[await openWebGpuDevice(), 1e-5] as const] : []),
];

/** The elements of a matrix, once they can be read. */
export async function elementsOf(device: Device, matrix: Matrix): Promise<Elements> {
  await device.settle(matrix);
  return matrix.data;
}

/** A number, once it is known. */
export async function valueOf(device: Device, scalar: Scalar): Promise<number> {
  await device.settle();
  return scalar.value;
}

/** The rows of a matrix, once they can be read. */
export async function rowsOf(device: Device, matrix: Matrix): Promise<number[][]> {
  await device.settle(matrix);
  return matrix.toRows();
}

/** Registers one test per device; `tolerance` is relative. */
export function testOnEachDevice(
  name: string,
  run: (device: Device, tolerance: number) => void | Promise<void>,
): void {
  for (const [device, tolerance] of devices) {
    Deno.test(`${name} (${label(device)})`, () => run(device, tolerance));
  }
}

/** As {@linkcode testOnEachDevice}, on the devices that compute in double precision. */
export function testOnEachDoubleDevice(
  name: string,
  run: (device: Device) => void | Promise<void>,
): void {
  for (const [device] of devices) {
    if (device.precision === "f64") Deno.test(`${name} (${label(device)})`, () => run(device));
  }
}

function label({ name, precision, immediate }: Device): string {
  return `${immediate ? name : `recording ${name}`} ${precision}`;
}
