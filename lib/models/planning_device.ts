import type { Device } from "../devices/device.ts";
import { createTypeScriptDevice } from "../devices/typescript/typescript_device.ts";
import { FormatError } from "../formats/format_error.ts";

/**
 * A device to build a network on whose sizes come from an untrusted file: it hands out matrices up
 * to a limit, and beyond it throws a FormatError. So what a few bytes of notation promise takes no
 * memory.
 *
 * @param elements Elements of all matrices together, at most.
 */
export function createPlanningDevice(elements: number): Device {
  const device = createTypeScriptDevice();
  let left = elements;
  return {
    ...device,
    matrix(rows, columns) {
      left -= rows * columns;
      if (left >= 0) return device.matrix(rows, columns);
      throw new FormatError(
        `Expected layers no larger than the tensors but found a matrix of ${rows} x ${columns}`,
      );
    },
  };
}
