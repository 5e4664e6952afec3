import {
  assertEquals,
  assertGreater,
  assertNotEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { encodeSafetensors } from "../../../lib/formats/encode_safetensors.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { parseSafetensors } from "../../../lib/formats/parse_safetensors.ts";
import type { Tensor } from "../../../lib/formats/safetensors.ts";
import { mutationsOf } from "../../mutations.ts";

/** A file with a header, written as it is, and so many bytes of data: 0, 1, 2 and so on. */
function file(header: string, dataLength: number): Uint8Array {
  const json = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + json.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(Uint8Array.from({ length: dataLength }, (_, i) => i), 8 + json.length);
  return bytes;
}

function withLength(length: bigint): Uint8Array {
  const bytes = file("{}", 0);
  new DataView(bytes.buffer).setBigUint64(0, length, true);
  return bytes;
}

/** The header's text for one tensor of bytes. */
function tensor(name: string, start: number, end: number): string {
  return `"${name}":{"dtype":"U8","shape":[${end - start}],"data_offsets":[${start},${end}]}`;
}

Deno.test("parseSafetensors() reads what encodeSafetensors() writes", () => {
  const tensors = new Map<string, Tensor>([
    ["w", { shape: [2, 2], data: Float64Array.of(0.1, -2, NaN, Infinity) }],
    ["n", { shape: [], data: BigInt64Array.of(-3n) }],
    ["b", { shape: [2], data: Float32Array.of(0.5, -0.25) }],
    ["i", { shape: [1], data: Int32Array.of(-7) }],
    ["u", { shape: [1], data: Uint32Array.of(4294967295) }],
    ["e", { shape: [0, 4], data: new Float32Array() }],
    ["p", { shape: [1, 3], data: Uint8Array.of(0, 128, 255) }],
  ]);
  const metadata = new Map([["layers", "dense 2"], ["__proto__", "ü\n"]]);
  const parsed = parseSafetensors(encodeSafetensors({ tensors, metadata }));
  assertEquals([...parsed.tensors].sort(), [...tensors].sort());
  assertEquals(parsed.metadata, metadata);
});

Deno.test("parseSafetensors() reads a file without tensors and metadata", () => {
  assertEquals(parseSafetensors(file("{}", 0)), { tensors: new Map(), metadata: new Map() });
});

Deno.test("parseSafetensors() reads tensors in any order", () => {
  const bytes = file(`{${tensor("late", 2, 5)},${tensor("early", 0, 2)}}   `, 5);
  assertEquals(
    parseSafetensors(bytes).tensors,
    new Map([
      ["early", { shape: [2], data: Uint8Array.of(0, 1) }],
      ["late", { shape: [3], data: Uint8Array.of(2, 3, 4) }],
    ]),
  );
});

Deno.test("parseSafetensors() copies no aligned elements", () => {
  const tensors = new Map([["w", { shape: [2], data: Float64Array.of(1, 2) }]]);
  const bytes = encodeSafetensors({ tensors, metadata: new Map() });
  assertStrictEquals(parseSafetensors(bytes).tensors.get("w")?.data.buffer, bytes.buffer);
});

Deno.test("parseSafetensors() reads elements that are not aligned", () => {
  const tensors = new Map([["w", { shape: [2], data: Float64Array.of(1, -2.5) }]]);
  const bytes = encodeSafetensors({ tensors, metadata: new Map() });
  const shifted = Uint8Array.of(9, 9, 9, ...bytes).subarray(3);
  assertEquals(parseSafetensors(shifted).tensors, tensors);
});

const u8 = '"dtype":"U8"';
const malformed: readonly (readonly [string, Uint8Array, string])[] = [
  [
    "no bytes",
    new Uint8Array(),
    "header behind its length of 8 bytes but found the end at byte 0",
  ],
  ["half a length", new Uint8Array(7), "found the end at byte 7"],
  ["a header of 2^60 bytes", withLength(2n ** 60n), "found a length of 1152921504606846976"],
  ["a header of 2^64 - 1 bytes", withLength(2n ** 64n - 1n), "at most 10000000 bytes"],
  ["a truncated header", withLength(3n), "header up to byte 11 but found the end at byte 10"],
  ["a header of 0 bytes", withLength(0n), 'that begins with "{"'],
  ["half a JSON object", withLength(1n), "to be JSON"],
  ["a list as header", file("[]", 0), 'that begins with "{"'],
  ["space before the header", file(" {}", 0), 'that begins with "{"'],
  ["bytes that are not UTF-8", file("{}", 0).with(9, 0xff), "to be JSON"],
  ["more than an object", file("{} {}", 0), "to be JSON"],
  ["deep nesting", file('{"a":{"b":[[1]]}}', 0), "header of at most 3 levels but found more"],
  ["a name twice", file(`{${tensor("a", 0, 1)},${tensor("a", 0, 1)}}`, 1), 'found "a" twice'],
  ["metadata twice", file('{"__metadata__":{},"__metadata__":{}}', 0), '"__metadata__" twice'],
  ["a list as metadata", file('{"__metadata__":[]}', 0), "metadata to be an object"],
  ["a number in the metadata", file('{"__metadata__":{"n":1}}', 0), 'another value "n"'],
  ["a tensor that is no object", file('{"a":null}', 0), 'tensor "a" to be described by an object'],
  ["no type", file('{"a":{"shape":[],"data_offsets":[0,1]}}', 1), "but found none"],
  [
    "an unknown type",
    file('{"a":{"dtype":"BF16","shape":[],"data_offsets":[0,2]}}', 2),
    'type of tensor "a" to be one of F64, F32, I64, I32, U32, U8 but found "BF16"',
  ],
  ["no shape", file(`{"a":{${u8},"data_offsets":[0,1]}}`, 1), 'shape of tensor "a"'],
  ["a negative extent", file(`{"a":{${u8},"shape":[-1],"data_offsets":[0,1]}}`, 1), "shape"],
  ["half an element", file(`{"a":{${u8},"shape":[0.5],"data_offsets":[0,1]}}`, 1), "shape"],
  ["an extent of 1e300", file(`{"a":{${u8},"shape":[1e300],"data_offsets":[0,1]}}`, 1), "shape"],
  ["one offset", file(`{"a":{${u8},"shape":[1],"data_offsets":[0]}}`, 1), "offsets"],
  [
    "offsets in the wrong order",
    file(`{"a":{${u8},"shape":[0],"data_offsets":[1,0]}}`, 1),
    "offsets",
  ],
  [
    "a shape of another size than the offsets",
    file(`{"a":{${u8},"shape":[3,2],"data_offsets":[0,5]}}`, 5),
    'Expected tensor "a" to take 6 bytes, U8 [3,2], but found 5',
  ],
  [
    "a shape whose product overflows",
    file(`{"a":{${u8},"shape":[4294967296,4294967296,4294967296],"data_offsets":[0,0]}}`, 0),
    "but found 0",
  ],
  [
    "tensors that overlap",
    file(`{${tensor("a", 0, 4)},${tensor("b", 2, 6)}}`, 6),
    'Expected tensor "b" at byte 4 of the data, where the one before it ends, but found it at byte 2',
  ],
  [
    "two names for the same bytes",
    file(`{${tensor("a", 0, 4)},${tensor("b", 0, 4)}}`, 4),
    "at byte 4",
  ],
  ["a hole between tensors", file(`{${tensor("a", 0, 2)},${tensor("b", 3, 6)}}`, 6), "at byte 2"],
  ["a hole before the tensors", file(`{${tensor("a", 1, 2)}}`, 2), "at byte 0"],
  ["trailing bytes", file(`{${tensor("a", 0, 2)}}`, 3), "Expected 2 bytes of tensors but found 3"],
  ["missing bytes", file(`{${tensor("a", 0, 4)}}`, 3), "Expected 4 bytes of tensors but found 3"],
  [
    "a tensor of 4 billion bytes in a short file",
    file(`{${tensor("a", 0, 4294967296)}}`, 3),
    "Expected 4294967296 bytes of tensors but found 3",
  ],
];

for (const [what, bytes, message] of malformed) {
  Deno.test(`parseSafetensors() refuses ${what}`, () => {
    assertThrows(() => parseSafetensors(bytes), FormatError, message);
  });
}

Deno.test("parseSafetensors() throws nothing but FormatError at damaged bytes", () => {
  const original = encodeSafetensors({
    tensors: new Map<string, Tensor>([
      ["w", { shape: [2, 1], data: Float64Array.of(1, 2) }],
      ["b", { shape: [3], data: Uint8Array.of(1, 2, 3) }],
    ]),
    metadata: new Map([["a", "b"]]),
  });
  let refused = 0;
  for (const bytes of mutationsOf(original, 5000)) {
    try {
      for (const { shape, data } of parseSafetensors(bytes).tensors.values()) {
        assertEquals(data.length, shape.reduce((size, extent) => size * extent, 1));
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw new Error(`at ${bytes}`, { cause: error });
      refused++;
    }
  }
  assertNotEquals(refused, 5000);
  assertGreater(refused, 1000);
});
