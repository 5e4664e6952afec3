import type { Device } from "../devices/device.ts";
import type { Parameter } from "../layers/parameter.ts";
import { Matrix } from "../matrix.ts";
import type { Network } from "../network.ts";
import type { Communicator } from "./communicator.ts";

/** Elements of a cache line, in either precision: where each matrix of a sum begins. */
const ALIGNMENT = 16;

/**
 * The gradient of a batch from those of its `S` slices, where `S` is a power of 2. They are added in a
 * binary tree, `((g₀ + g₁) + (g₂ + g₃)) + …`, whoever computes them: each of `N` ranks, `N` a power of 2
 * up to `S`, finds the sum over `S / N` slices, which is a node of the tree, and all together finish the
 * tree, each for its part of the elements. So the sum is the same to the last bit for any number of
 * ranks.
 *
 * What training changes besides, such as running statistics, becomes the mean of what each slice makes
 * of it, weighted by the number of samples.
 */
export class GradientSum {
  readonly #device: Device;
  readonly #communicator: Communicator;
  readonly #parameters: readonly Parameter[];
  readonly #buffers: readonly Matrix[];
  /** What the buffers were before the batch. */
  readonly #buffersBefore: readonly Matrix[];
  /** The sum over the first slices, the one over those that follow, and so on; the last is the newest. */
  readonly #sums: readonly Sum[];
  /** What the ranks have of the elements that this one finishes the tree for; none without others. */
  readonly #parts: readonly Matrix[];
  /** The same of the first sum. */
  readonly #ownPart: Matrix;
  /** All of these parts. */
  readonly #received: Matrix;
  /** Sums that there are. */
  #pending = 0;
  /** Slices that they are over. */
  #slices = 0;
  #destinations: readonly Destination[] = [];

  /** @param slices How many of a batch this rank computes the gradients of; a power of 2. */
  constructor({ device, parameters, layers }: Network, slices: number, communicator: Communicator) {
    const buffers = layers.flatMap((layer) => layer.buffers);
    const matrices = [...parameters, ...buffers].map(({ value }) => value);
    const { size } = communicator;
    const length = matrices.reduce((sum, { data }) => sum + aligned(data.length), 0);
    const part = aligned(Math.ceil(length / size));
    const flat = () => device.matrix(part * size, 1);
    this.#device = device;
    this.#communicator = communicator;
    this.#parameters = parameters;
    this.#buffers = buffers.map(({ value }) => asRow(value));
    this.#buffersBefore = this.#buffers.map(({ columns }) => device.matrix(1, columns));
    this.#sums = Array.from({ length: 1 + Math.log2(slices) }, () => sumIn(flat(), matrices));
    const { rank } = communicator;
    this.#ownPart = this.#sums[0].flat.rowRange(part * rank, part * (rank + 1));
    this.#received = size === 1 ? device.matrix(0, 1) : flat();
    this.#parts = Array.from({ length: size === 1 ? 0 : size }, (_, i) => {
      return this.#received.rowRange(part * i, part * (i + 1));
    });
  }

  /** Begins a batch, once an optimizer has chosen where its gradient goes. */
  begin(): void {
    this.#pending = 0;
    this.#slices = 0;
    this.#destinations = this.#parameters.map(({ destination, scale, keep }) => {
      return { destination, scale, keep };
    });
    this.#buffers.forEach((buffer, i) => this.#device.copy(buffer, this.#buffersBefore[i]));
  }

  /**
   * Takes the gradient of a slice in.
   *
   * @param share The share of the batch's samples that it has, above 0.
   * @param backpropagate Lets the layers send it to their parameters' destinations.
   */
  add(share: number, backpropagate: () => void): void {
    const { matrices } = this.#sums[this.#pending];
    this.#parameters.forEach((parameter, i) => parameter.sendGradient(matrices[i], share, 0));
    this.#buffers.forEach((buffer, i) => this.#device.copy(this.#buffersBefore[i], buffer));
    backpropagate();
    this.#buffers.forEach((buffer, i) => {
      this.#device.sumRows(share, buffer, 0, asRow(matrices[this.#parameters.length + i]));
    });
    this.#close();
  }

  /** Takes in that a slice has no samples. */
  addNothing(): void {
    const { flat } = this.#sums[this.#pending];
    flat.data.fill(0);
    this.#device.changed(flat);
    this.#close();
  }

  /** Sends the gradient of the batch to where the optimizer wants it, once all slices are in. */
  deliver(): void {
    const [sum] = this.#sums;
    if (this.#communicator.size > 1) this.#addOverRanks(sum.flat);
    for (const [i, { destination, scale, keep }] of this.#destinations.entries()) {
      this.#device.sumRows(scale, asRow(sum.matrices[i]), keep, asRow(destination));
      this.#parameters[i].sendGradient(destination, scale, keep);
    }
    this.#buffers.forEach((buffer, i) => {
      this.#device.copy(sum.matrices[this.#parameters.length + i], buffer);
    });
  }

  /** Adds the newest sums as long as they are over equally many slices. */
  #close(): void {
    this.#pending++;
    this.#slices++;
    for (let slices = this.#slices; slices % 2 === 0; slices /= 2) {
      this.#pending--;
      const [left, right] = [this.#pending - 1, this.#pending].map((i) => this.#sums[i].flat);
      this.#device.add(1, right, left);
    }
  }

  /** Makes the sum that each rank has the sum over all ranks. */
  #addOverRanks(flat: Matrix): void {
    const parts = this.#parts;
    this.#communicator.exchange(flat.data, this.#received.data);
    for (let step = 1; step < parts.length; step *= 2) {
      for (let i = 0; i < parts.length; i += 2 * step) {
        this.#device.add(1, parts[i + step], parts[i]);
      }
    }
    this.#ownPart.data.set(parts[0].data);
    this.#communicator.gather(flat.data);
  }
}

/** Where a gradient goes: `destination ← scale G + keep destination`. */
interface Destination {
  readonly destination: Matrix;
  readonly scale: number;
  readonly keep: number;
}

/** One number for each that training changes. */
interface Sum {
  /** All of them, a single column. */
  readonly flat: Matrix;
  /** The same, as matrices of the sizes that they belong to. */
  readonly matrices: readonly Matrix[];
}

function sumIn(flat: Matrix, sizes: readonly Matrix[]): Sum {
  let start = 0;
  const matrices = sizes.map(({ rows, columns }) => {
    const { data } = flat.rowRange(start, start + rows * columns);
    start += aligned(rows * columns);
    return new Matrix(rows, columns, data);
  });
  return { flat, matrices };
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function asRow({ data }: Matrix): Matrix {
  return new Matrix(1, data.length, data);
}
