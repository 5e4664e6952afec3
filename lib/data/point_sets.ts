import { cos, sin } from "../elementary_functions.ts";
import { nonNegative, positiveInteger } from "../ranges.ts";
import { Random } from "../random.ts";
import { makeLabels } from "./labels.ts";
import { ClassSamples } from "./samples.ts";

/** How samples are generated; the same numbers give the same samples. */
export interface GeneratorOptions {
  /** Number of samples, 1 or more; 200 when left out. */
  readonly count?: number;
  /** Standard deviation of the noise, 0 or more. */
  readonly noise?: number;
  /** What the random numbers begin with; 1 when left out. */
  readonly seed?: number;
}

/** Samples that a generator makes unless it is told otherwise. */
export const USUAL_COUNT = 200;

/** Arms of the spirals turn so often. */
const SPIRAL_TURNS = 1.5;

/** Radius of the inner circle; that of the outer one is 1. */
const INNER_RADIUS = 0.5;

/** Clusters of the blobs. */
const BLOBS = 3;

/**
 * Two half moons that reach into each other, in the plane: `(cos t, sin t)` and
 * `(1 - cos t, 1/2 - sin t)` for `t` at equal distances from 0 to `π`, with normal noise of both
 * coordinates (0.1 when left out). The classes `0` and `1` alternate.
 *
 * As scikit-learn's `make_moons`.
 *
 * @throws {RangeError} If an option is out of range.
 *
 * @example
 * ```ts
 * import { moons } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const { features, labels } = moons({ count: 2, noise: 0 });
 * assertEquals([features, labels], [Float64Array.of(1, 0, 0, 0.5), Uint8Array.of(0, 1)]);
 * ```
 */
export function moons({ noise = 0.1, ...options }: GeneratorOptions = {}): ClassSamples {
  return scatter("moons", { noise, ...options }, 2, (c, { place, size }) => {
    const t = size === 1 ? 0 : Math.PI * place / (size - 1);
    return c === 0 ? [cos(t), sin(t)] : [1 - cos(t), 0.5 - sin(t)];
  });
}

/**
 * Two circles about the origin, of the radii 1 (class `0`) and 1/2 (class `1`), with points at equal
 * distances and normal noise of both coordinates (0.1 when left out). The classes alternate.
 *
 * As scikit-learn's `make_circles` with a factor of 0.5.
 *
 * @throws {RangeError} If an option is out of range.
 */
export function circles({ noise = 0.1, ...options }: GeneratorOptions = {}): ClassSamples {
  return scatter("circles", { noise, ...options }, 2, (c, { place, size }) => {
    const t = 2 * Math.PI * place / size;
    const radius = c === 0 ? 1 : INNER_RADIUS;
    return [radius * cos(t), radius * sin(t)];
  });
}

/**
 * Two arms of a spiral of Archimedes that turn one and a half times about the origin, half a turn apart:
 * the radius `r` grows in equal steps up to 1, at the angle `3π r + π c` for class `c`. Normal noise of
 * both coordinates (0.03 when left out). The classes `0` and `1` alternate.
 *
 * @throws {RangeError} If an option is out of range.
 */
export function spirals({ noise = 0.03, ...options }: GeneratorOptions = {}): ClassSamples {
  return scatter("spirals", { noise, ...options }, 2, (c, { place, size }) => {
    const radius = (place + 1) / size;
    const angle = 2 * Math.PI * SPIRAL_TURNS * radius + Math.PI * c;
    return [radius * cos(angle), radius * sin(angle)];
  });
}

/**
 * Points uniform in the square from -1 to 1, of class `1` where the signs of the coordinates differ, of
 * class `0` where they are the same; then normal noise of both coordinates (none when left out). No
 * straight line separates the classes.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 2.3.1.1.
 *
 * @throws {RangeError} If an option is out of range.
 */
export function xor({ noise = 0, ...options }: GeneratorOptions = {}): ClassSamples {
  return scatter("xor", { noise, ...options }, 2, (c, { random }) => {
    const x = random.uniform(-1, 1);
    const size = 1 - random.uniform(0, 1);
    const isRight = x >= 0;
    return [x, isRight === (c === 0) ? size : -size];
  });
}

/**
 * Three clusters, normally distributed about `(0, 1)`, `(-√3/2, -1/2)` and `(√3/2, -1/2)` with the
 * standard deviation `noise` (0.3 when left out). The classes `0`, `1` and `2` alternate.
 *
 * @throws {RangeError} If an option is out of range.
 */
export function blobs({ noise = 0.3, ...options }: GeneratorOptions = {}): ClassSamples {
  return scatter("blobs", { noise, ...options }, BLOBS, (c) => {
    const angle = Math.PI / 2 + 2 * Math.PI * c / BLOBS;
    return [cos(angle), sin(angle)];
  });
}

/** What the place of a point depends on, besides its class. */
interface Place {
  /** Number of the point among those of its class, from 0. */
  readonly place: number;
  /** Number of points of the class. */
  readonly size: number;
  readonly random: Random;
}

/** Points of alternating classes, with noise. */
function scatter(
  name: string,
  { count = USUAL_COUNT, noise, seed = 1 }: GeneratorOptions & { readonly noise: number },
  classes: number,
  pointOf: (c: number, place: Place) => readonly [number, number],
): ClassSamples {
  positiveInteger(count, "the number of samples");
  nonNegative(noise, "the noise");
  const random = new Random(seed, name);
  const features = new Float64Array(2 * count);
  const labels = makeLabels(classes, count);
  for (let i = 0; i < count; i++) {
    const c = i % classes;
    const size = Math.ceil((count - c) / classes);
    const [x, y] = pointOf(c, { place: Math.floor(i / classes), size, random });
    features[2 * i] = x + random.normal(0, noise);
    features[2 * i + 1] = y + random.normal(0, noise);
    labels[i] = c;
  }
  const classNames = Array.from({ length: classes }, (_, c) => `${c}`);
  return new ClassSamples({ features, featureNames: ["x1", "x2"], labels, classNames });
}
