import type { Device } from "../../lib/devices/device.ts";
import type { Matrix } from "../../lib/matrix.ts";
import { Random } from "../../lib/random.ts";

/** How long an operation is repeated, at least. */
const LEAST_SECONDS = 0.1;

/** Seconds that an operation takes when it is recorded again and again; compiled before. */
export async function secondsOf(device: Device, operation: () => void): Promise<number> {
  const [zero, last] = [device.matrix(1, 1), device.matrix(1, 1)];
  const repeat = async (times: number) => {
    const start = performance.now();
    for (let i = 0; i < times; i++) operation();
    // That a single number is there says that all is done; large results take long to read.
    device.copy(zero, last);
    await device.settle(last);
    return (performance.now() - start) / 1000;
  };
  await repeat(1);
  const idle = await repeat(0);
  let times = 1;
  for (;;) {
    const seconds = await repeat(times);
    if (seconds >= LEAST_SECONDS) return (seconds - idle) / times;
    times = Math.ceil(times * Math.min(10, 1 + LEAST_SECONDS / seconds));
  }
}

/** The fewest seconds that something takes of several times. */
export async function fastest(times: number, run: () => Promise<void>): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await run();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

/** A matrix of numbers from -1 to 1. */
export function random(device: Device, rows: number, columns: number): Matrix {
  const matrix = device.matrix(rows, columns);
  const random = new Random(1, "weights");
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.uniform(-1, 1);
  return matrix;
}
