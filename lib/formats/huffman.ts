/** The longest code that DEFLATE allows for, in bits. */
export const LONGEST_CODE = 15;

/** A prefix code: for each symbol its bits, the first one lowest, and how many they are. */
export interface Code {
  readonly bits: readonly number[];
  readonly lengths: readonly number[];
}

/**
 * The lengths of Huffman's codes of symbols that occur so often, at most some length; 0 for those that
 * do not occur. Where codes become too long, frequencies are made more alike.
 */
export function codeLengths(counts: readonly number[], longest: number): number[] {
  for (let unit = 1;; unit *= 2) {
    const lengths = huffmanLengths(counts.map((count) => Math.ceil(count / unit)));
    if (lengths.every((length) => length <= longest)) return lengths;
  }
}

function huffmanLengths(counts: readonly number[]): number[] {
  interface Node {
    readonly count: number;
    readonly symbols: readonly number[];
  }
  const lengths = new Array<number>(counts.length).fill(0);
  const leaves = counts.map((count, symbol): Node => ({ count, symbols: [symbol] }))
    .filter(({ count }) => count > 0).toSorted((a, b) => a.count - b.count);
  // A code of a single symbol has one bit all the same.
  if (leaves.length === 1) lengths[leaves[0].symbols[0]] = 1;
  // Pairs come to be in the order of their counts, so that the rarest is first in one of both queues.
  const pairs: Node[] = [];
  let [leaf, pair] = [0, 0];
  const rarest = () => {
    const isLeaf = pair === pairs.length ||
      (leaf < leaves.length && leaves[leaf].count <= pairs[pair].count);
    return isLeaf ? leaves[leaf++] : pairs[pair++];
  };
  for (let joined = 1; joined < leaves.length; joined++) {
    const [a, b] = [rarest(), rarest()];
    const symbols = [...a.symbols, ...b.symbols];
    for (const symbol of symbols) lengths[symbol]++;
    pairs.push({ count: a.count + b.count, symbols });
  }
  return lengths;
}

/** The canonical prefix code of some lengths (RFC 1951, 3.2.2). */
export function codesOf(lengths: readonly number[]): Code {
  const bits = new Array<number>(lengths.length).fill(0);
  let next = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    lengths.forEach((found, symbol) => {
      if (found === length) bits[symbol] = reversed(next++, length);
    });
    next <<= 1;
  }
  return { bits, lengths };
}

function reversed(bits: number, count: number): number {
  let result = 0;
  for (let i = 0; i < count; i++) result |= ((bits >>> i) & 1) << (count - 1 - i);
  return result;
}
