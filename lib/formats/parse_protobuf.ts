import { concatenate } from "./bytes.ts";
import { FormatError } from "./format_error.ts";

// How the value of a field is written: the lowest three bits of its key.
const VARINT = 0;
const EIGHT_BYTES = 1;
const LENGTH_DELIMITED = 2;
const FOUR_BYTES = 5;

/** A key or an integer has at most so many bytes, of seven bits each. */
const LONGEST_VARINT = 10;
/** The largest number of a field. */
const MOST_FIELD_NUMBER = 2 ** 29 - 1;

/** How many fields and integers may still be read: each takes more memory than it has bytes. */
export interface ParsingBudget {
  left: number;
}

/** The value of a field: an integer, or the bytes of anything else. */
type FieldValue = number | Uint8Array;

/**
 * A message of Protocol Buffers, whose fields are asked for by their numbers; those that nobody asks
 * for are as if they were not there.
 *
 * Source: Protocol Buffers documentation, "Encoding".
 *
 * @example
 * ```ts
 * import { ProtobufMessage } from "./parse_protobuf.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const message = new ProtobufMessage(Uint8Array.of(0x08, 0x96, 0x01, 0x12, 0x02, 0x68, 0x69));
 * assertEquals(message.integer(1), 150);
 * assertEquals(message.text(2), "hi");
 * assertEquals(message.text(3), undefined);
 * ```
 */
export class ProtobufMessage {
  readonly #fields = new Map<number, FieldValue[]>();
  readonly #budget: ParsingBudget;

  /**
   * Takes a message apart.
   *
   * @param bytes The message, whose memory is shared.
   * @param budget Shared by all messages of a file; each takes its part.
   * @throws {FormatError} If it is cut off, or is none.
   */
  constructor(bytes: Uint8Array, budget: ParsingBudget = { left: 1e6 }) {
    this.#budget = budget;
    const reader = new Reader(bytes, budget);
    while (!reader.isAtEnd) {
      const [number, value] = reader.takeField();
      const values = this.#fields.get(number);
      if (values === undefined) this.#fields.set(number, [value]);
      else values.push(value);
    }
  }

  /** Whether a field is there. */
  has(number: number): boolean {
    return this.#fields.has(number);
  }

  /** A field of type `int32`, `int64` or `enum`; beyond 2⁵³ the nearest number that there is. */
  integer(number: number): number | undefined {
    return this.integers(number).at(-1);
  }

  /** A repeated field of such a type, packed or not. */
  integers(number: number): number[] {
    return this.#values(number).flatMap((value) => {
      if (typeof value === "number") return [value];
      const reader = new Reader(value, this.#budget);
      const integers: number[] = [];
      while (!reader.isAtEnd) integers.push(reader.takeInteger());
      return integers;
    });
  }

  /** A field of type `float`. */
  float(number: number): number | undefined {
    return this.floats(number).at(-1);
  }

  /** A repeated field of type `float`, packed or not. */
  floats(number: number): Float32Array {
    const bytes = this.#concatenated(number, 4);
    const view = new DataView(bytes.buffer);
    return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
  }

  /** A repeated field of type `double`, packed or not. */
  doubles(number: number): Float64Array {
    const bytes = this.#concatenated(number, 8);
    const view = new DataView(bytes.buffer);
    return Float64Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true));
  }

  /** A field of type `bytes`, which shares the memory of the message. */
  bytes(number: number): Uint8Array | undefined {
    return this.#chunks(number).at(-1);
  }

  /** A field of type `string`. */
  text(number: number): string | undefined {
    return this.texts(number).at(-1);
  }

  /** A repeated field of type `string`. */
  texts(number: number): string[] {
    return this.#chunks(number).map((bytes) => {
      try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      } catch (error) {
        throw new FormatError(`Expected UTF-8 text in field ${number} but found other bytes`, {
          cause: error,
        });
      }
    });
  }

  /** A field that is a message itself. */
  message(number: number): ProtobufMessage | undefined {
    return this.messages(number).at(-1);
  }

  /** A repeated field of messages. */
  messages(number: number): ProtobufMessage[] {
    return this.#chunks(number).map((bytes) => new ProtobufMessage(bytes, this.#budget));
  }

  #values(number: number): readonly FieldValue[] {
    return this.#fields.get(number) ?? [];
  }

  #chunks(number: number): Uint8Array[] {
    return this.#values(number).map((value) => {
      if (typeof value !== "number") return value;
      throw new FormatError(`Expected bytes in field ${number} but found the integer ${value}`);
    });
  }

  /** The values of a field of numbers of so many bytes each, behind one another. */
  #concatenated(number: number, size: number): Uint8Array<ArrayBuffer> {
    const bytes = concatenate(this.#chunks(number));
    if (bytes.length % size === 0) return bytes;
    throw new FormatError(
      `Expected numbers of ${size} bytes in field ${number} but found ${bytes.length} bytes`,
    );
  }
}

/** Reads the bytes of a message one after the other. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #budget: ParsingBudget;
  #at = 0;

  constructor(bytes: Uint8Array, budget: ParsingBudget) {
    this.#bytes = bytes;
    this.#budget = budget;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  takeField(): [number: number, value: FieldValue] {
    const key = this.takeInteger();
    const number = Math.floor(key / 8);
    if (number < 1 || number > MOST_FIELD_NUMBER) {
      throw new FormatError(`Expected the number of a field but found ${number}`);
    }
    return [number, this.#takeValue(key % 8)];
  }

  /** An integer in two's complement of 64 bits. */
  takeInteger(): number {
    if (this.#budget.left-- <= 0) {
      throw new FormatError("Expected fewer fields than a million but found more");
    }
    let value = 0n;
    for (let i = 0; i < LONGEST_VARINT; i++) {
      const byte = this.#take(1)[0];
      value |= BigInt(byte & 0x7f) << BigInt(7 * i);
      if (byte < 0x80) return Number(BigInt.asIntN(64, value));
    }
    throw new FormatError(`Expected an integer of at most ${LONGEST_VARINT} bytes but found more`);
  }

  #takeValue(type: number): FieldValue {
    switch (type) {
      case VARINT:
        return this.takeInteger();
      case EIGHT_BYTES:
        return this.#take(8);
      case LENGTH_DELIMITED:
        return this.#take(this.takeInteger());
      case FOUR_BYTES:
        return this.#take(4);
    }
    throw new FormatError(`Expected a field of a known type but found type ${type}`);
  }

  #take(count: number): Uint8Array {
    const left = this.#bytes.length - this.#at;
    if (count >= 0 && count <= left) return this.#bytes.subarray(this.#at, this.#at += count);
    throw new FormatError(`Expected ${count} more bytes but found ${left}`);
  }
}
