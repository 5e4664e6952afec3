import { type Code, codeLengths, codesOf, LONGEST_CODE } from "./huffman.ts";

/** Matches reach back so far, are so long, and are looked for at so many places. */
const WINDOW = 2 ** 15;
const SHORTEST = 3;
const LONGEST = 258;
const MOST_PLACES = 128;

/** Pieces that get codes of their own have so many literals and matches. */
const BLOCK_LENGTH = 2 ** 15;

const END_OF_BLOCK = 256;
const LONGEST_LENGTH_CODE = 7;
/** The order in which the lengths of the codes of lengths are written. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The codes that the format knows without being told. */
const fixedCodes: Codes = {
  literals: codesOf(Array.from({ length: 288 }, (_, symbol) => {
    return symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
  })),
  distances: codesOf(new Array(30).fill(5)),
};

interface Codes {
  readonly literals: Code;
  readonly distances: Code;
}

/** A byte, or a repetition: `length` bytes as they were `distance` bytes before. */
interface Token {
  /** 1 for a byte. */
  readonly length: number;
  /** 0 for a byte. */
  readonly distance: number;
  readonly byte: number;
}

/** A value as a symbol, with the bits that tell values of the same symbol apart. */
interface Coded {
  readonly symbol: number;
  readonly extra: number;
  readonly extraBits: number;
}

/**
 * Compresses bytes in the zlib format, at once and without help of the platform, whose own compression
 * is asynchronous.
 *
 * Source: RFC 1950 (zlib) and RFC 1951 (DEFLATE).
 *
 * @example
 * ```ts
 * import { deflate } from "./deflate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const compressed = new Blob([deflate(new Uint8Array(1000).fill(7))]);
 * const stream = compressed.stream().pipeThrough(new DecompressionStream("deflate"));
 * assertEquals(await new Response(stream).bytes(), new Uint8Array(1000).fill(7));
 * ```
 */
export function deflate(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const writer = new BitWriter();
  // DEFLATE with a window of 32 KiB, compressed as well as can be; both as one number divide by 31.
  writer.write(0x78, 8);
  writer.write(0xda, 8);
  const tokens = tokensOf(bytes);
  for (let start = 0; start === 0 || start < tokens.length; start += BLOCK_LENGTH) {
    const isLast = start + BLOCK_LENGTH >= tokens.length;
    writeBlock(writer, tokens.slice(start, start + BLOCK_LENGTH), isLast);
  }
  writer.align();
  const checksum = adler32(bytes);
  for (const shift of [24, 16, 8, 0]) writer.write((checksum >>> shift) & 0xff, 8);
  return writer.toBytes();
}

/** Bits in the order of DEFLATE, from the lowest of each byte. */
class BitWriter {
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

/** Repetitions as early and as long as they are found, and the bytes between them. */
function tokensOf(bytes: Uint8Array): Token[] {
  const tokens: Token[] = [];
  /** The latest place of each three bytes, and the one before each place. */
  const latest = new Map<number, number>();
  const before = new Int32Array(bytes.length);
  for (let i = 0; i < bytes.length;) {
    const match = i + SHORTEST <= bytes.length
      ? longestMatch(bytes, i, latest.get(keyAt(bytes, i)), before)
      : undefined;
    const token = match ?? { length: 1, distance: 0, byte: bytes[i] };
    tokens.push(token);
    for (const end = i + token.length; i < end; i++) {
      if (i + SHORTEST > bytes.length) continue;
      const key = keyAt(bytes, i);
      before[i] = latest.get(key) ?? -1;
      latest.set(key, i);
    }
  }
  return tokens;
}

function keyAt(bytes: Uint8Array, i: number): number {
  return bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2];
}

