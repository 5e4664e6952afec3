import type { GraphNode } from "../../lib/formats/tensorboard/graph.ts";
import type { Layer } from "../../lib/layers/layer.ts";
import type { Network } from "../../lib/network.ts";

const TARGETS = "targets";

/**
 * A network as the graph that TensorBoard draws: a group for each layer that has parameters, with these;
 * the others as they are; and the loss, for which the layers are numbered from 0.
 */
export function networkGraph({ inputShape, outputShape, layers, loss }: Network): GraphNode[] {
  const nodes = [placeholder("input", inputShape)];
  for (const [index, layer] of layers.entries()) {
    nodes.push(...layerNodes(layer, index, nodes[nodes.length - 1].name));
  }
  const output = nodes[nodes.length - 1].name;
  return [...nodes, placeholder(TARGETS, outputShape), {
    name: "loss",
    operation: loss.name,
    inputs: [output, TARGETS],
    shape: [],
    attributes: {},
  }];
}

function placeholder(name: string, shape: readonly number[]): GraphNode {
  return { name, operation: "Placeholder", inputs: [], shape, attributes: {} };
}

/** The layer itself comes last. */
function layerNodes(
  { notation, parameters, outputShape }: Layer,
  index: number,
  input: string,
): GraphNode[] {
  const [word] = notation.split(" ");
  const own = `${word}_${index}`;
  const variables = parameters.map(({ name, value }): GraphNode => ({
    name: `${own}/${name}`,
    operation: "Variable",
    inputs: [],
    shape: [value.rows, value.columns],
    attributes: {},
  }));
  return [...variables, {
    name: variables.length === 0 ? own : `${own}/${word}`,
    operation: word,
    inputs: [input, ...variables.map(({ name }) => name)],
    shape: outputShape,
    attributes: { layer: notation },
  }];
}
