import { FormatError } from "../../formats/format_error.ts";
import { onnxElementTypes } from "../../formats/onnx/onnx_model.ts";
import { isFloating, type Tensor } from "../../formats/safetensors.ts";
import type { Elements } from "../../matrix.ts";
import { sizeOf } from "../../shape.ts";
import { convolution, globalAveragePool, pad, pooling, reduceMean } from "./image_operators.ts";
import type { NetworkReader } from "./network_reader.ts";
import { type OperatorNode, shortestDecimal } from "./operator_node.ts";

/**
 * Makes of an operator what it is in a network. What it puts out is the network's signal, or the
 * complement of this.
 */
export type OperatorReader = (node: OperatorNode, network: NetworkReader) => "complement" | void;

/** The momentum of batch normalization where none is stated; ONNX has the share of the earlier. */
const USUAL_MOMENTUM = 0.9;
const USUAL_EPSILON = 1e-5;

/** What is understood of an operator that is applied to what becomes of the images. */
export const operators: ReadonlyMap<string, OperatorReader> = new Map<string, OperatorReader>([
  ["Identity", () => {}],
  ["Cast", cast],
  ["Flatten", flatten],
  ["Reshape", reshape],
  ["Squeeze", squeeze],
  ["Unsqueeze", unsqueeze],
  ["Transpose", (node, network) => network.transpose(node.ints("perm", [3, 2, 1, 0]))],
  ["Gemm", gemm],
  ["MatMul", matMul],
  ["Add", (node, network) => affine(node, network, () => 1, (value) => value)],
  ["Sub", sub],
  ["Mul", (node, network) => affine(node, network, (value) => value, () => 0)],
  ["Div", div],
  ["BatchNormalization", batchNormalization],
  ["Conv", convolution],
  ["Pad", pad],
  ["MaxPool", pooling("max_pool")],
  ["AveragePool", pooling("average_pool")],
  ["GlobalAveragePool", globalAveragePool],
  ["ReduceMean", reduceMean],
  ["Relu", activation("relu")],
  ["LeakyRelu", (node, network) => network.add(`leaky_relu ${node.float("alpha", 0.01)}`)],
  ["Elu", (node, network) => network.add(`elu ${node.float("alpha", 1)}`)],
  ["Softplus", activation("softplus")],
  ["Sigmoid", activation("sigmoid")],
  ["Tanh", activation("tanh")],
  ["Softmax", softmax],
  ["LogSoftmax", logSoftmax],
  ["GreaterOrEqual", greaterOrEqual],
  ["Where", where],
  ["Dropout", dropout],
  ["Concat", concat],
]);

/** To other floating-point numbers: to integers, something would be lost. */
function cast(node: OperatorNode): void {
  const type = node.int("to", onnxElementTypes.float);
  if (type === onnxElementTypes.float || type === onnxElementTypes.double) return;
  throw new FormatError(`Expected float or double (1 or 11) as "to" but found ${type}`);
}

function activation(notation: string): OperatorReader {
  return (_node, network) => network.add(notation);
}

function flatten(node: OperatorNode, network: NetworkReader): void {
  const { shape, extents } = network.signal;
  const axis = node.int("axis", 1);
  if (axis !== 1 && axis !== -extents.length) {
    throw new FormatError(`Expected "axis" to be 1 but found ${axis}`);
  }
  network.reshape([sizeOf(shape)]);
}

/** 0 stands for the extent that there is, -1 for what is left; the first extent counts images. */
function reshape(node: OperatorNode, network: NetworkReader): void {
  const { extents, shape } = network.signal;
  const [images, ...wanted] = node.integers(1) ?? [];
  const size = sizeOf(shape);
  const known = wanted.map((extent, i) => extent === 0 ? extents[i] : extent);
  const rest = size /
    known.reduce((product, extent) => extent === -1 ? product : product * extent, 1);
  const target = known.map((extent) => extent === -1 ? rest : extent);
  const product = target.reduce((product, extent) => product * extent, 1);
  const isWhole = target.every((extent) => Number.isInteger(extent) && extent > 0);
  if (images === undefined || target.length === 0 || !isWhole || product !== size) {
    throw new FormatError(
      `Expected images x ${size} values to be laid out anew but found ` +
        `[${[images, ...wanted].slice(0, 8).join(", ")}]`,
    );
  }
  network.reshape(target);
}