function longestMatch(
  bytes: Uint8Array,
  i: number,
  newest: number | undefined,
  before: Int32Array,
): Token | undefined {
  const limit = Math.min(LONGEST, bytes.length - i);
  let [longest, distance] = [SHORTEST - 1, 0];
  let place = newest ?? -1;
  for (let tried = 0; tried < MOST_PLACES && place >= 0 && i - place <= WINDOW; tried++) {
    let length = 0;
    while (length < limit && bytes[place + length] === bytes[i + length]) length++;
    if (length > longest) [longest, distance] = [length, i - place];
    place = before[place];
  }
  return distance === 0 ? undefined : { length: longest, distance, byte: 0 };
}

/** Lengths from 3 to 258 as symbols from 257 to 285. */
function lengthSymbol(length: number): Coded {
  if (length === LONGEST) return { symbol: 285, extra: 0, extraBits: 0 };
  const { symbol, extra, extraBits } = logarithmicSymbol(length - SHORTEST, 4);
  return { symbol: 257 + symbol, extra, extraBits };
}

/** Distances from 1 to 32768 as symbols from 0 to 29. */
function distanceSymbol(distance: number): Coded {
  return logarithmicSymbol(distance - 1, 2);
}

/** Numbers from 0 on as symbols, so many for each power of two. */
function logarithmicSymbol(value: number, perPower: 2 | 4): Coded {
  const bits = Math.log2(perPower);
  const extraBits = Math.max(0, 31 - Math.clz32(value) - bits);
  const symbol = perPower * extraBits + (value >>> extraBits);
  return { symbol, extra: value & ((1 << extraBits) - 1), extraBits };
}

function writeBlock(writer: BitWriter, tokens: readonly Token[], isLast: boolean): void {
  const literalCounts = new Array<number>(286).fill(0);
  const distanceCounts = new Array<number>(30).fill(0);
  literalCounts[END_OF_BLOCK] = 1;
  for (const { length, distance, byte } of tokens) {
    literalCounts[distance === 0 ? byte : lengthSymbol(length).symbol]++;
    if (distance > 0) distanceCounts[distanceSymbol(distance).symbol]++;
  }
  const own: Codes = {
    literals: codesOf(codeLengths(literalCounts, LONGEST_CODE)),
    distances: codesOf(codeLengths(distanceCounts, LONGEST_CODE)),
  };
  const header = new CodesHeader(own);
  const bitsWith = ({ literals, distances }: Codes) =>
    totalBits(literalCounts, literals) + totalBits(distanceCounts, distances);
  const isFixed = bitsWith(fixedCodes) <= header.bits + bitsWith(own);
  writer.write(isLast ? 1 : 0, 1);
  writer.write(isFixed ? 1 : 2, 2);
  if (!isFixed) header.write(writer);
  writeTokens(writer, tokens, isFixed ? fixedCodes : own);
}

function totalBits(counts: readonly number[], { lengths }: Code): number {
  return counts.reduce((bits, count, symbol) => bits + count * lengths[symbol], 0);
}

function writeTokens(
  writer: BitWriter,
  tokens: readonly Token[],
  { literals, distances }: Codes,
): void {
  const writeSymbol = ({ bits, lengths }: Code, symbol: number) =>
    writer.write(bits[symbol], lengths[symbol]);
  for (const { length, distance, byte } of tokens) {
    if (distance === 0) {
      writeSymbol(literals, byte);
      continue;
    }
    for (
      const [code, { symbol, extra, extraBits }] of [
        [literals, lengthSymbol(length)],
        [distances, distanceSymbol(distance)],
      ] as const
    ) {
      writeSymbol(code, symbol);
      writer.write(extra, extraBits);
    }
  }
  writeSymbol(literals, END_OF_BLOCK);
}

/** What a block says about its codes: their lengths, which are in a code of their own. */
class CodesHeader {
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

/** The checksum of zlib (RFC 1950, 9). */
function adler32(bytes: Uint8Array): number {
  let [sum, sumOfSums] = [1, 0];
  for (const byte of bytes) {
    sum = (sum + byte) % 65521;
    sumOfSums = (sumOfSums + sum) % 65521;
  }
  return (sumOfSums << 16 | sum) >>> 0;
}
