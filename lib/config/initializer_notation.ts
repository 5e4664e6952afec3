import {
  constant,
  heNormal,
  heUniform,
  type Initializer,
  inverseRootUniform,
  normal,
  uniform,
  xavierNormal,
  xavierUniform,
  zeros,
} from "../initializers.ts";
import { numberIfAny, value } from "./notation/arguments.ts";
import { type Form, form, oneForm, word } from "./notation/form.ts";
import { finiteNumber, nonNegativeNumber, positiveNumber } from "./values.ts";

const gain = { gain: numberIfAny("gain", positiveNumber) };

/** How parameters get their first values. */
export const initializerForms: readonly Form<Initializer>[] = [
  word("zeros", "0 everywhere", zeros),
  form({
    name: "constant",
    description: "the same number everywhere",
    required: { number: value("number", finiteNumber) },
    optional: {},
    build: ({ number }) => constant(number),
  }),
  form({
    name: "uniform",
    description: "uniform from low to high",
    required: { low: value("low", finiteNumber), high: value("high", finiteNumber) },
    optional: {},
    build: ({ low, high }) => uniform(low, high),
  }),
  form({
    name: "normal",
    description: "normal, with a mean and a standard deviation",
    required: {
      mean: value("mean", finiteNumber),
      deviation: value("deviation", nonNegativeNumber),
    },
    optional: {},
    build: ({ mean, deviation }) => normal(mean, deviation),
  }),
  word("inverse_root_uniform", "uniform within 1/√inputs, PyTorch's default", inverseRootUniform),
  form({
    name: "xavier_uniform",
    description: "uniform within gain √(6/(inputs + outputs)), for tanh; gain (1)",
    required: {},
    optional: gain,
    build: (_, { gain }) => xavierUniform(gain),
  }),
  form({
    name: "xavier_normal",
    description: "normal with deviation gain √(2/(inputs + outputs)), for tanh; gain (1)",
    required: {},
    optional: gain,
    build: (_, { gain }) => xavierNormal(gain),
  }),
  word("he_uniform", "uniform within √(6/inputs), for ReLU", heUniform),
  word("he_normal", "normal with deviation √(2/inputs), for ReLU", heNormal),
];

/** An initializer, such as `uniform -0.5 0.5`. */
export const initializerNotation = oneForm(initializerForms, "an initializer");
