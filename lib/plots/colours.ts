import type { Colour } from "../data/pixel.ts";
import type { ColourScale, Role } from "./chart.ts";

export type { Colour };

/**
 * The colours of what a line stands for, but for classes: distinguishable by the colour-blind (Okabe
 * and Ito, "Color Universal Design", 2008), and each at a contrast of 3 or more to white. The rest is
 * lighter: it is a backdrop, of which no line is to be followed.
 */
export const roleColours: Readonly<Record<Exclude<Role, "class">, Colour>> = {
  training: [0, 114, 178],
  validation: [213, 94, 0],
  test: [0, 158, 115],
  reference: [118, 118, 118],
  rest: [196, 203, 210],
  model: [31, 35, 40],
};

/**
 * The colours of classes in order: ten that can be told apart, by the colour-blind too (Petroff,
 * "Accessible Color Sequences for Data Visualization", 2021).
 */
export const classColours: readonly Colour[] = [
  [63, 144, 218],
  [255, 169, 14],
  [189, 31, 1],
  [148, 164, 162],
  [131, 45, 182],
  [169, 107, 89],
  [231, 99, 0],
  [185, 172, 112],
  [113, 117, 129],
  [146, 218, 221],
];

/** ColorBrewer's "RdBu", from blue to red, with white in the middle. */
const divergingStops: readonly Colour[] = [
  [33, 102, 172],
  [103, 169, 207],
  [255, 255, 255],
  [239, 138, 98],
  [178, 24, 43],
];

/** ColorBrewer's "Blues", from white. */
const sequentialStops: readonly Colour[] = [
  [255, 255, 255],
  [198, 219, 239],
  [107, 174, 214],
  [33, 113, 181],
  [8, 48, 107],
];

/** The colour of what is not a number. */
const noNumber: Colour = [160, 160, 160];

/** The colour of a number on a scale; grey when it is NaN. */
export function colourOf(number: number, { scale, limit }: ColourScale): Colour {
  // Where all numbers are zero, the limit is zero too.
  const share = number === 0 ? 0 : number / limit;
  return scale === "diverging" ? divergingColour(share) : sequentialColour(share);
}

/**
 * The colour of a signed number: blue when it is negative, white at zero, red when it is positive;
 * grey when it is NaN.
 *
 * @param share The number as a share of the largest, from -1 to 1; beyond these, as these.
 */
export function divergingColour(share: number): Colour {
  return colourBetween(divergingStops, (share + 1) / 2);
}

/**
 * The colour of a number that is not negative: white at zero, the darker the larger; grey when it is NaN.
 *
 * @param share The number as a share of the largest, from 0 to 1; beyond these, as these.
 */
export function sequentialColour(share: number): Colour {
  return colourBetween(sequentialStops, share);
}

/** The colour at a place between the first stop, 0, and the last, 1. */
function colourBetween(stops: readonly Colour[], place: number): Colour {
  if (Number.isNaN(place)) return noNumber;
  const position = Math.min(Math.max(place, 0), 1) * (stops.length - 1);
  const index = Math.min(Math.floor(position), stops.length - 2);
  const [from, to] = [stops[index], stops[index + 1]];
  const mix = (channel: 0 | 1 | 2) =>
    Math.round(from[channel] + (position - index) * (to[channel] - from[channel]));
  return [mix(0), mix(1), mix(2)];
}

/** A colour as CSS and SVG write it: `#0072b2`. */
export function cssColour(colour: Colour): string {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** Black or white, whichever can be read on a colour: by the relative luminance of WCAG 2. */
export function contrasting(colour: Colour): Colour {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Here the contrasts to black and to white are the same: (L + 0.05)^2 = 1.05 * 0.05.
  return luminance > 0.179 ? [0, 0, 0] : [255, 255, 255];
}
