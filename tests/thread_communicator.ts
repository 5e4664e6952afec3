import type { Elements } from "../lib/matrix.ts";
import type { Communicator } from "../lib/training/communicator.ts";

/** Arrived ranks, and how often all have arrived. */
const ARRIVED = 0;
const GENERATION = 1;
const WORDS = 2;

/** A memory that workers make a {@linkcode ThreadCommunicator} of. */
export function sharedMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(2 ** 22);
}

/** Connects workers, each of which is a rank, through a memory that they share. */
export class ThreadCommunicator implements Communicator {
  readonly rank: number;
  readonly size: number;
  readonly #control: Int32Array;
  /** What each rank gives. */
  readonly #areas: readonly Float64Array[];

  constructor(memory: SharedArrayBuffer, rank: number, size: number) {
    this.rank = rank;
    this.size = size;
    this.#control = new Int32Array(memory, 0, WORDS);
    const length = Math.floor((memory.byteLength / 8 - WORDS) / size);
    this.#areas = Array.from({ length: size }, (_, i) => {
      return new Float64Array(memory, 8 * (WORDS + length * i), length);
    });
  }

  sum(data: Elements): void {
    this.#give(data);
    data.fill(0);
    for (const area of this.#areas) data.forEach((_, i) => data[i] += area[i]);
    this.#await();
  }

  exchange(send: Elements, receive: Elements): void {
    this.#give(send);
    const part = send.length / this.size;
    this.#areas.forEach((area, i) => {
      receive.set(area.subarray(part * this.rank, part * (this.rank + 1)), part * i);
    });
    this.#await();
  }

  gather(data: Elements): void {
    const part = data.length / this.size;
    this.#give(data.subarray(part * this.rank, part * (this.rank + 1)));
    this.#areas.forEach((area, i) => data.set(area.subarray(0, part), part * i));
    this.#await();
  }

  #give(data: Elements): void {
    this.#areas[this.rank].set(data);
    this.#await();
  }

  #await(): void {
    const generation = Atomics.load(this.#control, GENERATION);
    if (Atomics.add(this.#control, ARRIVED, 1) === this.size - 1) {
      Atomics.store(this.#control, ARRIVED, 0);
      Atomics.add(this.#control, GENERATION, 1);
      Atomics.notify(this.#control, GENERATION);
      return;
    }
    while (Atomics.load(this.#control, GENERATION) === generation) {
      Atomics.wait(this.#control, GENERATION, generation);
    }
  }
}
