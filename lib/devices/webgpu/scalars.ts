import type { Scalar } from "../scalar.ts";
import type { GpuArray, Place } from "./gpu_array.ts";
import type { GpuMemory } from "./gpu_memory.ts";

/** Scalars that an array has places for. */
const PLACES = 4096;

/** A number that the GPU computes and the host reads later. */
class PendingScalar implements Scalar {
  #value: number | undefined;

  get value(): number {
    if (this.#value !== undefined) return this.#value;
    throw new Error("Expected a number that the device has settled but found one that is pending");
  }

  set value(value: number) {
    this.#value = value;
  }
}

/** Scalars that the GPU writes to the first places of an array. */
export interface ScalarPage {
  /** Where they are. */
  readonly array: GpuArray;
  /** They themselves, in order; they can be given their values. */
  readonly scalars: readonly { value: number }[];
}

/** The scalars that the GPU computes until the host reads them, all in one go. */
export class Scalars {
  readonly #memory: GpuMemory;
  readonly #arrays: GpuArray[] = [];
  #pending: PendingScalar[] = [];

  /** None yet. */
  constructor(memory: GpuMemory) {
    this.#memory = memory;
  }

  /** A scalar, and where the GPU is to write it. */
  next(): { readonly scalar: Scalar; readonly place: Place } {
    const scalar = new PendingScalar();
    const index = this.#pending.push(scalar) - 1;
    const array = this.#arrays[Math.floor(index / PLACES)] ??= this.#memory.newArray(4 * PLACES);
    return { scalar, place: { array, start: index % PLACES } };
  }

  /** Those since the last time. Their places are used again by what is recorded later. */
  take(): ScalarPage[] {
    const pending = this.#pending;
    this.#pending = [];
    return this.#arrays.slice(0, Math.ceil(pending.length / PLACES)).map((array, page) => ({
      array,
      scalars: pending.slice(page * PLACES, (page + 1) * PLACES),
    }));
  }
}
