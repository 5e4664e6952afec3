import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";
import { type Shape, sizeOf } from "../shape.ts";

/** A matrix that a layer writes, and the layer next to it reads: its output, or the error of its input. */
export interface PassedMatrix {
  /** The first `count` rows of it; as {@linkcode Matrix.firstRows}. */
  firstRows(count: number): Matrix;
}

/**
 * The memory of what goes from layer to layer of a network: the input errors, or the outputs where it is
 * for inference alone. Each is read by the next layer and by no other, so two pieces that the layers take
 * in turns are enough. Nothing is taken before it is written to: a network in use has no errors.
 *
 * A layer that passes on what it gets as it is takes no turn.
 */
export class PassedMatrices {
  readonly #device: Device;
  readonly #batchSize: number;
  /** The most columns of each piece. */
  readonly #columns: [number, number] = [0, 0];
  readonly #pieces: [Matrix?, Matrix?] = [];
  #turn: 0 | 1 = 0;

  /**
   * Memory of which nothing is taken yet.
   *
   * @param batchSize Most samples in one batch.
   */
  constructor(device: Device, batchSize: number) {
    this.#device = device;
    this.#batchSize = batchSize;
  }

  /** What the next layer writes, counted from the input; before the first is used. */
  take(columns: number): PassedMatrix {
    const turn = this.#turn;
    this.#turn = turn === 0 ? 1 : 0;
    this.#columns[turn] = Math.max(this.#columns[turn], columns);
    let matrix: Matrix | undefined;
    return {
      firstRows: (count) => {
        matrix ??= this.#piece(turn).withColumns(columns);
        return matrix.firstRows(count);
      },
    };
  }

  #piece(turn: 0 | 1): Matrix {
    return this.#pieces[turn] ??= this.#device.matrix(this.#batchSize, this.#columns[turn]);
  }
}

/** What the matrices of a layer depend on: a part of what the layer is built from. */
interface Surroundings {
  readonly device: Device;
  readonly inputShape: Shape;
  readonly batchSize: number;
  readonly inputErrors?: PassedMatrices;
  readonly outputs?: PassedMatrices;
}

/** The input error of a layer that is built now: the next of its network's, or one of its own. */
export function inputErrorOf(
  { device, inputShape, batchSize, inputErrors }: Surroundings,
): PassedMatrix {
  return (inputErrors ?? new PassedMatrices(device, batchSize)).take(sizeOf(inputShape));
}

/** The output of a layer that is built now: the next of its network's, or one of its own. */
export function outputOf(
  { device, batchSize, outputs }: Surroundings,
  shape: Shape,
): PassedMatrix {
  return outputs?.take(sizeOf(shape)) ?? device.matrix(batchSize, sizeOf(shape));
}
