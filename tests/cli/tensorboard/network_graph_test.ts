import { assertEquals } from "@std/assert";
import { networkGraph } from "../../../cli/tensorboard/network_graph.ts";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { Network } from "../../../lib/network.ts";

Deno.test("networkGraph() leads from the input through the layers, with their parameters, to the loss", () => {
  const nodes = networkGraph(
    new Network({
      device: createTypeScriptDevice(),
      inputShape: [1, 4, 4],
      layers: parseLayers("conv 2 3x3 valid relu, batch_norm, dense 3 softmax"),
      batchSize: 1,
    }),
  );
  const lines = nodes.map(({ name, operation, inputs, shape }) =>
    `${name} = ${operation}(${inputs.join(", ")}) ${shape.join("x")}`
  );
  assertEquals(lines, [
    "input = Placeholder() 1x4x4",
    "conv_0/weights = Variable() 2x9",
    "conv_0/bias = Variable() 1x2",
    "conv_0/conv = conv(input, conv_0/weights, conv_0/bias) 2x2x2",
    "relu_1 = relu(conv_0/conv) 2x2x2",
    "batch_norm_2/gamma = Variable() 1x2",
    "batch_norm_2/beta = Variable() 1x2",
    "batch_norm_2/batch_norm = batch_norm(relu_1, batch_norm_2/gamma, batch_norm_2/beta) 2x2x2",
    "dense_3/weights = Variable() 8x3",
    "dense_3/bias = Variable() 1x3",
    "dense_3/dense = dense(batch_norm_2/batch_norm, dense_3/weights, dense_3/bias) 3",
    "softmax_4 = softmax(dense_3/dense) 3",
    "targets = Placeholder() 3",
    "loss = cross_entropy(softmax_4, targets) ",
  ]);
  assertEquals(nodes[3].attributes, { layer: "conv 2 3x3 valid" });
});
