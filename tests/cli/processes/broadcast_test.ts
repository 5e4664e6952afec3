import { assertEquals, assertStrictEquals } from "@std/assert";
import { broadcast } from "../../../cli/processes/broadcast.ts";
import type { Elements } from "../../../lib/matrix.ts";
import { alone, type Communicator } from "../../../lib/training/communicator.ts";

/** What the first of two ranks has sent, call by call. */
class Recording {
  readonly #calls: Elements[] = [];

  get first(): Communicator {
    const keep = (data: Elements) => void this.#calls.push(data.slice());
    return { ...alone, size: 2, sum: keep, gather: keep };
  }

  /** The second rank: it has heard nothing of its own, and gets what the first one has sent. */
  get second(): Communicator {
    const next = () => this.#calls.shift() ?? new Float64Array();
    return {
      ...alone,
      rank: 1,
      size: 2,
      sum: (data) => next().forEach((value, i) => data[i] += value),
      gather: (data) => data.set(next().subarray(0, data.length / 2)),
    };
  }
}

Deno.test("broadcast() gives every rank all bytes of the first one, as they are", () => {
  for (const length of [0, 1, 7, 8, 9, 65535, 65536, 65537, 200_001]) {
    // Among them are those of every kind of NaN and of -0, should they be taken for numbers.
    const bytes = Uint8Array.from({ length }, (_, i) => [0, 0, 0, 0, 0, 0, 0, 0x80, 0xff][i % 9]);
    const recording = new Recording();
    assertEquals(broadcast(recording.first, bytes), bytes);
    assertEquals(broadcast(recording.second, new Uint8Array()), bytes);
  }
});

Deno.test("broadcast() returns what a process without others has", () => {
  const bytes = Uint8Array.of(1, 2, 3);
  assertStrictEquals(broadcast(alone, bytes), bytes);
});
