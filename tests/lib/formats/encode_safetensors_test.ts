import { assertEquals, assertThrows } from "@std/assert";
import { encodeSafetensors } from "../../../lib/formats/encode_safetensors.ts";
import { parseSafetensors } from "../../../lib/formats/parse_safetensors.ts";
import type { Tensor } from "../../../lib/formats/safetensors.ts";

const noMetadata = new Map<string, string>();

Deno.test("encodeSafetensors() writes the bytes that the format describes", () => {
  const tensors = new Map([["b", { shape: [2], data: Float32Array.of(1, -2) }]]);
  const header = '{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}' + "  ";
  assertEquals(
    encodeSafetensors({ tensors, metadata: noMetadata }),
    Uint8Array.of(
      ...[56, 0, 0, 0, 0, 0, 0, 0],
      ...new TextEncoder().encode(header),
      // 1 and -2 as 32-bit floating-point numbers.
      ...[0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0],
    ),
  );
});

Deno.test("encodeSafetensors() writes larger elements first, and only the part that a view shows", () => {
  const whole = Float64Array.of(7, 8, 9);
  const bytes = encodeSafetensors({
    tensors: new Map<string, Tensor>([
      ["bytes", { shape: [3], data: Uint8Array.of(1, 2, 3) }],
      ["view", { shape: [1, 1], data: whole.subarray(1, 2) }],
    ]),
    metadata: noMetadata,
  });
  assertEquals(bytes.subarray(-11), Uint8Array.of(0, 0, 0, 0, 0, 0, 0x20, 0x40, 1, 2, 3));
  assertEquals((bytes.length - 11) % 8, 0);
});

Deno.test("encodeSafetensors() refuses a tensor that does not fill its shape", () => {
  const tensors = new Map([["b", { shape: [2, 3], data: new Float64Array(5) }]]);
  assertThrows(
    () => encodeSafetensors({ tensors, metadata: noMetadata }),
    RangeError,
    'Expected 6 elements for the shape [2,3] of tensor "b" but found 5',
  );
});

Deno.test("encodeSafetensors() refuses the name of the metadata for a tensor", () => {
  const tensors = new Map([["__metadata__", { shape: [], data: new Float64Array(1) }]]);
  assertThrows(
    () => encodeSafetensors({ tensors, metadata: noMetadata }),
    RangeError,
    "__metadata__",
  );
});

Deno.test("encodeSafetensors() refuses what parseSafetensors() would refuse", () => {
  const tensors = new Map([["b", { shape: [0.5, 2], data: new Float64Array(1) }]]);
  assertThrows(() => encodeSafetensors({ tensors, metadata: noMetadata }), RangeError, "[0.5,2]");
  // With {"__metadata__":{"text":""}} around it and filled up to a multiple of 8, 10 000 000 bytes.
  const longest = "a".repeat(10_000_000 - 28);
  const encode = (text: string) =>
    encodeSafetensors({ tensors: new Map(), metadata: new Map([["text", text]]) });
  assertEquals(parseSafetensors(encode(longest)).metadata.get("text")?.length, longest.length);
  assertThrows(
    () => encode(longest + "a"),
    RangeError,
    "Expected a safetensors header of at most 10000000 bytes but found 10000008",
  );
});
