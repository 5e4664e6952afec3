import { Convolution } from "../../../lib/layers/convolution.ts";
import { Dense } from "../../../lib/layers/dense.ts";
import { filterImages } from "../../../lib/plots/filter_images.ts";
import { weightImages } from "../../../lib/plots/weight_images.ts";
import { type Shape, sizeOf } from "../../../lib/shape.ts";
import type { Findings } from "../findings.ts";
import type { Part, Section } from "../section.ts";

/** So many images of 28 x 28 weights are twice as large as that. */
const COLUMNS = 16;

/** What the lowest layer with weights has learnt to look for. */
export function weightsSection(findings: Findings): Section {
  return {
    id: "weights",
    title: "What it looks for",
    introduction:
      "The weights of the first layer that has any: they meet the image itself, and so " +
      "can be looked at as images.",
    parts: [weights(findings)],
  };
}

function weights(findings: Findings): Part {
  const { layers, inputShape } = findings.network;
  const index = layers.findIndex((layer) => layer instanceof Convolution || layer instanceof Dense);
  const layer = layers[index];
  if (layer instanceof Convolution) return filters(layer, index);
  if (!(layer instanceof Dense)) return note("The network has no layer with weights.");
  // The layer takes an image as a list of its values, which has forgotten their places.
  const shape = [inputShape, ...layers.slice(0, index).map(({ outputShape }) => outputShape)]
    .findLast(({ length }) => length === 3);
  if (shape === undefined || sizeOf(shape) !== layer.weights.value.rows) {
    return note("The network takes lists of values, not images: its weights make no pictures.");
  }
  return units(findings, layer, index, shape);
}

function filters(layer: Convolution, index: number): Part {
  const { kernel, inputShape, weights, notation } = layer;
  const [channels] = inputShape;
  const shape: Shape = [channels, kernel.height, kernel.width];
  const pattern = channels === 3
    ? "light and dark in each of the three colours"
    : "bright where it is red, dark where it is blue";
  return {
    kind: "chart",
    chart: filterImages(weights.value, shape, nameOf(index, notation)),
    width: "full",
    columns: COLUMNS,
    explanation: "Each filter goes over the image and answers where it finds its own pattern: " +
      `${pattern}. Filters for edges in one direction are usual.`,
  };
}

function units({ data, network }: Findings, layer: Dense, index: number, shape: Shape): Part {
  const { classNames } = data.test;
  const { weights, notation } = layer;
  const isLast = !network.layers.slice(index + 1).some(({ parameters }) => parameters.length > 0);
  const tellsClasses = isLast && weights.value.columns === classNames.length;
  const who = tellsClasses ? "The output of a class" : "A unit";
  return {
    kind: "chart",
    chart: weightImages(
      weights.value,
      shape,
      nameOf(index, notation),
      tellsClasses ? classNames : undefined,
    ),
    width: "full",
    columns: COLUMNS,
    explanation: `${who} grows with what is bright where its image is red, and shrinks with what ` +
      "is bright where it is blue. What is white does not matter to it.",
  };
}

function nameOf(index: number, notation: string) {
  return { layer: index + 1, name: `${index + 1} ${notation}` };
}

function note(text: string): Part {
  return { kind: "note", text };
}
