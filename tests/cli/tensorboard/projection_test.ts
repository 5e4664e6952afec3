import { assertEquals } from "@std/assert";
import { writeProjection } from "../../../cli/tensorboard/projection.ts";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import { divideBy255 } from "../../../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { Network } from "../../../lib/network.ts";
import { decodeGreyPng } from "../../png.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** Three images of one row and two columns. */
const dataset = new Dataset(
  Uint8Array.of(0, 255, 255, 0, 51, 102),
  Uint8Array.of(0, 1, 1),
  [1, 1, 2],
  2,
);

function networkOf(layers: string): Network {
  return new Network({
    device: createTypeScriptDevice(),
    inputShape: [1, 1, 2],
    layers: parseLayers(layers),
    batchSize: 2,
  });
}

Deno.test("writeProjection() writes what goes into the last layer, and the images side by side", async () => {
  using folder = new TemporaryFolder();
  const network = networkOf("dense 3 relu, dense 2 softmax");
  const [weights, bias] = network.parameters;
  weights.value.data.set([1, 2, -3, 4, 5, 6]);
  bias.value.data.set([0, 1, 0]);
  await writeProjection(folder.path, network, dataset, divideBy255);
  // (0, 1), (1, 0) and (0.2, 0.4) through the first layer and ReLU.
  assertEquals(
    Deno.readTextFileSync(folder.join("projector/activations.tsv")).trimEnd().split("\n")
      .map((line) => line.split("\t").map((number) => Math.round(Number(number) * 1e5) / 1e5)),
    [[4, 6, 6], [1, 3, 0], [1.8, 3.4, 1.8]],
  );
  assertEquals(Deno.readTextFileSync(folder.join("projector/labels.tsv")), "0\n1\n1\n");
  // Two by two pictures of two pixels, of which the last is black.
  const { width, height, pixels } = decodeGreyPng(
    Deno.readFileSync(folder.join("projector/sprite.png")),
  );
  assertEquals([width, height], [4, 2]);
  assertEquals([...pixels], [0, 255, 255, 0, 51, 102, 0, 0]);
});

Deno.test("writeProjection() shows the images themselves where there is no hidden layer", async () => {
  using folder = new TemporaryFolder();
  await writeProjection(folder.path, networkOf("dense 2 softmax"), dataset, divideBy255);
  const lines = Deno.readTextFileSync(folder.join("projector/activations.tsv")).split("\n");
  assertEquals(lines.slice(0, 2), ["0\t1", "1\t0"]);
});
