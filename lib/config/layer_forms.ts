import type { Initializer, LayerInitializers } from "../initializers.ts";
import { elu, heaviside, leakyRelu, relu, sigmoid, softplus, tanh } from "../layers/activations.ts";
import { batchNorm } from "../layers/batch_norm.ts";
import { convolution } from "../layers/convolution.ts";
import { dense } from "../layers/dense.ts";
import { dropout } from "../layers/dropout.ts";
import type { Extent } from "../layers/image.ts";
import type { LayerFactory } from "../layers/layer.ts";
import { flatten, identity } from "../layers/pass_through.ts";
import { averagePool, globalAveragePool, maxPool } from "../layers/pooling.ts";
import { softmax } from "../layers/softmax.ts";
import { initializerForms } from "./initializer_notation.ts";
import {
  firstOf,
  flag,
  following,
  numberIfAny,
  option,
  type RequiredArgument,
  value,
} from "./notation/arguments.ts";
import { type Form, form, formArgument, word } from "./notation/form.ts";
import {
  integer,
  nonNegativeNumber,
  positiveNumber,
  share,
  shareBelowOne,
  type ValueKind,
  valueKind,
} from "./values.ts";

/** Chooses a layer's initializers, given those that its notation names. */
export type InitializerChoice = (own: LayerInitializers) => LayerInitializers;

/**
 * Builds a layer.
 *
 * @param classes The number that `classes` stands for.
 * @throws {RangeError} If the notation says `classes` and their number is left out.
 */
export type LayerRecipe = (choose: InitializerChoice, classes?: number) => LayerFactory;

const pixels = integer(1, 1000);

const extent: ValueKind<Extent> = valueKind("pixels such as 5, or 5x3 for 5 rows", (text) => {
  const [, height, width = height] = /^([1-9]\d{0,2})(?:x([1-9]\d{0,2}))?$/.exec(text) ?? [];
  return height === undefined ? undefined : { height: Number(height), width: Number(width) };
});

const outputCount = integer(1, 1e5);
const outputs: ValueKind<number | "classes"> = {
  expected: `${outputCount.expected} or classes`,
  parse: (text) => text === "classes" ? text : outputCount.parse(text),
};

const initializer = formArgument<Initializer>(initializerForms, "an initializer");
/** An initializer, or `none` for a layer without a bias. */
const initializerOrNone: RequiredArgument<Initializer | "none"> = {
  usage: initializer.usage,
  take: (tokens) => tokens.takeWord("none") ? "none" : initializer.take(tokens),
};
const ownInitializers = {
  weights: following("weights", initializer),
  bias: following("bias", initializer),
};
const alpha = { alpha: numberIfAny("alpha", nonNegativeNumber) };

/** The layers that are no activations. */
export const layerForms: readonly Form<LayerRecipe>[] = [
  form({
    name: "dense",
    description:
      "fully connected; takes an image as a list of its values; `classes` outputs: one for each; " +
      "`bias none`: without a bias",
    required: { outputs: value("outputs", outputs) },
    optional: { weights: ownInitializers.weights, bias: following("bias", initializerOrNone) },
    build: ({ outputs }, { bias, ...own }) => (choose, classes) => {
      const count = outputs === "classes" ? given(classes) : outputs;
      if (bias === "none") return dense(count, { ...choose(own), bias });
      return dense(count, choose(bias === undefined ? own : { ...own, bias }));
    },
  }),
  form({
    name: "conv",
    description: "convolution; padding (same) with zeros or reflected pixels, stride (1)",
    required: { filters: value("filters", integer(1, 1e4)), kernel: value("kernel", extent) },
    optional: {
      padding: firstOf<"same" | "valid" | number>(
        flag("same", "same"),
        flag("valid", "valid"),
        option("padding", "pixels", integer(0, 1000)),
      ),
      stride: option("stride", "pixels", pixels),
      border: flag("reflect", "reflect"),
      ...ownInitializers,
    },
    build: ({ filters, kernel }, { padding, stride, border, ...own }) => (choose) =>
      convolution(filters, kernel, { padding, stride, border, ...choose(own) }),
  }),
  form({
    name: "max_pool",
    description: "largest value of each window; stride (the window's size)",
    required: { window: value("window", extent) },
    optional: { stride: option("stride", "pixels", pixels) },
    build: ({ window }, { stride }) => () => maxPool(window, stride),
  }),
  form({
    name: "average_pool",
    description: "mean of each window; stride (the window's size)",
    required: { window: value("window", extent) },
    optional: { stride: option("stride", "pixels", pixels) },
    build: ({ window }, { stride }) => () => averagePool(window, stride),
  }),
  word("global_average_pool", "mean of each channel of an image", globalAveragePool),
  word("flatten", "an image as a list of its values", flatten),
  form({
    name: "dropout",
    description: "drops this share of the values in training, and scales the others up",
    required: { rate: value("rate", shareBelowOne) },
    optional: {},
    build: ({ rate }) => () => dropout(rate),
  }),
  form({
    name: "batch_norm",
    description: "batch normalization; epsilon (1e-5), momentum of the running statistics (0.1)",
    required: {},
    optional: {
      epsilon: option("epsilon", "number", positiveNumber),
      momentum: option("momentum", "share", share),
    },
    build: (_, options) => () => batchNorm(options),
  }),
];

/** The activations, layers that may stand behind another one without a comma. */
export const activationForms: readonly Form<LayerRecipe>[] = [
  word("relu", "max(0, x)", relu),
  form({
    name: "leaky_relu",
    description: "x above 0, else alpha x; alpha (0.01)",
    required: {},
    optional: alpha,
    build: (_, { alpha }) => () => leakyRelu(alpha),
  }),
  form({
    name: "elu",
    description: "x above 0, else alpha (exp(x) - 1); alpha (1)",
    required: {},
    optional: alpha,
    build: (_, { alpha }) => () => elu(alpha),
  }),
  word("softplus", "log(1 + exp(x))", softplus),
  word("sigmoid", "1 / (1 + exp(-x))", sigmoid),
  word("tanh", "hyperbolic tangent", tanh),
  word("softmax", "exp(x) / sum of exp(x), over the values of a sample", softmax),
  word("identity", "x", identity),
  word("heaviside", "1 from 0 on, else 0; cannot be trained", heaviside),
];

function given(classes: number | undefined): number {
  if (classes !== undefined) return classes;
  throw new RangeError(
    'Expected a number of outputs, as no classes are known, but found "classes"',
  );
}
