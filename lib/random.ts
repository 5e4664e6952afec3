import { cos, log } from "./elementary_functions.ts";

/** Normally distributed numbers that are made at a time, in loops so short that V8 calls nothing in them. */
const FILLED_TOGETHER = 512;

/** The state of a {@linkcode Random}: four 32-bit integers, not all zero. */
export type RandomState = readonly [number, number, number, number];

/**
 * Seeded random numbers: the generator xoshiro128** of Blackman and Vigna, "Scrambled Linear
 * Pseudorandom Number Generators" (2021). The same seed and stream give the same numbers on every
 * machine.
 *
 * @example
 * ```ts
 * import { Random } from "@handwriting/mnist";
 * import { assertEquals, assertNotEquals } from "@std/assert";
 *
 * assertEquals(new Random(1).uniform(0, 1), new Random(1).uniform(0, 1));
 * assertNotEquals(new Random(1, "shuffle").uniform(0, 1), new Random(1, "dropout").uniform(0, 1));
 * ```
 */
export class Random {
  #state: [number, number, number, number];

  /**
   * The beginning of a sequence.
   *
   * @param seed Any integer; what lies beyond 32 bits counts too.
   * @param stream Names an independent sequence for the same seed.
   * @throws {RangeError} If the seed is not a safe integer.
   */
  constructor(seed: number, stream = "") {
    if (!Number.isSafeInteger(seed)) {
      throw new RangeError(`Expected the seed to be an integer but found ${seed}`);
    }
    let key = mix(seed >>> 0) ^ mix(Math.floor(seed / 2 ** 32) + 0x632be5ab);
    for (let i = 0; i < stream.length; i++) key = mix(key ^ stream.charCodeAt(i)) + i;
    this.#state = [mix(key + 1), mix(key + 2), mix(key + 3), mix(key + 4) | 1];
  }

  /** The generator's state; assigning a state read earlier repeats what followed it. */
  get state(): RandomState {
    return [...this.#state];
  }

  set state(state: RandomState) {
    this.#state = [...state];
  }

  /** The next integer in `[0, 2³²)`. */
  bits(): number {
    const s = this.#state;
    const result = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotateLeft(s[3], 11);
    return result;
  }

  /** A number uniform in `[low, high)`, with 53 random bits. */
  uniform(low: number, high: number): number {
    const fraction = ((this.bits() >>> 5) * 2 ** 26 + (this.bits() >>> 6)) / 2 ** 53;
    return low + (high - low) * fraction;
  }

  /** A normally distributed number, by the method of Box and Muller. */
  normal(mean: number, standardDeviation: number): number {
    return toNormal(this.uniform(0, 1), this.uniform(0, 1), mean, standardDeviation);
  }

  /** Fills an array with what {@linkcode normal} would give one after the other, in less time. */
  fillNormal(values: Float64Array | Float32Array, mean: number, standardDeviation: number): void {
    const uniform = new Float64Array(2 * FILLED_TOGETHER);
    for (let start = 0; start < values.length; start += FILLED_TOGETHER) {
      const part = values.subarray(start, start + FILLED_TOGETHER);
      this.#fillUniform(uniform.subarray(0, 2 * part.length));
      makeNormal(part, uniform, mean, standardDeviation);
    }
  }

  /** Uniform in `[0, 1)`. */
  #fillUniform(values: Float64Array): void {
    for (let i = 0; i < values.length; i++) values[i] = this.uniform(0, 1);
  }

  /**
   * An integer uniform in `[0, limit)`, without bias.
   *
   * @param limit An integer in `[1, 2³²]`.
   */
  integer(limit: number): number {
    const rest = 2 ** 32 % limit;
    let bits = this.bits();
    while (bits < rest) bits = this.bits();
    return bits % limit;
  }

  /** Puts the items into a random order, each of them equally likely (Fisher-Yates). */
  shuffle(items: Int32Array | unknown[]): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
  }
}

/** Makes each value of two of the uniform ones. */
function makeNormal(
  values: Float64Array | Float32Array,
  uniform: Float64Array,
  mean: number,
  deviation: number,
): void {
  for (let i = 0; i < values.length; i++) {
    values[i] = toNormal(uniform[2 * i], uniform[2 * i + 1], mean, deviation);
  }
}

/** Makes a normally distributed number of two that are uniform in `[0, 1)`. */
function toNormal(first: number, second: number, mean: number, deviation: number): number {
  const radius = Math.sqrt(-2 * log(1 - first));
  return mean + deviation * radius * cos(2 * Math.PI * second);
}

function rotateLeft(x: number, count: number): number {
  return (x << count) | (x >>> (32 - count));
}

/** A step of SplitMix32: the hash of what follows `x` by its odd constant. */
function mix(x: number): number {
  return hash(x + 0x9e3779b9);
}

/**
 * The output function of SplitMix32, a bijection of 32-bit integers whose every output bit depends
 * on every input bit.
 *
 * @param x An integer; what lies beyond 32 bits does not count.
 * @returns An integer in `[0, 2³²)`.
 */
export function hash(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
