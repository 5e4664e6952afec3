import { quote } from "./quote.ts";
import {
  ALIGNMENT,
  type ElementType,
  elementTypes,
  HEADER_START,
  LONGEST_HEADER,
  METADATA_KEY,
  type Safetensors,
  sizeOfTensor,
  type Tensor,
  type TensorElements,
} from "./safetensors.ts";

/**
 * Writes a safetensors file: the length of the header as 8 bytes, little-endian; the header, a JSON
 * object with type, shape and place of every tensor, filled up with spaces to a multiple of 8 bytes;
 * then the elements, little-endian. Larger elements go first, so that all of them are aligned.
 *
 * Source: the format's description at https://github.com/huggingface/safetensors.
 *
 * @example
 * ```ts
 * import { encodeSafetensors, parseSafetensors } from "@handwriting/mnist/formats";
 * import { assertEquals } from "@std/assert";
 *
 * const tensors = new Map([["bias", { shape: [2], data: Float32Array.of(0.5, -1) }]]);
 * const bytes = encodeSafetensors({ tensors, metadata: new Map([["epochs", "5"]]) });
 * assertEquals(parseSafetensors(bytes).tensors.get("bias")?.data, Float32Array.of(0.5, -1));
 * ```
 *
 * @throws {RangeError} If a tensor has more or fewer elements than its shape says, or the name that
 * is kept for the metadata; or if the header were so long that nobody would read it.
 */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array<ArrayBuffer> {
  const ordered = [...tensors].sort(([, a], [, b]) =>
    b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT
  );
  const header = encodeHeader(ordered, metadata);
  const size = ordered.reduce((sum, [, { data }]) => sum + data.byteLength, 0);
  const bytes = new Uint8Array(HEADER_START + header.length + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, HEADER_START);
  let end = HEADER_START + header.length;
  for (const [, { data }] of ordered) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), end);
    end += data.byteLength;
  }
  return bytes;
}

function encodeHeader(
  tensors: readonly (readonly [string, Tensor])[],
  metadata: ReadonlyMap<string, string>,
): Uint8Array {
  const entries: [string, unknown][] = [];
  if (metadata.size > 0) entries.push([METADATA_KEY, Object.fromEntries(metadata)]);
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    checkTensor(name, shape, data.length);
    const start = end;
    end += data.byteLength;
    entries.push([name, { dtype: typeOf(data).name, shape, data_offsets: [start, end] }]);
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const header = new Uint8Array(Math.ceil(json.length / ALIGNMENT) * ALIGNMENT).fill(0x20);
  if (header.length > LONGEST_HEADER) {
    throw new RangeError(
      `Expected a safetensors header of at most ${LONGEST_HEADER} bytes but found ${header.length}`,
    );
  }
  header.set(json);
  return header;
}

function checkTensor(name: string, shape: readonly number[], length: number): void {
  if (name === METADATA_KEY) {
    throw new RangeError(`Expected a tensor with another name but found ${METADATA_KEY}`);
  }
  if (!shape.every((extent) => Number.isSafeInteger(extent) && extent >= 0)) {
    throw new RangeError(
      `Expected the shape of tensor ${
        quote(name)
      } to be integers of 0 or more but found [${shape}]`,
    );
  }
  if (length !== sizeOfTensor(shape)) {
    throw new RangeError(
      `Expected ${sizeOfTensor(shape)} elements for the shape [${shape}] of tensor ` +
        `${quote(name)} but found ${length}`,
    );
  }
}

function typeOf(data: TensorElements): ElementType {
  const type = elementTypes.find(({ constructor }) => data instanceof constructor);
  if (type !== undefined) return type;
  const known = elementTypes.map(({ constructor }) => constructor.name).join(", ");
  throw new TypeError(`Expected elements in one of ${known} but found another type`);
}
