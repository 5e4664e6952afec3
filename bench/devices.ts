import { openDevice } from "../lib/devices/open_device.ts";
import type { Device } from "../lib/devices/device.ts";
import type { Matrix } from "../lib/matrix.ts";
import { Random } from "../lib/random.ts";

/**
 * The devices that operations are measured on. The TypeScript device has one precision only: an
 * engine that has run its loops on both kinds of arrays runs them more slowly on either.
 */
const devices: readonly Device[] = [
  openDevice({ device: "typescript", precision: "f64" }),
  openDevice({ device: "wasm", precision: "f64" }),
  openDevice({ device: "wasm", precision: "f32" }),
];

/**
 * Registers the benchmark of an operation on each device.
 *
 * @param prepare Makes the operands on a device and returns the operation, ready to run many times.
 */
export function benchOnEachDevice(name: string, prepare: (device: Device) => () => void): void {
  for (const device of devices) {
    let run: (() => void) | undefined;
    Deno.bench({
      name: `${device.name} ${device.precision}`,
      group: name,
      baseline: device.name === "typescript",
      fn: () => {
        run ??= prepare(device);
        run();
      },
    });
  }
}

/** A matrix of numbers uniform in `[-1, 1)`, a share of which, chosen at random, is zero. */
export function randomMatrix(device: Device, rows: number, columns: number, zeros = 0): Matrix {
  const random = new Random(rows * columns);
  const matrix = device.matrix(rows, columns);
  for (let i = 0; i < matrix.data.length; i++) {
    matrix.data[i] = random.uniform(0, 1) < zeros ? 0 : random.uniform(-1, 1);
  }
  return matrix;
}
