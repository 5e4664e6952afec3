import { sizeOf } from "../shape.ts";
import type { LayerActivations } from "../training/inspection.ts";
import type { Tiles } from "./chart.ts";
import { checkedImageShape, partOf } from "./layer_images.ts";
import { largestMagnitude, numberPicture } from "./picture.ts";

/** More are too many to be looked at. */
const MOST_CHANNELS = 64;

/**
 * What a layer has put out for one image: a small image for each channel, all with the same colours
 * for the same numbers. If there are negative ones, colours go both ways from white at zero.
 *
 * Of more than 64 channels the first 64 are shown, and of several images the first.
 *
 * @throws {RangeError} If the shape is no image's, or there are not as many activations.
 *
 * @example
 * ```ts
 * import { Matrix } from "@handwriting/mnist";
 * import { activationMaps } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const output = Matrix.of([[0, 1, 2, 3, 0, 0, 0, 4]]);
 * const chart = activationMaps({ layer: 2, name: "2 relu", shape: [2, 2, 2], output });
 * assertEquals(chart.tiles.length, 2);
 * assertEquals(chart.colours, { scale: "sequential", label: "activation", limit: 4 });
 * ```
 */
export function activationMaps({ layer, name, shape, output }: LayerActivations): Tiles {
  const [channels, height, width] = checkedImageShape(shape, output.columns);
  const shown = Math.min(channels, MOST_CHANNELS);
  const activations = output.data.subarray(0, sizeOf([shown, height, width]));
  const colours = {
    scale: activations.some((activation) => activation < 0) ? "diverging" : "sequential",
    label: "activation",
    limit: largestMagnitude(activations),
  } as const;
  const tiles = Array.from({ length: shown }, (_, channel) => {
    const plane = activations.subarray(channel * height * width, (channel + 1) * height * width);
    return {
      picture: numberPicture(plane, { width, height }, colours),
      captions: [`${channel + 1}`],
    };
  });
  return {
    kind: "tiles",
    id: `activations-${layer}`,
    title: `Activations of layer ${name}`,
    subtitle: partOf(shown, channels, "channels"),
    description: `What layer ${name} puts out for one image: ${shown} channels of ` +
      `${width} x ${height} numbers.`,
    tiles,
    colours,
  };
}
