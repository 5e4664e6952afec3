import type { Network } from "../../lib/network.ts";
import { type Shape, sizeOf } from "../../lib/shape.ts";
import type { WeightedSum } from "../../lib/layers/layer.ts";
import type { UnitPictures, UnitView } from "../dialogue.ts";

/**
 * How an output of a layer comes about: as a sum of weighted inputs, from the one input at its own place,
 * or from several.
 *
 * @param passage What the layer took in and put out.
 */
export function lookBehind(
  network: Network,
  layer: number,
  output: number,
  { inputs, outputs }: { readonly inputs: Float32Array; readonly outputs: Float32Array },
): UnitView {
  const value = outputs[output];
  const sum = network.layers[layer].weightedSum?.(output);
  if (sum === undefined) {
    const input = inputs.length === outputs.length ? inputs[output] : undefined;
    return { value, input };
  }
  const shape = imageShapeBelow(network, layer);
  return { value, bias: sum.bias, pictures: picturesOf(sum, shape, inputs) };
}

/** The shape that the inputs of a layer had before they were flattened, where they were images. */
function imageShapeBelow({ layers, inputShape }: Network, layer: number): Shape {
  const inputs = layers[layer].inputShape;
  for (let below = layer; below >= 0; below--) {
    const shape = below === 0 ? inputShape : layers[below - 1].outputShape;
    if (sizeOf(shape) !== sizeOf(inputs)) break;
    if (shape.length === 3) return shape;
  }
  return inputs;
}

/** The weights and their inputs in the smallest box of the image that holds them. */
function picturesOf(sum: WeightedSum, shape: Shape, values: Float32Array): UnitPictures {
  const [channels, height, width] = shape.length === 3 ? shape : [1, 1, shape[0]];
  const area = height * width;
  const places = Array.from(sum.inputs, (input) => [
    Math.floor(input / area),
    Math.floor(input % area / width),
    input % width,
  ]);
  const [first, top, left] = least(places, [channels, height, width]);
  const [last, bottom, right] = places.reduce(
    (most, place) => most.map((value, i) => Math.max(value, place[i])),
    [0, 0, 0],
  );
  const [rows, columns] = [bottom - top + 1, right - left + 1];
  const size = (last - first + 1) * rows * columns;
  const [weights, inputs] = [new Float32Array(size), new Float32Array(size)];
  places.forEach(([channel, row, column], i) => {
    const place = ((channel - first) * rows + row - top) * columns + column - left;
    weights[place] = sum.weights[i];
    inputs[place] = values[sum.inputs[i]];
  });
  return { shape: [last - first + 1, rows, columns], weights, inputs };
}

function least(places: readonly (readonly number[])[], limits: readonly number[]): number[] {
  return places.reduce<number[]>(
    (least, place) => least.map((value, i) => Math.min(value, place[i])),
    [...limits],
  );
}
