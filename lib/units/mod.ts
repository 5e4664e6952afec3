/**
 * The early units: McCulloch and Pitts' neuron, and Rosenblatt's perceptron.
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
