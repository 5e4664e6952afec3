import { assert, assertEquals } from "@std/assert";
import { deflateSync, inflateSync } from "node:zlib";
import { deflate } from "../../../lib/formats/deflate.ts";
import { Random } from "../../../lib/random.ts";

const random = new Random(3);

/** Bytes from 0 up to a limit, at random. */
function noise(length: number, limit: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.integer(limit));
}

/** Bytes of which each is half as frequent as the one before. */
function skewed(length: number): Uint8Array {
  return Uint8Array.from({ length }, () => Math.floor(-Math.log2(1 - random.uniform(0, 1))));
}

const cases: readonly (readonly [string, Uint8Array])[] = [
  ["nothing", new Uint8Array(0)],
  ["one byte", Uint8Array.of(200)],
  ["three bytes", Uint8Array.of(1, 2, 3)],
  ["all bytes", Uint8Array.from({ length: 256 }, (_, i) => i)],
  ["all lengths of zeros", new Uint8Array(259)],
  ["a long run", new Uint8Array(100_000).fill(7)],
  ["noise", noise(5000, 256)],
  ["noise in several blocks", noise(80_000, 256)],
  ["noise of few values", noise(5000, 3)],
  ["codes of very different lengths", skewed(200_000)],
];

Deno.test("zlib inflates what deflate() makes", () => {
  for (const [name, bytes] of cases) {
    assertEquals(Uint8Array.from(inflateSync(deflate(bytes))), bytes, name);
  }
});

Deno.test("zlib inflates repetitions of all lengths and distances", () => {
  for (let length = 3; length < 300; length++) {
    const piece = noise(length, 256);
    const bytes = Uint8Array.from([...piece, ...noise(length % 7, 256), ...piece]);
    assertEquals(Uint8Array.from(inflateSync(deflate(bytes))), bytes, `length ${length}`);
  }
  const piece = noise(10, 256);
  // The window reaches 32768 bytes back.
  for (let bits = 4; bits <= 15; bits++) {
    for (const distance of [2 ** bits - 1, 2 ** bits, 2 ** bits + 1]) {
      const bytes = new Uint8Array(distance + piece.length);
      bytes.set(piece);
      bytes.set(piece, distance);
      assertEquals(Uint8Array.from(inflateSync(deflate(bytes))), bytes, `distance ${distance}`);
    }
  }
});

Deno.test("deflate() compresses at most a tenth worse than zlib does at its best", () => {
  for (const [name, bytes] of cases) {
    const [found, best] = [deflate(bytes), deflateSync(bytes, { level: 9 })];
    assert(found.length <= 1.1 * best.length + 8, `${name}: ${found.length} for ${best.length}`);
  }
});
