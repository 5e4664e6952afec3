import type { Trainable } from "../layers/parameter.ts";
import { AdaGrad } from "../optimizers/adagrad.ts";
import { Adam, AdamW } from "../optimizers/adam.ts";
import { clipByNorm, clipByValue, type Clipping } from "../optimizers/clipping.ts";
import { Momentum, Nesterov } from "../optimizers/momentum.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { RMSprop } from "../optimizers/rmsprop.ts";
import { SGD } from "../optimizers/sgd.ts";
import type { GradientOptions } from "../optimizers/stored_gradients.ts";
import { flag, numberIfAny, option, value } from "./notation/arguments.ts";
import { type Form, form, oneForm } from "./notation/form.ts";
import { formsWith, type OwnForms } from "./notation/own_forms.ts";
import { nonNegativeNumber, positiveNumber, shareBelowOne, type ValueKind } from "./values.ts";

/** Makes an optimizer for a network, given what all optimizers take. */
export type OptimizerRecipe = (
  network: Trainable,
  options: GradientOptions & { readonly learningRate: number },
) => Optimizer;

const momentum = numberIfAny("momentum", shareBelowOne);
const epsilon = option("epsilon", "number", positiveNumber);
const weightDecay = option("weight_decay", "number", nonNegativeNumber);
const eitherDecay = {
  weightDecay,
  decoupledWeightDecay: option("decoupled_weight_decay", "number", nonNegativeNumber),
};
const adam = {
  beta1: option("beta1", "share", shareBelowOne),
  beta2: option("beta2", "share", shareBelowOne),
  epsilon,
};

/** How gradients change the parameters. */
export const optimizerForms: readonly Form<OptimizerRecipe>[] = [
  form({
    name: "sgd",
    description: "stochastic gradient descent",
    required: {},
    optional: { weightDecay },
    build: (_, own) => (network, common) => new SGD(network, { ...common, ...own }),
  }),
  form({
    name: "momentum",
    description: "momentum (0.9), dampening (0); from_zero dampens the first gradient too",
    required: {},
    optional: {
      momentum,
      dampening: option("dampening", "share", shareBelowOne),
      firstVelocity: flag("from_zero", "from zero"),
      ...eitherDecay,
    },
    build: (_, own) => (network, common) => new Momentum(network, { ...common, ...own }),
  }),
  form({
    name: "nesterov",
    description: "Nesterov's momentum (0.9)",
    required: {},
    optional: { momentum, ...eitherDecay },
    build: (_, own) => (network, common) => new Nesterov(network, { ...common, ...own }),
  }),
  form({
    name: "adagrad",
    description: "AdaGrad; epsilon (1e-8)",
    required: {},
    optional: { epsilon, ...eitherDecay },
    build: (_, own) => (network, common) => new AdaGrad(network, { ...common, ...own }),
  }),
  form({
    name: "rmsprop",
    description: "RMSprop; decay of the mean square (0.9), epsilon (1e-8)",
    required: {},
    optional: { decay: numberIfAny("decay", shareBelowOne), epsilon, ...eitherDecay },
    build: (_, own) => (network, common) => new RMSprop(network, { ...common, ...own }),
  }),
  form({
    name: "adam",
    description: "Adam; beta1 (0.9), beta2 (0.999), epsilon (1e-8)",
    required: {},
    optional: { ...adam, ...eitherDecay },
    build: (_, own) => (network, common) => new Adam(network, { ...common, ...own }),
  }),
  form({
    name: "adamw",
    description: "Adam with decoupled weight decay (0.01)",
    required: {},
    optional: { ...adam, weightDecay },
    build: (_, own) => (network, common) => new AdamW(network, { ...common, ...own }),
  }),
];

/** An optimizer, such as `momentum 0.9`. */
export const optimizerNotation = optimizerNotationWith();

/** An optimizer, of the library or a user's own. */
export function optimizerNotationWith(
  own?: OwnForms<OptimizerRecipe>,
): ValueKind<OptimizerRecipe> {
  return oneForm(formsWith(optimizerForms, own), "an optimizer");
}

const limit = { limit: value("limit", positiveNumber) };

/** How gradients are limited. */
export const clippingForms: readonly Form<Clipping>[] = [
  form({
    name: "value",
    description: "limits each element of the gradient",
    required: limit,
    optional: {},
    build: ({ limit }) => clipByValue(limit),
  }),
  form({
    name: "norm",
    description: "limits the norm of the gradient, over all parameters",
    required: limit,
    optional: {},
    build: ({ limit }) => clipByNorm(limit),
  }),
];

/** A limit for gradients, such as `norm 1`. */
export const clippingNotation = oneForm(clippingForms, "a way of clipping");
