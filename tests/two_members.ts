import { parseLayers } from "../lib/config/layer_notation.ts";
import type { Normalization } from "../lib/data/normalization.ts";
import type { Device } from "../lib/devices/device.ts";
import type { Member } from "../lib/models/committee.ts";
import { Network } from "../lib/network.ts";

/**
 * A member of a committee for images of a single pixel.
 *
 * @param classNames Of the probabilities.
 * @param black Its probabilities where the pixel is 0.
 * @param white Where it is 255.
 * @param divisor What it divides pixels by.
 */
export function memberOf(
  device: Device,
  classNames: readonly string[],
  black: readonly number[],
  white: readonly number[],
  divisor = 255,
): Member {
  const network = new Network({
    device,
    inputShape: [1, 1, 1],
    layers: parseLayers(`dense ${classNames.length} softmax`),
    batchSize: 2,
  });
  const [weights, bias] = network.parameters;
  const range = 255 / divisor;
  weights.value.data.set(white.map((p, c) => (Math.log(p) - Math.log(black[c])) / range));
  bias.value.data.set(black.map(Math.log));
  const normalization: Normalization = { method: "divide", divisor };
  return { network, normalization, classNames };
}

/** Two members that name the same classes in another order, and normalize differently. */
export function twoMembers(device: Device): readonly [Member, Member] {
  return [
    memberOf(device, ["a", "b", "c"], [0.6, 0.3, 0.1], [0.2, 0.5, 0.3]),
    memberOf(device, ["c", "b", "a"], [0.4, 0.5, 0.1], [0.1, 0.8, 0.1], 51),
  ];
}
