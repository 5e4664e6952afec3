import { TypeScriptDevice } from "../devices/typescript/typescript_device.ts";
import { FormatError } from "../formats/format_error.ts";
import type { Matrix } from "../matrix.ts";

/**
 * A device to build a network on whose sizes come from an untrusted file: it hands out matrices up
 * to a limit. So what a few bytes of notation promise takes no memory.
 */
export class PlanningDevice extends TypeScriptDevice {
  #elementsLeft: number;

  /** @param elements Elements of all matrices together, at most. */
  constructor(elements: number) {
    super("f64");
    this.#elementsLeft = elements;
  }

  /** @throws {FormatError} If the elements exceed the limit. */
  override matrix(rows: number, columns: number): Matrix {
    this.#elementsLeft -= rows * columns;
    if (this.#elementsLeft >= 0) return super.matrix(rows, columns);
    throw new FormatError(
      `Expected layers no larger than the tensors but found a matrix of ${rows} x ${columns}`,
    );
  }
}
