import { concatenate } from "./bytes.ts";

// How the value of a field is written: the lowest three bits of its key.
const VARINT = 0;
const EIGHT_BYTES = 1;
const LENGTH_DELIMITED = 2;
const FOUR_BYTES = 5;

/**
 * A message of Protocol Buffers: its fields behind one another, each a key and a value.
 *
 * Source: Protocol Buffers documentation, "Encoding".
 *
 * @example
 * ```ts
 * import { bytesField, integerField, message } from "./encode_protobuf.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   message(integerField(1, 150), bytesField(2, message(integerField(1, 1)))),
 *   Uint8Array.of(0x08, 0x96, 0x01, 0x12, 0x02, 0x08, 0x01),
 * );
 * ```
 */
export function message(...fields: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concatenate(fields);
}

/** A field of type `int32` or `int64`: a safe integer of 0 or more, seven bits to a byte. */
export function integerField(number: number, value: number): Uint8Array {
  return concatenate([key(number, VARINT), varint(value)]);
}

/** A field of type `double`. */
export function doubleField(number: number, value: number): Uint8Array {
  return concatenate([key(number, EIGHT_BYTES), littleEndian([value])]);
}

/** A field of type `float`. */
export function floatField(number: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return concatenate([key(number, FOUR_BYTES), bytes]);
}

/** A field of type `bytes`, or one that is a message itself. */
export function bytesField(number: number, value: Uint8Array): Uint8Array {
  return concatenate([key(number, LENGTH_DELIMITED), varint(value.length), value]);
}

/** A field of type `string`. */
export function textField(number: number, value: string): Uint8Array {
  return bytesField(number, new TextEncoder().encode(value));
}

/** A packed field of type `repeated double`. */
export function doublesField(number: number, values: readonly number[]): Uint8Array {
  return bytesField(number, littleEndian(values));
}

function key(number: number, type: number): Uint8Array {
  return varint(8 * number + type);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  // Without shifts, which would cut integers to 32 bits.
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + rest % 128);
  return Uint8Array.of(...bytes, rest);
}

function littleEndian(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setFloat64(8 * i, value, true));
  return bytes;
}
