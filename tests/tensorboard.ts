/** What an event file of TensorBoard says in one event. */
export interface ReadEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly version?: string;
  readonly graph?: readonly ReadNode[];
  readonly values: readonly ReadValue[];
}

/** A value of an event. */
export interface ReadValue {
  readonly tag: string;
  readonly scalar?: number;
  readonly histogram?: ReadHistogram;
  readonly image?: { height: number; width: number; channels: number; png: Uint8Array };
  readonly plugin?: { name: string; content: Uint8Array };
  readonly tensor?: { type: number; extents: readonly number[]; values: readonly number[] };
}

/** A `NodeDef`. */
export interface ReadNode {
  readonly name: string;
  readonly operation: string;
  readonly inputs: readonly string[];
  readonly shape: readonly number[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** The fields of a `HistogramProto`. */
export interface ReadHistogram {
  readonly min: number;
  readonly max: number;
  readonly num: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly limits: readonly number[];
  readonly counts: readonly number[];
}

/** Reads an event file by the definitions of its formats, written without those of the library. */
export function readEvents(file: Uint8Array): ReadEvent[] {
  return readRecords(file).map(readEvent);
}

/** The contents of the records of a file. */
export function readRecords(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const contents: Uint8Array[] = [];
  let at = 0;
  while (at < file.length) {
    const length = view.getUint32(at, true);
    check(view.getUint32(at + 4, true), 0, "upper half of the length");
    check(view.getUint32(at + 8, true), mask(crcBitByBit(file.slice(at, at + 8))), "length");
    const content = file.slice(at + 12, at + 12 + length);
    check(view.getUint32(at + 12 + length, true), mask(crcBitByBit(content)), "content");
    contents.push(content);
    at += 16 + length;
  }
  check(at, file.length, "end of the file");
  return contents;
}

/** CRC-32C as a division of polynomials, the highest power first, without a table. */
export function crcBitByBit(bytes: Uint8Array): number {
  const reversed = (value: bigint, bits: number) =>
    BigInt(`0b${value.toString(2).padStart(bits, "0").split("").reverse().join("")}`);
  let remainder = 0xffffffffn;
  for (const byte of bytes) {
    remainder ^= reversed(BigInt(byte), 8) << 24n;
    for (let bit = 0; bit < 8; bit++) {
      remainder <<= 1n;
      if (remainder >> 32n) remainder ^= 0x11edc6f41n;
    }
  }
  return Number(reversed(remainder ^ 0xffffffffn, 32));
}

function mask(crc: number): number {
  const value = BigInt(crc);
  return Number(((value >> 15n) + (value % 2n ** 15n) * 2n ** 17n + 0xa282ead8n) % 2n ** 32n);
}

function check(found: number, expected: number, what: string): void {
  if (found !== expected) throw new Error(`${what}: expected ${expected} but found ${found}`);
}

/** The fields of a message: numbers of all kinds, or bytes, by the field's number. */
type Fields = ReadonlyMap<number, readonly (number | Uint8Array)[]>;

/** Reads a message of Protocol Buffers. */
export function readMessage(bytes: Uint8Array): Fields {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = new Map<number, (number | Uint8Array)[]>();
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n;; shift += 7n) {
      const byte = BigInt(view.getUint8(at++));
      value |= (byte & 0x7fn) << shift;
      if (byte < 0x80n) return Number(value);
    }
  };
  const take = (length: number) => {
    if (at + length > bytes.length) throw new Error(`A field of ${length} bytes is cut off`);
    at += length;
    return at - length;
  };
  const readers: Readonly<Record<number, () => number | Uint8Array>> = {
    0: varint,
    1: () => view.getFloat64(take(8), true),
    2: () => {
      const length = varint();
      const start = take(length);
      return bytes.slice(start, start + length);
    },
    5: () => view.getFloat32(take(4), true),
  };
  while (at < bytes.length) {
    const key = varint();
    const values = fields.get(Math.floor(key / 8)) ?? [];
    values.push(readers[key % 8]());
    fields.set(Math.floor(key / 8), values);
  }
  return fields;
}

