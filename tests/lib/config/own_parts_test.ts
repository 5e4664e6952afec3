import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { parseConfig } from "../../../lib/config/config.ts";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { buildNetwork } from "../../../lib/config/network.ts";
import type { OwnParts } from "../../../lib/config/own_parts.ts";
import { ConfigError } from "../../../lib/config/source.ts";
import { buildOptimizer } from "../../../lib/config/training.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { Matrix } from "../../../lib/matrix.ts";
import { Network } from "../../../lib/network.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import { piecewise } from "../../../lib/schedules/piecewise.ts";
import { absoluteError, scale } from "../../own_parts.ts";
import { configText } from "./config_text.ts";

const own: OwnParts = {
  layers: { scale },
  losses: { absolute_error: absoluteError },
  optimizers: {
    slowed: (divisor = 2) => (network, { learningRate }) =>
      new SGD(network, { learningRate: learningRate / divisor }),
  },
  schedules: {
    doubled: (from) => (rate, unit) => piecewise(rate, [{ from, learningRate: 2 * rate }], unit),
  },
};

const dataset = { shape: [2], classes: 2, count: 10 } as const;

function networkOf(layers: string): Network {
  const factories = parseLayers(layers, {}, undefined, own.layers);
  const device = createTypeScriptDevice();
  return new Network({ device, inputShape: [2], layers: factories, batchSize: 1 });
}

Deno.test("a configuration may name parts of a user's own", () => {
  const text = configText(
    "layers = scale 3, dense classes",
    "loss = absolute_error 0.5",
    "optimizer = slowed 4",
    "schedule = doubled 2",
  );
  const config = parseConfig(text, "x", [], own);
  const network = buildNetwork(config, createTypeScriptDevice(), dataset);
  assertEquals(network.layers.map(({ notation }) => notation), ["scale 3", "dense 2"]);
  assertEquals(network.loss.name, "absolute_error 0.5");
  assertEquals(buildOptimizer(config, network).learningRate, config.learningRate / 4);
  const schedule = config.scheduleRecipe(1, "epoch");
  assertEquals([0, 1, 2].map((time) => schedule.learningRate(time)), [1, 1, 2]);
});

Deno.test("a schedule of a user's own may follow a warm-up", () => {
  const text = configText("hidden_size = 5", "schedule = warm_up 2, doubled 1");
  const schedule = parseConfig(text, "x", [], own).scheduleRecipe(1, "epoch");
  assertEquals([0, 1, 2, 3].map((time) => schedule.learningRate(time)), [0.5, 1, 1, 2]);
});

Deno.test("a layer of a user's own stands alone or behind another one", () => {
  const alone = networkOf("scale 2, scale 0.5");
  assertEquals(alone.forward(Matrix.of([[3, -4]])).toRows(), [[3, -4]]);
  const behind = networkOf("flatten scale 2 , relu");
  assertEquals(behind.forward(Matrix.of([[3, -4]])).toRows(), [[6, 0]]);
  assertEquals(networkOf("scale").layers[0].notation, "scale 1");
});

Deno.test("a network trains with a loss of a user's own", () => {
  const network = new Network({
    device: createTypeScriptDevice(),
    inputShape: [1],
    layers: parseLayers("scale 3", {}, undefined, own.layers),
    loss: absoluteError(0.5),
    batchSize: 2,
  });
  // |3 - 1| and |6 - 8|, halved, and their mean.
  const loss = network.evaluateLoss(Matrix.of([[1], [2]]), Matrix.of([[1], [8]])).value;
  assertAlmostEquals(loss, 1, 1e-15);
});

const malformed: readonly (readonly [string, string])[] = [
  ["layers = dense 3, scael 2", 'mean "scale"?'],
  ["layers = scale two", '"," or the end of the line but found "two"'],
  ["layers = dense 3, scale 2 0", "Expected one number for scale but found 2"],
  ["layers = scale 2 relu", "Expected"],
];
for (const [line, message] of malformed) {
  Deno.test(`parseConfig refuses ${line}`, () => {
    assertThrows(() => parseConfig(configText(line), "x", [], own), ConfigError, message);
  });
}

Deno.test("names of a user's own are refused which are none, or have a meaning", () => {
  const nothing = () => () => {
    throw new Error("Expected not to be called");
  };
  for (const name of ["relu", "dense", "max_pool", "2d", "a b", "a,b", "", "__"]) {
    assertThrows(
      () => parseLayers("dense 3", {}, undefined, { [name]: nothing }),
      RangeError,
      "Expected a name of letters, digits and _ that nothing else has but found",
    );
  }
  const taken: readonly OwnParts[] = [
    { losses: { cross_entropy: absoluteError } },
    { optimizers: { adam: nothing } },
    { schedules: { warm_up: nothing } },
    { schedules: { step: nothing } },
  ];
  for (const parts of taken) {
    assertThrows(() => parseConfig(configText("hidden_size = 5"), "x", [], parts), RangeError);
  }
});
