import { assertEquals } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { Network } from "../../../lib/network.ts";
import { evaluate } from "../../../lib/training/evaluate.ts";
import { testOnEachDevice } from "../../devices.ts";

testOnEachDevice(
  "evaluate predicts the class of the largest output, the first of equals",
  (device) => {
    const network = new Network({
      device,
      inputShape: [1, 1, 3],
      layers: [dense(3)],
      batchSize: 2,
    });
    network.parameters[0].value.data.set([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    const images = Uint8Array.of(9, 1, 1, 1, 9, 1, 1, 2, 3, 5, 5, 5, 0, 7, 7);
    const dataset = new Dataset(images, Uint8Array.of(0, 1, 0, 0, 2), [1, 1, 3], 3);
    const { predictions, accuracy } = evaluate(network, dataset);
    assertEquals(predictions, Uint8Array.of(0, 1, 2, 0, 1));
    assertEquals(accuracy, 3 / 5);
  },
);