function readEvent(bytes: Uint8Array): ReadEvent {
  const event = readMessage(bytes);
  const summary = event.has(5) ? readMessage(bytesIn(event, 5)) : undefined;
  return {
    wallTime: numberIn(event, 1),
    step: numberIn(event, 2),
    ...(event.has(3) && { version: textIn(event, 3) }),
    ...(event.has(4) && { graph: messagesIn(readMessage(bytesIn(event, 4)), 1).map(readNode) }),
    values: (summary?.get(1) ?? []).map((value) => readValue(readMessage(asBytes(value)))),
  };
}

function readValue(value: Fields): ReadValue {
  return {
    tag: textIn(value, 1),
    ...(value.has(2) && { scalar: numberIn(value, 2) }),
    ...(value.has(4) && { image: readImage(readMessage(bytesIn(value, 4))) }),
    ...(value.has(8) && { tensor: readTensor(readMessage(bytesIn(value, 8))) }),
    ...(value.has(9) && { plugin: readPlugin(readMessage(bytesIn(value, 9))) }),
    ...(value.has(5) && { histogram: readHistogram(readMessage(bytesIn(value, 5))) }),
  };
}

function readTensor(tensor: Fields) {
  const { buffer, byteOffset, length } = bytesIn(tensor, 4).slice();
  return {
    type: numberIn(tensor, 1),
    extents: readShape(readMessage(bytesIn(tensor, 2))),
    values: Array.from(new Float32Array(buffer, byteOffset, length / 4)),
  };
}

/** The extents of a `TensorShapeProto`. */
function readShape(shape: Fields): number[] {
  return messagesIn(shape, 2).map((extent) => numberIn(extent, 1));
}

function readPlugin(metadata: Fields) {
  const [plugin] = messagesIn(metadata, 1);
  return { name: textIn(plugin, 1), content: bytesIn(plugin, 2) };
}

function readNode(node: Fields): ReadNode {
  const attributes = messagesIn(node, 5).map((entry) =>
    [textIn(entry, 1), readMessage(bytesIn(entry, 2))] as const
  );
  const texts = attributes.filter(([_, value]) => value.has(2));
  const shapes = new Map(attributes).get("_output_shapes");
  const [shape] = shapes === undefined ? [] : messagesIn(readMessage(bytesIn(shapes, 1)), 7);
  return {
    name: textIn(node, 1),
    operation: textIn(node, 2),
    inputs: (node.get(3) ?? []).map((input) => new TextDecoder().decode(asBytes(input))),
    shape: readShape(shape),
    attributes: Object.fromEntries(texts.map(([key, value]) => [key, textIn(value, 2)])),
  };
}

/** The messages in a field that repeats. */
export function messagesIn(fields: Fields, number: number): Fields[] {
  return (fields.get(number) ?? []).map((value) => readMessage(asBytes(value)));
}

function readImage(image: Fields) {
  return {
    height: numberIn(image, 1),
    width: numberIn(image, 2),
    channels: numberIn(image, 3),
    png: bytesIn(image, 4),
  };
}

function readHistogram(histogram: Fields): ReadHistogram {
  return {
    min: numberIn(histogram, 1),
    max: numberIn(histogram, 2),
    num: numberIn(histogram, 3),
    sum: numberIn(histogram, 4),
    sumOfSquares: numberIn(histogram, 5),
    limits: Array.from(new Float64Array(bytesIn(histogram, 6).slice().buffer)),
    counts: Array.from(new Float64Array(bytesIn(histogram, 7).slice().buffer)),
  };
}

/** The first number in a field. */
export function numberIn(fields: Fields, number: number): number {
  const value = fields.get(number)?.[0];
  if (typeof value === "number") return value;
  throw new Error(`Field ${number} is no number`);
}

/** The first text in a field. */
export function textIn(fields: Fields, number: number): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytesIn(fields, number));
}

function bytesIn(fields: Fields, number: number): Uint8Array {
  return asBytes(fields.get(number)?.[0]);
}

function asBytes(value: number | Uint8Array | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error(`Expected bytes but found ${value}`);
}
