import type { Normalization } from "../lib/data/normalization.ts";
import type { Model } from "../lib/models/model.ts";
import type { Shape } from "../lib/shape.ts";
import { randomModel } from "./random_model.ts";

const divide: Normalization = { method: "divide", divisor: 255 };
const ten = Array.from({ length: 10 }, (_, i) => `${i}`);
const digit: Shape = [1, 28, 28];

/** Models that together have every layer, with all that a layer can be told, and every normalization. */
export const models: Readonly<Record<string, readonly Model[]>> = {
  "a network of dense layers": [randomModel({
    layers: "dense 40 tanh, batch_norm, dropout 0.2, dense 30 sigmoid, dense 20 elu 0.5, " +
      "dense 20 elu, dense 20 softplus, dense 10 softmax",
    inputShape: digit,
    normalization: divide,
    classNames: ten,
  })],
  "a network of convolutions": [randomModel({
    layers: "conv 4 5x5 same relu, max_pool 2, conv 6 3x3 padding 2 stride 2 leaky_relu 0.2, " +
      "batch_norm epsilon 0.01 momentum 0.3, average_pool 3 stride 2, conv 8 2x3 same identity, " +
      "flatten, dense 10 softmax",
    inputShape: digit,
    normalization: { method: "z_score", mean: 33.3184, standardDeviation: 78.5675 },
    classNames: ten,
  })],
  "strides and windows that leave pixels over": [randomModel({
    layers:
      "conv 4 4x3 same stride 3 reflect leaky_relu, conv 5 3x2 valid stride 2 reflect tanh, " +
      "conv 5 2x2 padding 1 reflect, max_pool 3x2 stride 1, global_average_pool, dense 10 softmax",
    inputShape: digit,
    normalization: { method: "min_max", minimum: 3, maximum: 250 },
    classNames: ten,
  })],
  "a step function and independent outputs": [randomModel({
    layers: "dense 30 heaviside, dense 10 sigmoid",
    inputShape: [784],
    normalization: { method: "min_max_centered", minimum: 0, maximum: 254 },
    classNames: ten,
  })],
  "outputs that are an image": [randomModel({
    layers: "conv 10 28x28 valid softmax",
    inputShape: digit,
    normalization: divide,
    classNames: ten,
  })],
  "one output for two classes": [randomModel({
    layers: "dense 1 sigmoid",
    inputShape: digit,
    normalization: divide,
    classNames: ["even", "odd"],
  })],
  "colours, and outputs that are no probabilities": [randomModel({
    layers: "conv 3 3x3 same relu, flatten, dense 4",
    inputShape: [3, 8, 8],
    normalization: { method: "z_score", mean: 120, standardDeviation: 60 },
    classNames: ["a", "b", "c", "d"],
  })],
  "a committee": [
    randomModel({
      layers: "dense 20 relu, dense 10 softmax",
      inputShape: digit,
      normalization: divide,
      classNames: ten,
    }),
    randomModel({
      layers: "conv 2 5x5 relu, max_pool 2, dense 10 softmax",
      inputShape: digit,
      normalization: { method: "min_max", minimum: 0, maximum: 255 },
      classNames: ten.toReversed(),
    }, 2),
    randomModel({
      layers: "dense 10 softmax",
      inputShape: digit,
      normalization: { method: "z_score", mean: 33, standardDeviation: 78 },
      classNames: [...ten.slice(3), ...ten.slice(0, 3)],
    }, 3),
  ],
  "a committee with one output for two classes": [
    randomModel({
      layers: "dense 1 sigmoid",
      inputShape: digit,
      normalization: divide,
      classNames: ["even", "odd"],
    }),
    randomModel({
      layers: "dense 2 softmax",
      inputShape: digit,
      normalization: divide,
      classNames: ["odd", "even"],
    }, 2),
  ],
};