function squeeze(node: OperatorNode, network: NetworkReader): void {
  const { extents } = network.signal;
  const axes = axesOf(node, extents.length + 1);
  network.reshape(
    extents.filter((extent, i) => axes === undefined ? extent !== 1 : !axes.includes(i + 1)),
  );
}

function unsqueeze(node: OperatorNode, network: NetworkReader): void {
  const extents = [...network.signal.extents];
  const count = node.integers(1)?.length ?? node.ints("axes", []).length;
  for (const axis of (axesOf(node, extents.length + 1 + count) ?? []).toSorted((a, b) => a - b)) {
    extents.splice(axis - 1, 0, 1);
  }
  network.reshape(extents);
}

function axesOf(node: OperatorNode, rank: number): readonly number[] | undefined {
  const axes = node.integers(1) ?? node.ints("axes");
  return axes?.map((axis) => axis < 0 ? axis + rank : axis);
}

function gemm(node: OperatorNode, network: NetworkReader): void {
  node.requireInt("transA", 0);
  for (const name of ["alpha", "beta"]) {
    const factor = node.float(name, 1);
    if (factor !== 1) throw new FormatError(`Expected "${name}" to be 1 but found ${factor}`);
  }
  const isTransposed = node.int("transB", 0) === 1;
  const { shape } = node.constant(1);
  const inputs = sizeOf(network.signal.shape);
  const outputs = shape[isTransposed ? 0 : 1] ?? 0;
  const weights = node.weights(1, isTransposed ? [outputs, inputs] : [inputs, outputs]);
  const bias = weights.slice(0, outputs).fill(0);
  const given = node.optionalConstant(2);
  if (given !== undefined) bias.set(valuesFor(given, outputs));
  const weightAt = isTransposed
    ? (input: number, output: number) => weights[output * inputs + input]
    : (input: number, output: number) => weights[input * outputs + output];
  network.addDense(weightAt, bias);
}

function matMul(node: OperatorNode, network: NetworkReader): void {
  const inputs = sizeOf(network.signal.shape);
  const outputs = node.constant(1).shape[1] ?? 0;
  const weights = node.weights(1, [inputs, outputs]);
  const bias = weights.slice(0, outputs).fill(0);
  network.addDense((input, output) => weights[input * outputs + output], bias);
}

/** `Sub`, of a constant from the signal or the other way round. */
function sub(node: OperatorNode, network: NetworkReader): "complement" | void {
  const isReverse = node.inputs[0]?.kind === "constant";
  if (isReverse && sizeOf(network.signal.shape) === 1 && node.number(0) === 1) return "complement";
  if (isReverse) affine(node, network, () => -1, (value) => value);
  else affine(node, network, () => 1, (value) => -value);
}

function div(node: OperatorNode, network: NetworkReader): void {
  if (node.inputs[0]?.kind === "constant") {
    throw new FormatError("Expected a division by a constant but found one of a constant");
  }
  affine(node, network, (value) => 1 / value, () => 0);
}

/** Multiplies with one thing that is made of a constant, and adds another. */
function affine(
  node: OperatorNode,
  network: NetworkReader,
  scaleOf: (value: number) => number,
  shiftOf: (value: number) => number,
): void {
  const constant = node.constant(node.inputs[0]?.kind === "constant" ? 0 : 1);
  const values = network.inOrder(perChannel(constant, network));
  network.addAffine(values.map(scaleOf), values.map(shiftOf));
}

