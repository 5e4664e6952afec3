/** The longest code that DEFLATE allows for, in bits. */
export const LONGEST_CODE = 15;

const LONGEST_LENGTH_CODE = 7;
/** The order in which the lengths of the codes of lengths are written. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A prefix code: for each symbol its bits, the first one lowest, and how many they are. */
export interface Code {
  readonly bits: readonly number[];
  readonly lengths: readonly number[];
}

/** The codes of a block: of bytes and lengths, and of distances. */
export interface Codes {
  readonly literals: Code;
  readonly distances: Code;
}

/** A value as a symbol, with the bits that tell values of the same symbol apart. */
export interface Coded {
  readonly symbol: number;
  readonly extra: number;
  readonly extraBits: number;
}

/** Bits in the order of DEFLATE, from the lowest of each byte. */
export class BitWriter {
  readonly #bytes: number[] = [];
  #bits = 0;
  #count = 0;

  write(value: number, count: number): void {
    this.#bits |= value << this.#count;
    this.#count += count;
    for (; this.#count >= 8; this.#count -= 8) {
      this.#bytes.push(this.#bits & 0xff);
      this.#bits >>>= 8;
    }
  }

  /** Fills the last byte with zeros. */
  align(): void {
    if (this.#count > 0) this.write(0, 8 - this.#count);
  }

  toBytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes);
  }
}

/** How many bits symbols take that occur so often. */
export function totalBits(counts: readonly number[], { lengths }: Code): number {
  return counts.reduce((bits, count, symbol) => bits + count * lengths[symbol], 0);
}

/** What a block says about its codes: their lengths, which are in a code of their own. */
export class CodesHeader {
  readonly #literals: number;
  readonly #distances: number;
  readonly #symbols: readonly Coded[];
  readonly #code: Code;
  readonly #written: number;
  /** Its length. */
  readonly bits: number;

  constructor({ literals, distances }: Codes) {
    this.#literals = lastUsed(literals.lengths, 257);
    this.#distances = lastUsed(distances.lengths, 1);
    this.#symbols = runLengths([
      ...literals.lengths.slice(0, this.#literals),
      ...distances.lengths.slice(0, this.#distances),
    ]);
    const counts = new Array<number>(19).fill(0);
    for (const { symbol } of this.#symbols) counts[symbol]++;
    this.#code = codesOf(codeLengths(counts, LONGEST_LENGTH_CODE));
    this.#written = lastUsed(lengthOrder.map((symbol) => this.#code.lengths[symbol]), 4);
    const extraBits = this.#symbols.reduce((sum, symbol) => sum + symbol.extraBits, 0);
    this.bits = 14 + 3 * this.#written + totalBits(counts, this.#code) + extraBits;
  }

  write(writer: BitWriter): void {
    writer.write(this.#literals - 257, 5);
    writer.write(this.#distances - 1, 5);
    writer.write(this.#written - 4, 4);
    const { bits, lengths } = this.#code;
    for (const symbol of lengthOrder.slice(0, this.#written)) writer.write(lengths[symbol], 3);
    for (const { symbol, extra, extraBits } of this.#symbols) {
      writer.write(bits[symbol], lengths[symbol]);
      writer.write(extra, extraBits);
    }
  }
}

/** How many symbols there are up to the last that is used, but no fewer than some number. */
function lastUsed(lengths: readonly number[], least: number): number {
  return Math.max(least, 1 + lengths.findLastIndex((length) => length > 0));
}

/** Lengths of codes as symbols: 16 repeats the last one, 17 and 18 are several zeros. */
function runLengths(lengths: readonly number[]): Coded[] {
  const symbols: Coded[] = [];
  for (let i = 0; i < lengths.length;) {
    const length = lengths[i];
    let run = 1;
    while (lengths[i + run] === length) run++;
    const [shown, taken] = length === 0
      ? zeros(run)
      : i > 0 && lengths[i - 1] === length && run >= 3
      ? repeated(run)
      : [{ symbol: length, extra: 0, extraBits: 0 }, 1];
    symbols.push(shown);
    i += taken;
  }
  return symbols;
}

function zeros(run: number): [Coded, number] {
  if (run < 3) return [{ symbol: 0, extra: 0, extraBits: 0 }, 1];
  if (run < 11) return [{ symbol: 17, extra: run - 3, extraBits: 3 }, run];
  const taken = Math.min(run, 138);
  return [{ symbol: 18, extra: taken - 11, extraBits: 7 }, taken];
}

function repeated(run: number): [Coded, number] {
  const taken = Math.min(run, 6);
  return [{ symbol: 16, extra: taken - 3, extraBits: 2 }, taken];
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
