import { FormatError } from "../formats/format_error.ts";
import { quote } from "../formats/quote.ts";
import { isFloating, type Tensor } from "../formats/safetensors.ts";
import type { TensorLayout } from "../layers/parameter.ts";
import type { Elements, Matrix } from "../matrix.ts";
import type { Network } from "../network.ts";

/** A {@linkcode Tensor} of floating-point numbers. */
export interface FloatTensor extends Tensor {
  /** The numbers, row by row. */
  readonly data: Elements;
}

/** A matrix of a network, and the tensor that stands for it. */
interface Counterpart {
  readonly name: string;
  readonly shape: readonly number[];
  readonly matrix: Matrix;
  /** Whether the tensor's rows are the matrix's columns. */
  readonly transposed: boolean;
}

/**
 * All that training changes in a network, copied to tensors with the names and layouts of PyTorch's
 * `nn.Sequential`: `2.weight` belongs to the layer with two others below it, with or without
 * parameters. Dense weights are `outputs × inputs`, convolution weights
 * `filters × channels × height × width`; batch normalization has `weight` (`γ`), `bias` (`β`),
 * `running_mean` and `running_var`.
 *
 * On a device whose results come later the network is settled first, by {@linkcode Network.settle}.
 */
export function networkTensors(network: Network): Map<string, FloatTensor> {
  return new Map(
    counterpartsOf(network).map(({ name, shape, matrix, transposed }) => {
      const data = transposed ? transpose(matrix) : matrix.data.slice();
      return [name, { shape, data }];
    }),
  );
}

/**
 * Sets what training changes in a network to what {@linkcode networkTensors} gave for one with the
 * same layers, in the same or another number format.
 *
 * @throws {FormatError} If a tensor is missing, too many, or of another shape or type; the network
 * is then as before.
 */
export function loadTensors(network: Network, tensors: ReadonlyMap<string, Tensor>): void {
  for (const { matrix, transposed, data } of matchTensors(network, tensors)) {
    if (transposed) transposeInto(data, matrix);
    else matrix.data.set(data);
    network.device.changed(matrix);
  }
}

/**
 * Finds out whether {@linkcode loadTensors} would accept tensors.
 *
 * @throws {FormatError} If not.
 */
export function checkTensors(network: Network, tensors: ReadonlyMap<string, Tensor>): void {
  matchTensors(network, tensors);
}

/** The matrices of a network, each with the elements of its tensor. */
function matchTensors(
  network: Network,
  tensors: ReadonlyMap<string, Tensor>,
): (Counterpart & { readonly data: Elements })[] {
  const counterparts = counterpartsOf(network);
  const matches = counterparts.map((counterpart) => ({
    ...counterpart,
    data: checkTensor(counterpart, tensors.get(counterpart.name)),
  }));
  checkNames(counterparts, tensors);
  return matches;
}

function counterpartsOf({ layers }: Network): Counterpart[] {
  return layers.flatMap(({ parameters, buffers }, index) => [
    ...parameters.map(({ name, value, tensor }) => counterpartOf(index, name, value, tensor)),
    ...buffers.map(({ name, value }) => counterpartOf(index, name, value, {})),
  ]);
}

function counterpartOf(
  layer: number,
  name: string,
  matrix: Matrix,
  { name: tensorName = name, transposed = false, shape }: TensorLayout,
): Counterpart {
  const { rows, columns } = matrix;
  const extents = transposed ? [columns, rows] : rows === 1 ? [columns] : [rows, columns];
  return { name: `${layer}.${tensorName}`, shape: shape ?? extents, matrix, transposed };
}

function checkNames(
  counterparts: readonly Counterpart[],
  tensors: ReadonlyMap<string, Tensor>,
): void {
  const names = new Set(counterparts.map(({ name }) => name));
  for (const name of tensors.keys()) {
    if (names.has(name)) continue;
    throw new FormatError(
      `Expected no tensors but those of the network's layers but found ${quote(name)}`,
    );
  }
}

function checkTensor({ name, shape }: Counterpart, tensor: Tensor | undefined): Elements {
  if (tensor === undefined) {
    throw new FormatError(`Expected a tensor ${quote(name)} but found none`);
  }
  if (tensor.shape.join() !== shape.join()) {
    throw new FormatError(
      `Expected tensor ${quote(name)} to have the shape [${shape.join(", ")}] but found ` +
        `[${tensor.shape.slice(0, 8).join(", ")}]`,
    );
  }
  if (isFloating(tensor.data)) return tensor.data;
  throw new FormatError(
    `Expected floating-point numbers in tensor ${quote(name)} but found integers`,
  );
}

function transpose(matrix: Matrix): Elements {
  const { rows, columns, data } = matrix;
  const transposed = data.slice();
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) transposed[c * rows + r] = data[r * columns + c];
  }
  return transposed;
}

/** The inverse of {@linkcode transpose}. */
function transposeInto(source: Elements, { rows, columns, data }: Matrix): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) data[r * columns + c] = source[c * rows + r];
  }
}
