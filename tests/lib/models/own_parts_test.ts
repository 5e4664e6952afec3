import { assertEquals, assertThrows } from "@std/assert";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { divideBy255 } from "../../../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { Matrix } from "../../../lib/matrix.ts";
import { encodeCommittee, parseModels } from "../../../lib/models/committee_file.ts";
import {
  activationCount,
  encodeModel,
  parseModel,
  restoreNetwork,
} from "../../../lib/models/model_file.ts";
import { Network } from "../../../lib/network.ts";
import { absoluteError, scale } from "../../own_parts.ts";

const own = { layers: { scale }, losses: { absolute_error: absoluteError } };
const description = { normalization: divideBy255, classNames: ["a", "b", "c"] };
const device = createTypeScriptDevice();

const network = new Network({
  device,
  inputShape: [2],
  layers: parseLayers("scale 2, dense 3 scale 0.5", {}, undefined, own.layers),
  loss: absoluteError(3),
  batchSize: 1,
});
const file = encodeModel(network, description, own);
const input = Matrix.of([[0.3, -0.7]]);

Deno.test("a model with layers and a loss of a user's own is saved and loaded", () => {
  const model = parseModel(file, own);
  assertEquals([model.layers, model.loss.name], [
    "scale 2, dense 3, scale 0.5",
    "absolute_error 3",
  ]);
  const restored = restoreNetwork(model, device, 1);
  assertEquals(restored.forward(input).toRows(), network.forward(input).toRows());
  assertEquals(activationCount(model) > 0, true);
});

Deno.test("a committee may have such members", () => {
  const [model] = parseModels(file, own);
  const members = parseModels(encodeCommittee([model, model]), own);
  for (const member of members) {
    const restored = restoreNetwork(member, device, 1);
    assertEquals(restored.forward(input).toRows(), network.forward(input).toRows());
  }
});

Deno.test("a model that names parts which are not given is refused", () => {
  for (const parse of [parseModel, parseModels]) {
    assertThrows(
      () => parse(file, { losses: own.losses }),
      FormatError,
      '"layers" in the metadata',
    );
    assertThrows(() => parse(file, { layers: own.layers }), FormatError, '"loss" in the metadata');
    assertThrows(() => parse(file), FormatError, '"loss" in the metadata');
  }
  assertThrows(() => encodeModel(network, description), RangeError, "Expected a loss");
});
