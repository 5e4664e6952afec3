/** The elements of a {@linkcode Tensor}; their type says how a file holds them. */
export type TensorElements =
  | Float64Array
  | Float32Array
  | BigInt64Array
  | Int32Array
  | Uint32Array
  | Uint8Array;

/** Whether elements are floating-point numbers. */
export function isFloating(data: TensorElements): data is Float64Array | Float32Array {
  return data instanceof Float64Array || data instanceof Float32Array;
}

/** An array of numbers with any number of dimensions. */
export interface Tensor {
  /** The extents, outermost first; none for a single number. */
  readonly shape: readonly number[];
  /** The elements, row-major: as many as the product of the extents. */
  readonly data: TensorElements;
}

/** What a safetensors file holds. */
export interface Safetensors {
  /** By name, in the order of the file. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Texts that describe them, by name. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** How the format calls a type of elements, and how they are made of bytes. */
export interface ElementType {
  readonly name: string;
  readonly constructor: TensorElementsConstructor;
}

interface TensorElementsConstructor {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): TensorElements;
  readonly BYTES_PER_ELEMENT: number;
}

/** The types of elements that this project reads and writes; the format has more. */
export const elementTypes: readonly ElementType[] = [
  { name: "F64", constructor: Float64Array },
  { name: "F32", constructor: Float32Array },
  { name: "I64", constructor: BigInt64Array },
  { name: "I32", constructor: Int32Array },
  { name: "U32", constructor: Uint32Array },
  { name: "U8", constructor: Uint8Array },
];

/** Where the header begins: behind its length, an unsigned 64-bit integer. */
export const HEADER_START = 8;
/**
 * Longer headers are refused. The format allows ten times as much, but what a program makes of a
 * header takes many times its length.
 */
export const LONGEST_HEADER = 10_000_000;
/** Every element lies at a multiple of its size if the data begins at a multiple of this. */
export const ALIGNMENT = 8;
/** The header's key for the metadata; no tensor can have that name. */
export const METADATA_KEY = "__metadata__";

/** Number of elements of a tensor of some shape. */
export function sizeOfTensor(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}
