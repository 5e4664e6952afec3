import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";
import { type Shape, sizeOf } from "../shape.ts";

/** The matrix that a layer writes its input's error to. */
export interface InputError {
  /** The first `count` rows of it; as {@linkcode Matrix.firstRows}. */
  firstRows(count: number): Matrix;
}

/**
 * The memory of the input errors of a network. Each is read by the layer below and by no other, so two
 * pieces that the layers take in turns are enough. Nothing is taken before the first backward pass: a
 * network that is only used has none.
 *
 * A layer that passes an error on as it is takes no turn.
 */
export class InputErrors {
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

  /** The input error of the next layer, counted from the input; before the first is used. */
  take(columns: number): InputError {
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

/** What the input error of a layer depends on: a part of what the layer is built from. */
interface Surroundings {
  readonly device: Device;
  readonly inputShape: Shape;
  readonly batchSize: number;
  readonly inputErrors?: InputErrors;
}

/** The input error of a layer that is built now: the next of its network's, or one of its own. */
export function inputErrorOf(
  { device, inputShape, batchSize, inputErrors }: Surroundings,
): InputError {
  return (inputErrors ?? new InputErrors(device, batchSize)).take(sizeOf(inputShape));
}
