import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";

/** What training makes small: a number that says how far outputs are from their targets. */
export interface Loss {
  /** The name that a configuration chooses it by. */
  readonly name: string;
  /**
   * A layer that the loss is often put on, and the loss that stands for both: it takes what goes
   * into that layer, and computes the same number in one numerically stable step.
   */
  readonly fused?: {
    /** The layer, as the layer notation writes it. */
    readonly layer: string;
    readonly loss: Loss;
  };

  /**
   * The mean loss over a batch; `error` receives its gradient with respect to `outputs`.
   *
   * @param outputs `samples × classes`, what the network computed.
   * @param targets `samples × classes`, what it should have; for a label its one-hot row.
   * @param error `samples × classes`.
   */
  evaluate(device: Device, outputs: Matrix, targets: Matrix, error: Matrix): number;
}
