import { assertEquals, assertThrows } from "@std/assert";
import { encodeSafetensors } from "../../../lib/formats/encode_safetensors.ts";
import type { Tensor } from "../../../lib/formats/safetensors.ts";
import { hasPython, readWithPython } from "../../python_safetensors.ts";

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

Deno.test(
  "encodeSafetensors() writes what an independent reader reads",
  { ignore: !hasPython },
  async () => {
    const tensors = new Map<string, Tensor>([
      ["0.weight", { shape: [2, 2], data: Float64Array.of(0.1, -2, 3e300, 5e-324) }],
      ["0.bias", { shape: [2], data: Float32Array.of(0.5, -0.25) }],
      ["count", { shape: [], data: BigInt64Array.of(-3n) }],
      ["signed", { shape: [1], data: Int32Array.of(-7) }],
      ["unsigned", { shape: [1], data: Uint32Array.of(4294967295) }],
      ["umlaut ü", { shape: [1, 3], data: Uint8Array.of(0, 128, 255) }],
      ["empty", { shape: [0, 4], data: new Float32Array() }],
    ]);
    const metadata = new Map([["layers", "dense 2"], ["quote", '"\n']]);
    assertEquals(await readWithPython(encodeSafetensors({ tensors, metadata })), {
      metadata: { layers: "dense 2", quote: '"\n' },
      tensors: {
        "0.weight": { type: "F64", shape: [2, 2], values: [0.1, -2, 3e300, 5e-324] },
        "0.bias": { type: "F32", shape: [2], values: [0.5, -0.25] },
        count: { type: "I64", shape: [], values: [-3] },
        signed: { type: "I32", shape: [1], values: [-7] },
        unsigned: { type: "U32", shape: [1], values: [4294967295] },
        "umlaut ü": { type: "U8", shape: [1, 3], values: [0, 128, 255] },
        empty: { type: "F32", shape: [0, 4], values: [] },
      },
    });
  },
);
