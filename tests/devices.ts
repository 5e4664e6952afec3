import type { Device } from "../lib/devices/device.ts";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import { createWasmDevice } from "../lib/devices/wasm/wasm_device.ts";

/** Every kind of device in every precision, and how close to exact its results must come. */
const devices: readonly (readonly [Device, number])[] = [
  [createTypeScriptDevice("f64"), 1e-12],
  [createTypeScriptDevice("f32"), 1e-5],
  [createWasmDevice({ precision: "f64", threads: 2 }), 1e-12],
  [createWasmDevice({ precision: "f32", threads: 2 }), 1e-5],
];

/** Registers one test per device; `tolerance` is relative. */
export function testOnEachDevice(
  name: string,
  run: (device: Device, tolerance: number) => void | Promise<void>,
): void {
  for (const [device, tolerance] of devices) {
    Deno.test(`${name} (${device.name} ${device.precision})`, () => run(device, tolerance));
  }
}

/** As {@linkcode testOnEachDevice}, on the devices that compute in double precision. */
export function testOnEachDoubleDevice(
  name: string,
  run: (device: Device) => void | Promise<void>,
): void {
  for (const [device] of devices) {
    if (device.precision === "f64") Deno.test(`${name} (${device.name} f64)`, () => run(device));
  }
}
