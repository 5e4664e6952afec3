import type { Device } from "../devices/device.ts";
import type { Parameter, Trainable } from "../layers/parameter.ts";
import type { Matrix } from "../matrix.ts";
import type { Clipping } from "./clipping.ts";
import type { Penalty } from "./regularizers.ts";

/** What happens to the gradients between a backward pass and an optimizer's step. */
export interface GradientOptions {
  /** Their gradients are added; none when left out. */
  readonly penalties?: readonly Penalty[];
  /** Limits the sum of both; unlimited when left out. */
  readonly clipping?: Clipping;
}

/** One matrix for the gradient of each parameter. */
export class StoredGradients {
  /** The gradients, in the order of the parameters. */
  readonly matrices: readonly Matrix[];
  readonly #device: Device;
  readonly #parameters: readonly Parameter[];
  readonly #penalties: readonly Penalty[];
  readonly #clipping: Clipping | undefined;

  /** Makes the matrices, all zeros. */
  constructor({ device, parameters }: Trainable, { penalties = [], clipping }: GradientOptions) {
    this.matrices = parameters.map(({ value }) => device.matrix(value.rows, value.columns));
    this.#device = device;
    this.#parameters = parameters;
    this.#penalties = penalties;
    this.#clipping = clipping;
  }

  /** Lets the coming backward pass deliver its gradients here. */
  receive(): void {
    this.#parameters.forEach((parameter, i) => parameter.sendGradient(this.matrices[i], 1, 0));
  }

  /** Makes what the backward pass has delivered ready for a step: adds the penalties, then clips. */
  prepare(): void {
    for (const penalty of this.#penalties) {
      this.#parameters.forEach(({ penalized, value }, i) => {
        if (penalized) penalty.addGradient(this.#device, value, this.matrices[i]);
      });
    }
    this.#clipping?.(this.#device, this.matrices);
  }
}
