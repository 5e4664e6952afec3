import { Matrix } from "../matrix.ts";
import type { Device } from "./device.ts";
import { createTypeScriptDevice } from "./typescript/typescript_device.ts";

/** Numbers that a network may hold for a single sample, besides its parameters. */
export const MOST_ACTIVATIONS = 2 ** 24;

/** A device that counts what it hands out. */
export interface PlanningDevice extends Device {
  /** Elements of all matrices so far; two indices count as one. */
  readonly elements: number;
}

/**
 * A device to build a network on whose sizes come from a file, before it is built in earnest: it hands
 * out matrices up to a limit, and beyond it throws a RangeError. All of them share their elements, which
 * so take no more memory than the largest matrix, and none where nothing is written to it.
 *
 * @param most Elements of all matrices together, at most.
 */
export function createPlanningDevice(most: number): PlanningDevice {
  const device = createTypeScriptDevice();
  let handedOut = 0;
  let elements = new Float64Array();
  const count = (elements: number) => {
    handedOut += elements;
    if (handedOut <= most) return;
    throw new RangeError(
      `Expected at most ${most} numbers in the matrices of the network but found ` +
        Math.ceil(handedOut),
    );
  };
  return {
    ...device,
    get elements() {
      return handedOut;
    },
    matrix(rows, columns) {
      count(rows * columns);
      const length = rows * columns;
      if (length > elements.length) elements = new Float64Array(length);
      return new Matrix(rows, columns, elements.subarray(0, length));
    },
    indices(length) {
      count(length / 2);
      return device.indices(length);
    },
  };
}
