import { Random } from "../lib/random.ts";

/**
 * Damaged copies of some bytes, the same ones each time: 1 to 4 of the operations overwrite a byte,
 * flip a bit, cut off the end, insert bytes, repeat a part.
 */
export function* mutationsOf(
  original: Uint8Array,
  count: number,
): Generator<Uint8Array<ArrayBuffer>> {
  const random = new Random(1, "mutations");
  for (let i = 0; i < count; i++) {
    let bytes = Uint8Array.from(original);
    for (let edits = 1 + random.integer(4); edits > 0; edits--) bytes = mutate(bytes, random);
    yield bytes;
  }
}

function mutate(bytes: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  const at = random.integer(bytes.length + 1);
  const to = at + random.integer(bytes.length - at + 1);
  const before = bytes.subarray(0, at);
  switch (random.integer(5)) {
    case 0:
      return Uint8Array.of(...before, random.integer(256), ...bytes.subarray(at + 1));
    case 1:
      return Uint8Array.of(
        ...before,
        bytes[at] ^ (1 << random.integer(8)),
        ...bytes.subarray(at + 1),
      );
    case 2:
      return before;
    case 3:
      return Uint8Array.of(
        ...before,
        random.integer(256),
        random.integer(256),
        ...bytes.subarray(at),
      );
    default:
      return Uint8Array.of(...bytes.subarray(0, to), ...bytes.subarray(at));
  }
}
