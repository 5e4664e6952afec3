/** So many equal bytes end a change: in fewer, more of them would be noted than saved. */
const WINDOW = 24;

/** Bytes that a change leaves out, at most. */
const MOST_LEFT = 1000;

/**
 * Changes that make `changed` of `original`, as `applyChanges` takes them. There are few where both are
 * alike for the most part, in the same order.
 */
export function changesBetween(
  original: Uint8Array,
  changed: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const [before, after] = [original, changed].map((bytes) => String.fromCodePoint(...bytes));
  const places = placesOf(before);
  const changes: number[] = [];
  for (let from = 0, to = 0; from < before.length || to < after.length;) {
    const kept = equalBytes(before, from, after, to);
    [from, to] = [from + kept, to + kept];
    const next = nextEqual(places, from, after, to) ?? { from: before.length, to: after.length };
    if (next.from === from && next.to === to) break;
    changes.push(...encode(kept), ...encode(next.from - from), ...encode(next.to - to));
    changes.push(...changed.subarray(to, next.to));
    ({ from, to } = next);
  }
  return Uint8Array.from(changes);
}

/** Where each piece of the length of a window begins. */
function placesOf(text: string): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (let i = 0; i + WINDOW <= text.length; i++) {
    const piece = text.slice(i, i + WINDOW);
    const known = places.get(piece);
    if (known === undefined) places.set(piece, [i]);
    else known.push(i);
  }
  return places;
}

function equalBytes(before: string, from: number, after: string, to: number): number {
  let count = 0;
  while (from + count < before.length && before[from + count] === after[to + count]) count++;
  return count;
}

/** The next place from which on both are equal for a while. */
function nextEqual(
  places: ReadonlyMap<string, readonly number[]>,
  from: number,
  after: string,
  to: number,
): { readonly from: number; readonly to: number } | undefined {
  for (let i = to; i + WINDOW <= after.length; i++) {
    const found = places.get(after.slice(i, i + WINDOW))
      ?.find((place) => place >= from && place - from <= MOST_LEFT);
    if (found !== undefined) return { from: found, to: i };
  }
  return undefined;
}

/** A number as WebAssembly has it. */
function encode(value: number): number[] {
  return value < 0x80 ? [value] : [value & 0x7f | 0x80, ...encode(value >> 7)];
}