/** The numbers of a constant that meet the channels of an image, or the values of a list. */
function perChannel({ shape, data }: Tensor, { signal }: NetworkReader): Elements {
  const [channels] = signal.shape;
  if (isFloating(data)) {
    if (data.length === 1) {
      return data.constructor === Float64Array
        ? new Float64Array(channels).fill(data[0])
        : new Float32Array(channels).fill(data[0]);
    }
    const aligned = [...signal.extents.map(() => 1), ...shape].slice(-signal.extents.length);
    const axis = signal.shape.length === 3 && signal.layout === "channels last"
      ? signal.extents.length - 1
      : signal.extents.indexOf(channels);
    const isAlong = aligned.every((extent, i) => extent === (i === axis ? channels : 1));
    if (isAlong && data.length === channels) return data;
  }
  throw new FormatError(
    `Expected one number, or one for each of ${channels} channels or values, but found ` +
      (isFloating(data) ? `[${shape.slice(0, 8).join(", ")}]` : "integers"),
  );
}

function valuesFor({ shape, data }: Tensor, outputs: number): Elements {
  if (isFloating(data) && data.length === 1) return new Float64Array(outputs).fill(data[0]);
  if (isFloating(data) && data.length === outputs && shape.at(-1) === outputs) return data;
  throw new FormatError(
    `Expected a number for each of ${outputs} outputs but found [${shape.slice(0, 8).join(", ")}]`,
  );
}

function batchNormalization(node: OperatorNode, network: NetworkReader): void {
  const { shape, extents, layout } = network.signal;
  const [channels] = shape;
  if (shape.length === 3 && (layout !== "channels first" || extents.length !== 3)) {
    throw new FormatError("Expected an image with its channels first but found another order");
  }
  const epsilon = node.float("epsilon", USUAL_EPSILON);
  const momentum = Number((1 - node.float("momentum", USUAL_MOMENTUM)).toPrecision(7));
  const names = ["weight", "bias", "running_mean", "running_var"];
  const tensors = names.map((name, i) => {
    const data = network.inOrder(node.weights(i + 1, [channels])).slice();
    return [name, { shape: [channels], data }] as const;
  });
  const notation = "batch_norm" + (epsilon === USUAL_EPSILON ? "" : ` epsilon ${epsilon}`) +
    (momentum === 0.1 ? "" : ` momentum ${momentum}`);
  network.add(notation, tensors);
}

/** Over all the values of an image, which must be a list. */
function softmax(node: OperatorNode, network: NetworkReader): void {
  const { extents } = network.signal;
  const axis = node.int("axis", node.opset < 13 ? 1 : -1);
  const place = axis < 0 ? axis + extents.length : axis - 1;
  if (extents[place] !== sizeOf(network.signal.shape)) {
    throw new FormatError(
      `Expected it over all the values of a list but found axis ${axis} of images x ` +
        extents.join(" x "),
    );
  }
  network.add("softmax");
}

/** At the end, its values stand for the same classes, in the same order, as those of `Softmax`. */
function logSoftmax(node: OperatorNode, network: NetworkReader): void {
  softmax(node, network);
  network.unfinished = "end";
}

function greaterOrEqual(node: OperatorNode, network: NetworkReader): void {
  if (node.inputs[0]?.kind !== "signal" || node.number(1) !== 0) {
    throw new FormatError("Expected a comparison with 0 but found another");
  }
  network.unfinished = "step";
}

function where(node: OperatorNode, network: NetworkReader): void {
  if (network.unfinished !== "step" || node.number(1) !== 1 || node.number(2) !== 0) {
    throw new FormatError("Expected 1 from 0 on, else 0, but found another choice");
  }
  network.unfinished = undefined;
  network.add("heaviside");
}

/** The scores of both classes, where the network puts out that of the second. */
function concat({ inputs: [first, second] }: OperatorNode, network: NetworkReader): void {
  if (first?.kind !== "complement" || second?.kind !== "signal") {
    throw new FormatError("Expected 1 - x and x to be joined but found other values");
  }
  network.unfinished = "end";
}

function dropout(node: OperatorNode, network: NetworkReader): void {
  const given = node.optionalConstant(1)?.data[0];
  const rate = given === undefined ? node.float("ratio", 0.5) : shortestDecimal(Number(given));
  network.add(`dropout ${rate}`);
}
