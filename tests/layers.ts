import type { Device } from "../lib/devices/device.ts";
import type { Layer, LayerContext, LayerFactory, Mode } from "../lib/layers/layer.ts";
import type { Matrix } from "../lib/matrix.ts";
import { Random } from "../lib/random.ts";
import { type Shape, sizeOf } from "../lib/shape.ts";
import { assertClose } from "./close.ts";
import { elementsOf } from "./devices.ts";
import { PytorchCase } from "./pytorch.ts";

/** What a layer is built from, with seed 1. */
export function layerContext(device: Device, inputShape: Shape, batchSize = 1): LayerContext {
  return {
    device,
    inputShape,
    batchSize,
    random: new Random(1, "weights"),
    dropoutRandom: new Random(1, "dropout"),
  };
}

/** A matrix on the device with the given elements, row-major. */
export function matrixOf(device: Device, rows: number, values: readonly number[]): Matrix {
  const matrix = device.matrix(rows, values.length / rows);
  matrix.data.set(values);
  return matrix;
}

/** The shape of one sample of a PyTorch tensor, whose first extent counts samples. */
export function sampleShape([_samples, ...shape]: readonly number[]): Shape {
  if (shape.length === 1) return [shape[0]];
  if (shape.length === 3) return [shape[0], shape[1], shape[2]];
  throw new Error(`Expected 1 or 3 extents of a sample but found ${shape.length}`);
}

/** Sends the gradient of each parameter to a matrix of its own, which it returns by name. */
export function collectGradients(layer: Layer, device: Device): Map<string, Matrix> {
  return new Map(layer.parameters.map((parameter) => {
    const gradient = device.matrix(parameter.value.rows, parameter.value.columns);
    parameter.sendGradient(gradient, 1, 0);
    return [parameter.name, gradient];
  }));
}

/**
 * Runs a layer forward and backward on the numbers of a PyTorch case.
 *
 * @param parameterKeys The case's key for each of the layer's parameters, where it has some.
 */
export async function assertLayerMatchesPytorch(
  name: string,
  factory: LayerFactory,
  device: Device,
  tolerance: number,
  parameterKeys: Readonly<Record<string, string>> = {},
): Promise<void> {
  const torch = new PytorchCase(name);
  const shape = torch.shape("x");
  const [samples] = shape;
  const layer = factory(layerContext(device, sampleShape(shape), samples));
  if (sizeOf(layer.outputShape) !== sizeOf(sampleShape(torch.shape("y")))) {
    throw new Error(`${name}: expected shape ${torch.shape("y")} but found ${layer.outputShape}`);
  }
  for (const { name, value } of layer.parameters) {
    value.data.set(torch.numbers(parameterKeys[name]));
  }
  const gradients = collectGradients(layer, device);

  const output = layer.forward(matrixOf(device, samples, torch.numbers("x")), "training");
  assertClose(await elementsOf(device, output), torch.numbers("y"), tolerance, `${name} output`);
  const inputError = layer.backward(matrixOf(device, samples, torch.numbers("dy")));
  const dx = await elementsOf(device, inputError);
  assertClose(dx, torch.numbers("dx"), tolerance, `${name} input error`);
  for (const [parameter, gradient] of gradients) {
    const expected = torch.numbers(`d${parameterKeys[parameter]}`);
    const found = await elementsOf(device, gradient);
    assertClose(found, expected, tolerance, `${name} ${parameter} gradient`);
  }
}

/**
 * Compares the gradients of a layer, with respect to its input and its parameters, with central
 * differences `(L(x + ε) - L(x - ε)) / 2ε`, on random numbers. The loss `L` is a weighted sum of the
 * outputs with random weights. The device computes in f64.
 *
 * @param mode In which the layer runs: one that gives the same output each time.
 */
export async function assertGradientsMatchDifferences(
  factory: LayerFactory,
  device: Device,
  inputShape: Shape,
  samples: number,
  mode: Mode = "rehearsal",
): Promise<void> {
  const random = new Random(1, "gradients");
  const drawn = (rows: number, columns: number) =>
    matrixOf(device, rows, Array.from({ length: rows * columns }, () => random.normal(0, 1)));
  const layer = factory(layerContext(device, inputShape, samples));
  for (const { value } of layer.parameters) {
    value.data.forEach((_, i) => value.data[i] = random.normal(0, 1));
  }
  const x = drawn(samples, sizeOf(inputShape));
  const error = drawn(samples, sizeOf(layer.outputShape));
  const gradients = collectGradients(layer, device);
  layer.forward(x, mode);
  const inputGradient = Float64Array.from(await elementsOf(device, layer.backward(error)));

  const lossAt = async (matrix: Matrix, i: number, value: number) => {
    matrix.data[i] = value;
    device.changed(matrix);
    let sum = 0;
    const output = await elementsOf(device, layer.forward(x, mode));
    output.forEach((y, i) => sum += y * error.data[i]);
    return sum;
  };
  const differences = async (matrix: Matrix) => {
    const found: number[] = [];
    for (const [i, value] of matrix.data.entries()) {
      const above = await lossAt(matrix, i, value + 1e-5);
      const below = await lossAt(matrix, i, value - 1e-5);
      matrix.data[i] = value;
      device.changed(matrix);
      found.push((above - below) / 2e-5);
    }
    return found;
  };

  assertClose(inputGradient, await differences(x), 1e-8, `${layer.notation} input gradient`);
  for (const { name, value } of layer.parameters) {
    const gradient = gradients.get(name) ?? device.matrix(0, 0);
    const found = await elementsOf(device, gradient);
    const expected = await differences(value);
    assertClose(found, expected, 1e-8, `${layer.notation} ${name} gradient`);
  }
}
