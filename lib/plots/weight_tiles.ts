import type { ColourScale, Picture, Tile, Tiles } from "./chart.ts";
import { numberPicture, paintPicture } from "./picture.ts";

/** Weights that belong to the values of an image, channel after channel. */
export interface ImageWeights {
  readonly weights: ArrayLike<number>;
  readonly captions: readonly string[];
}

/** What {@linkcode weightTiles} makes: parts of a chart. */
export interface WeightTiles extends Pick<Tiles, "tiles" | "colours"> {
  /** How channels became colours, if there is more than one. */
  readonly remark?: string;
}

/** The share of the weights that may be too large for the colours. */
const OUTLIERS = 0.001;

/** The grey of a zero among weights that are drawn as red, green and blue. */
const MIDDLE = 127.5;

/**
 * Pictures of weights, with the same colours for the same numbers in all of them. Weights of three
 * channels are red, green and blue, each from 0 for the smallest to 255 for the largest, so that zero
 * is grey. Of any other number of channels, the mean is shown.
 *
 * The strongest colour stands for the magnitude that one in 1000 weights exceeds: the largest of many
 * would make all others pale.
 */
export function weightTiles(
  images: readonly ImageWeights[],
  [channels, height, width]: readonly [number, number, number],
): WeightTiles {
  if (channels === 3) return colourTiles(images, { width, height });
  const means = images.map(({ weights }) => meanOfChannels(weights, channels, height * width));
  const label = channels === 1 ? "weight" : "mean weight";
  const colours = { scale: "diverging", label, ...limitOf(means) } as const;
  return {
    tiles: images.map(({ captions }, i) => {
      return { picture: numberPicture(means[i], { width, height }, colours), captions };
    }),
    colours,
    remark: channels === 1 ? undefined : `Mean of ${channels} channels`,
  };
}

function colourTiles(
  images: readonly ImageWeights[],
  extents: { readonly width: number; readonly height: number },
): WeightTiles {
  const { limit, isClipped } = limitOf(images.map(({ weights }) => weights));
  const tiles = images.map(({ weights, captions }): Tile => {
    return { picture: colourPicture(weights, extents, limit), captions };
  });
  const shown = Number(limit.toPrecision(2));
  const beyond = isClipped ? ", or beyond" : "";
  return { tiles, remark: `Red, green and blue from −${shown} to ${shown}${beyond}, grey at zero` };
}

/** The magnitude of the strongest colour, and whether some weights are beyond it. */
function limitOf(images: readonly ArrayLike<number>[]): Pick<ColourScale, "limit" | "isClipped"> {
  const magnitudes = Float64Array.from(images.flatMap((image) => Array.from(image)), Math.abs)
    .filter(Number.isFinite).sort();
  const largest = magnitudes.at(-1) ?? 0;
  const usual = magnitudes.at(-1 - Math.floor(OUTLIERS * magnitudes.length)) ?? 0;
  // Where hardly any weight is not zero, these few are what there is to see.
  const limit = usual === 0 ? largest : usual;
  return { limit, isClipped: limit < largest };
}

function colourPicture(
  weights: ArrayLike<number>,
  extents: { readonly width: number; readonly height: number },
  limit: number,
): Picture {
  const plane = extents.width * extents.height;
  const level = (weight: number) => {
    const share = limit === 0 || Number.isNaN(weight) ? 0 : weight / limit;
    return Math.round(MIDDLE + MIDDLE * Math.min(Math.max(share, -1), 1));
  };
  return paintPicture(extents, (column, row) => {
    const i = row * extents.width + column;
    return [level(weights[i]), level(weights[i + plane]), level(weights[i + 2 * plane])];
  });
}

function meanOfChannels(
  weights: ArrayLike<number>,
  channels: number,
  plane: number,
): Float64Array {
  const means = new Float64Array(plane);
  for (let i = 0; i < weights.length; i++) means[i % plane] += weights[i] / channels;
  return means;
}
