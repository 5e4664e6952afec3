/**
 * The early units, McCulloch and Pitts' neuron and Rosenblatt's perceptron; and polynomials, whose
 * capacity is a single number.
 *
 * @module
 */

export {
  andNetwork,
  type McCullochPittsNetwork,
  McCullochPittsUnit,
  orNetwork,
  runMcCullochPitts,
  type Signal,
  type Synapse,
  xorNetwork,
} from "./mcculloch_pitts.ts";
export { Perceptron } from "./perceptron.ts";
export { ThresholdLayer } from "./threshold_layer.ts";
export {
  type CapacityStudy,
  type CapacityStudyOptions,
  type DegreeResult,
  studyCapacity,
} from "./capacity_study.ts";
export { type Interval, Polynomial, PolynomialRegression } from "./polynomial.ts";

// What a study tells of its polynomials.
export type { BiasVariance } from "../metrics/bias_variance.ts";
