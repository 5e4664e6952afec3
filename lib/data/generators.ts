import {
  bumpsFunction,
  polynomialFunction,
  ridgeFunction,
  sampleFunction,
  sineFunction,
  type TrueFunction,
} from "./functions.ts";
import { blobs, circles, type GeneratorOptions, moons, spirals, xor } from "./point_sets.ts";
import type { Samples } from "./samples.ts";

/** Something that generates samples. */
export interface Generator {
  /** What it is called: `moons`. */
  readonly name: string;
  /** What it makes, in a few words. */
  readonly description: string;
  /** The function that they are samples of, where they are for a regression. */
  readonly truth?: TrueFunction;
  /** Makes them. */
  readonly generate: (options?: GeneratorOptions) => Samples;
}

/** All generators, those of classes first. */
export const generators: readonly Generator[] = [
  { name: "moons", description: "two half moons that reach into each other", generate: moons },
  { name: "circles", description: "a circle within another", generate: circles },
  { name: "spirals", description: "two arms of a spiral", generate: spirals },
  {
    name: "xor",
    description: "a square whose opposite quarters are of one class",
    generate: xor,
  },
  { name: "blobs", description: "three clusters", generate: blobs },
  ofFunction(sineFunction, "a period of a sine"),
  ofFunction(bumpsFunction, "three bumps of different heights and widths"),
  ofFunction(polynomialFunction, "a polynomial of degree 3"),
  ofFunction(ridgeFunction, "a ridge in the plane"),
];

function ofFunction(truth: TrueFunction, description: string): Generator {
  const { name } = truth;
  return { name, description, truth, generate: (options) => sampleFunction(truth, options) };
}
