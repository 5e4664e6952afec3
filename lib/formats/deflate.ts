import {
  BitWriter,
  type Code,
  type Coded,
  codeLengths,
  type Codes,
  CodesHeader,
  codesOf,
  LONGEST_CODE,
  totalBits,
} from "./huffman.ts";

/** Matches reach back so far, are so long, and are looked for at so many places. */
const WINDOW = 2 ** 15;
const SHORTEST = 3;
const LONGEST = 258;
const MOST_PLACES = 128;

/** Pieces that get codes of their own have so many literals and matches. */
const BLOCK_LENGTH = 2 ** 15;

const END_OF_BLOCK = 256;
/** The codes that the format knows without being told. */
const fixedCodes: Codes = {
  literals: codesOf(Array.from({ length: 288 }, (_, symbol) => {
    return symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
  })),
  distances: codesOf(new Array(30).fill(5)),
};

/** A byte, or a repetition: `length` bytes as they were `distance` bytes before. */
interface Token {
  /** 1 for a byte. */
  readonly length: number;
  /** 0 for a byte. */
  readonly distance: number;
  readonly byte: number;
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

/** The checksum of zlib (RFC 1950, 9). */
function adler32(bytes: Uint8Array): number {
  let [sum, sumOfSums] = [1, 0];
  for (const byte of bytes) {
    sum = (sum + byte) % 65521;
    sumOfSums = (sumOfSums + sum) % 65521;
  }
  return (sumOfSums << 16 | sum) >>> 0;
}
