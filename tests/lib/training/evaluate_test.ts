import { assertEquals } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { sigmoid } from "../../../lib/layers/activations.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { binaryCrossEntropy, crossEntropy } from "../../../lib/losses.ts";
import { Network } from "../../../lib/network.ts";
import { evaluateAsync, evaluateInDetailAsync } from "../../../lib/training/evaluate.ts";
import { predictAsync } from "../../../lib/training/predict.ts";
import { testOnEachDevice } from "../../devices.ts";

testOnEachDevice(
  "evaluate predicts the class of the largest output, the first of equals",
  async (device) => {
    const network = new Network({
      device,
      inputShape: [1, 1, 3],
      layers: [dense(3)],
      batchSize: 2,
    });
    network.parameters[0].value.data.set([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    const images = Uint8Array.of(9, 1, 1, 1, 9, 1, 1, 2, 3, 5, 5, 5, 0, 7, 7);
    const dataset = new Dataset(images, Uint8Array.of(0, 1, 0, 0, 2), [1, 1, 3], 3);
    const { predictions, accuracy } = await evaluateAsync(network, dataset);
    assertEquals(predictions, Uint8Array.of(0, 1, 2, 0, 1));
    assertEquals(accuracy, 3 / 5);
  },
);

testOnEachDevice("evaluate rounds the accuracy once", async (device) => {
  const network = new Network({ device, inputShape: [2], layers: [dense(2)], batchSize: 10 });
  network.parameters[0].value.data.set([1, 0, 0, 1]);
  const images = Uint8Array.from({ length: 20 }, (_, i) => i % 2 === 0 ? 9 : 0);
  const labels = Uint8Array.of(0, 0, 0, 1, 1, 1, 1, 1, 1, 1);
  const { wrong, accuracy } = await evaluateAsync(network, new Dataset(images, labels, [2], 2));
  // 1 - 7/10 is 0.30000000000000004.
  assertEquals([wrong, accuracy], [7, 0.3]);
});

const networks = [
  { name: "probabilities, where the loss stands for softmax", layers: [dense(2), softmax()] },
  {
    name: "a single probability, where the loss stands for sigmoid",
    layers: [dense(1), sigmoid()],
    loss: binaryCrossEntropy,
  },
  { name: "plain outputs", layers: [dense(2)] },
];

for (const { name, layers, loss = crossEntropy } of networks) {
  testOnEachDevice(`evaluateInDetail() tells ${name}, as predict() does`, async (device) => {
    const inputShape = [1, 1, 2] as const;
    const network = new Network({ device, inputShape, layers, loss, batchSize: 2 });
    const images = Uint8Array.of(9, 1, 1, 200, 5, 5, 255, 0, 30, 70);
    const dataset = new Dataset(images, Uint8Array.of(0, 1, 0, 1, 1), inputShape, 2);
    const { scores, ...evaluation } = await evaluateInDetailAsync(network, dataset);
    assertEquals(evaluation, await evaluateAsync(network, dataset));
    const predictions = await predictAsync(network, images);
    assertEquals(scores, predictions.map(({ scores }) => scores));
  });
}
