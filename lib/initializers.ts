import type { Matrix } from "./matrix.ts";
import type { Random } from "./random.ts";
import { nonNegative, positive } from "./ranges.ts";

/**
 * Fills a new parameter, weights or bias.
 *
 * @param values What to fill.
 * @param inputs Number of inputs that each output sums over ("fan-in").
 * @param outputs Number of outputs that each input goes to ("fan-out").
 */
export type Initializer = (
  values: Matrix,
  inputs: number,
  outputs: number,
  random: Random,
) => void;

/** How a layer fills its parameters; each layer documents what it does without. */
export interface LayerInitializers {
  /** Fills what inputs are multiplied with. */
  readonly weights?: Initializer;
  /** Fills what is added. */
  readonly bias?: Initializer;
}

/** The same number everywhere. */
export function constant(value: number): Initializer {
  return ({ data }) => void data.fill(value);
}

/** All zeros, the usual start of a bias. */
export const zeros: Initializer = constant(0);

/** Leaves a parameter as it is: for one whose values come from elsewhere, or are not wanted. */
export const untouched: Initializer = () => {};

/**
 * Uniform in `[low, high)`.
 *
 * @throws {RangeError} If `low` is not below `high`, or one of them is not finite.
 */
export function uniform(low: number, high: number): Initializer {
  if (!(low < high && Number.isFinite(low) && Number.isFinite(high))) {
    throw new RangeError(`Expected a range of two finite numbers but found [${low}, ${high})`);
  }
  return ({ data }, _inputs, _outputs, random) => {
    for (let i = 0; i < data.length; i++) data[i] = random.uniform(low, high);
  };
}

/**
 * Normally distributed.
 *
 * @throws {RangeError} If the mean is not finite or the standard deviation not finite and 0 or more.
 */
export function normal(mean: number, standardDeviation: number): Initializer {
  if (!Number.isFinite(mean)) {
    throw new RangeError(`Expected the mean to be finite but found ${mean}`);
  }
  nonNegative(standardDeviation, "the standard deviation");
  return ({ data }, _inputs, _outputs, random) => {
    random.fillNormal(data, mean, standardDeviation);
  };
}

/**
 * Uniform in `±1/√inputs`, for weights and bias alike what PyTorch does by default.
 *
 * Source: LeCun, Bottou, Orr, Müller, "Efficient BackProp" (1998).
 */
export const inverseRootUniform: Initializer = symmetricUniform((inputs) => 1 / Math.sqrt(inputs));

/**
 * Xavier's uniform initialization, which keeps the variance of activations and of errors from layer
 * to layer: `±gain √(6 / (inputs + outputs))`.
 *
 * Source: Glorot, Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks" (2010), eq. 16.
 *
 * @param gain 1 for tanh. Some lecture notes take 4 for the sigmoid, and √2 for ReLU and its
 * variants, which they call He's initialization.
 * @throws {RangeError} If the gain is not a finite number above 0.
 */
export function xavierUniform(gain = 1): Initializer {
  positive(gain, "the gain");
  return symmetricUniform((inputs, outputs) => gain * Math.sqrt(6 / (inputs + outputs)));
}

/**
 * Xavier's normal initialization: mean 0, standard deviation `gain √(2 / (inputs + outputs))`.
 * Source and gains as for {@linkcode xavierUniform}.
 *
 * @throws {RangeError} If the gain is not a finite number above 0.
 */
export function xavierNormal(gain = 1): Initializer {
  positive(gain, "the gain");
  return centredNormal((inputs, outputs) => gain * Math.sqrt(2 / (inputs + outputs)));
}

/**
 * He's uniform initialization for layers followed by a ReLU: `±√(6 / inputs)`.
 *
 * Source: He, Zhang, Ren, Sun, "Delving Deep into Rectifiers" (2015), eq. 10. The form with
 * `inputs + outputs` that some lecture notes give this name is `xavierUniform(Math.SQRT2)`.
 */
export const heUniform: Initializer = symmetricUniform((inputs) => Math.sqrt(6 / inputs));

/**
 * He's normal initialization for layers followed by a ReLU: mean 0, standard deviation
 * `√(2 / inputs)`. Source as for {@linkcode heUniform}.
 */
export const heNormal: Initializer = centredNormal((inputs) => Math.sqrt(2 / inputs));

/** Uniform in `±bound(inputs, outputs)`. */
function symmetricUniform(bound: (inputs: number, outputs: number) => number): Initializer {
  return (values, inputs, outputs, random) => {
    const limit = bound(inputs, outputs);
    uniform(-limit, limit)(values, inputs, outputs, random);
  };
}

/** Normal with mean 0 and standard deviation `deviation(inputs, outputs)`. */
function centredNormal(deviation: (inputs: number, outputs: number) => number): Initializer {
  return (values, inputs, outputs, random) =>
    normal(0, deviation(inputs, outputs))(values, inputs, outputs, random);
}
