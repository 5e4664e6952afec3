import { assertEquals, assertThrows } from "@std/assert";
import { NotationError } from "../../../lib/config/notation/tokens.ts";
import { clippingNotation, optimizerNotation } from "../../../lib/config/optimizer_notation.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { Parameter, type Trainable } from "../../../lib/layers/parameter.ts";
import { Matrix } from "../../../lib/matrix.ts";
import { AdaGrad } from "../../../lib/optimizers/adagrad.ts";
import { Adam, AdamW } from "../../../lib/optimizers/adam.ts";
import { clipByNorm, clipByValue, type Clipping } from "../../../lib/optimizers/clipping.ts";
import { Momentum, Nesterov } from "../../../lib/optimizers/momentum.ts";
import type { Optimizer } from "../../../lib/optimizers/optimizer.ts";
import { l2 } from "../../../lib/optimizers/regularizers.ts";
import { RMSprop } from "../../../lib/optimizers/rmsprop.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";

const device = createTypeScriptDevice();
const learningRate = 0.1;

/** Where an optimizer takes a parameter of 1, 2 with three gradients that a backward pass delivers. */
function walk(create: (network: Trainable) => Optimizer): number[][] {
  const parameter = new Parameter("weights", Matrix.of([[1, 2]]), { role: "weights" });
  const optimizer = create({ device, parameters: [parameter] });
  for (const gradient of [[0.5, -3], [1, 0.001], [-2, 0]]) {
    optimizer.begin();
    const { destination, scale, keep } = parameter;
    destination.data.forEach((value, i) => {
      destination.data[i] = keep * value + scale * gradient[i];
    });
    optimizer.step();
  }
  return parameter.value.toRows();
}

const optimizers: readonly (readonly [string, (network: Trainable) => Optimizer])[] = [
  ["sgd", (n) => new SGD(n, { learningRate })],
  ["sgd weight_decay 0.2", (n) => new SGD(n, { learningRate, weightDecay: 0.2 })],
  ["momentum", (n) => new Momentum(n, { learningRate, momentum: 0.9 })],
  ["momentum 0.5", (n) => new Momentum(n, { learningRate, momentum: 0.5 })],
  [
    "momentum 0.5 from_zero dampening 0.4 decoupled_weight_decay 0.1",
    (n) =>
      new Momentum(n, {
        learningRate,
        momentum: 0.5,
        dampening: 0.4,
        firstVelocity: "from zero",
        decoupledWeightDecay: 0.1,
      }),
  ],
  [
    "momentum dampening 0.4 weight_decay 0.1 0.3",
    (n) => new Momentum(n, { learningRate, momentum: 0.3, dampening: 0.4, weightDecay: 0.1 }),
  ],
  ["nesterov", (n) => new Nesterov(n, { learningRate, momentum: 0.9 })],
  ["nesterov 0.8", (n) => new Nesterov(n, { learningRate, momentum: 0.8 })],
  ["adagrad", (n) => new AdaGrad(n, { learningRate, epsilon: 1e-8 })],
  ["adagrad epsilon 0.1", (n) => new AdaGrad(n, { learningRate, epsilon: 0.1 })],
  ["rmsprop", (n) => new RMSprop(n, { learningRate, decay: 0.9, epsilon: 1e-8 })],
  ["rmsprop 0.99 epsilon 0.1", (n) => new RMSprop(n, { learningRate, decay: 0.99, epsilon: 0.1 })],
  ["adam", (n) => new Adam(n, { learningRate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 })],
  [
    "adam beta2 0.98 beta1 0.8 epsilon 0.01 weight_decay 0.3",
    (n) => new Adam(n, { learningRate, beta1: 0.8, beta2: 0.98, epsilon: 0.01, weightDecay: 0.3 }),
  ],
  ["adamw", (n) => new AdamW(n, { learningRate, weightDecay: 0.01 })],
  ["adamw weight_decay 0.3", (n) => new AdamW(n, { learningRate, weightDecay: 0.3 })],
];

for (const [text, create] of optimizers) {
  Deno.test(`optimizerNotation reads ${text}`, () => {
    const optimizer = optimizerNotation.parse(text);
    assertEquals(walk((network) => optimizer(network, { learningRate })), walk(create));
  });
}

Deno.test("optimizerNotation passes penalties and clipping on", () => {
  const options = { learningRate, penalties: [l2(0.1)], clipping: clipByValue(0.2) };
  const sgd = walk((network) => optimizerNotation.parse("sgd")(network, options));
  const adam = walk((network) => optimizerNotation.parse("adam")(network, options));
  assertEquals(sgd, walk((network) => new SGD(network, options)));
  assertEquals(adam, walk((network) => new Adam(network, options)));
});

for (
  const [text, message] of [
    ["adm", "adam, adamw) but found"],
    ["sgd 0.9", '"weight_decay" or the end of the line but found "0.9"'],
    ["sgd beta1 0.9", 'but found "beta1"'],
    ["momentum 1", 'Expected a number from 0 to below 1 as <momentum> but found "1"'],
    ["adam beta1", "as <share> but found the end of the line"],
    ["adam beta3 0.9", 'but found "beta3"; did you mean "beta1"?'],
    ["adamw decoupled_weight_decay 0.1", 'found "decoupled_weight_decay"'],
    ["rmsprop epsilon 0", "Expected a number above 0"],
  ]
) {
  Deno.test(`optimizerNotation refuses ${text}`, () => {
    assertThrows(() => optimizerNotation.parse(text), NotationError, message);
  });
}

Deno.test("clippingNotation reads both ways of clipping", () => {
  const clipped = (clipping: Clipping) => {
    const gradient = Matrix.of([[3, -4]]);
    clipping(device, [gradient]);
    return gradient.toRows();
  };
  assertEquals(clipped(clippingNotation.parse("value 2")), [[2, -2]]);
  assertEquals(clipped(clippingNotation.parse("norm 2")), clipped(clipByNorm(2)));
  assertThrows(() => clippingNotation.parse("norm"), NotationError, "<limit>");
  assertThrows(() => clippingNotation.parse("norm 0"), NotationError, "above 0");
  assertThrows(() => clippingNotation.parse("2"), NotationError, "a way of clipping");
});
