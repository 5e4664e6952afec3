import { assertEquals, assertThrows } from "@std/assert";
import {
  bytesField,
  doublesField,
  integerField,
  message,
  textField,
} from "../../../../lib/formats/encode_protobuf.ts";
import { FormatError } from "../../../../lib/formats/format_error.ts";
import { encodeOnnx } from "../../../../lib/formats/onnx/encode_onnx.ts";
import { int64Elements, type OnnxModel } from "../../../../lib/formats/onnx/onnx_model.ts";
import { parseOnnx } from "../../../../lib/formats/onnx/parse_onnx.ts";

const model: OnnxModel = {
  irVersion: 7,
  opset: 13,
  producer: { name: "someone", version: "1" },
  description: "what it is",
  metadata: new Map([["key", "value"]]),
  graph: {
    name: "graph",
    nodes: [{
      name: "node",
      operator: "Op",
      domain: "",
      inputs: ["x", "", "c"],
      outputs: ["y"],
      attributes: new Map([
        ["axis", { int: 1 }],
        ["alpha", { float: 0.5 }],
        ["scales", { floats: Float32Array.of(1.5, -2) }],
        ["mode", { text: "reflect" }],
        ["pads", { ints: [0, 1, 300] }],
        ["value", { tensor: { shape: [], data: Int32Array.of(-3) } }],
      ]),
      description: "a node",
    }],
    initializers: new Map([
      ["c", { shape: [2, 1], data: Float32Array.of(1.5, -2) }],
      ["d", { shape: [1], data: Float64Array.of(0.1) }],
      ["i", { shape: [2], data: BigInt64Array.of(-1n, 2n) }],
      ["b", { shape: [3], data: Uint8Array.of(1, 2, 3) }],
    ]),
    inputs: [{ name: "x", elementType: 2, shape: ["batch", 1, 28, 28], description: "pixels" }],
    outputs: [{ name: "y", elementType: 1, shape: undefined, description: "" }],
  },
};

/** A file with a graph of these fields. */
function fileWith(...graph: readonly Uint8Array[]): Uint8Array {
  const opset = message(textField(1, "ai.onnx"), integerField(2, 17));
  return message(integerField(1, 8), bytesField(8, opset), bytesField(7, message(...graph)));
}

/** A file with one tensor of these fields. */
function tensorFile(...fields: readonly Uint8Array[]): Uint8Array {
  return fileWith(bytesField(5, message(textField(8, "w"), ...fields)));
}

function tensorOf(...fields: readonly Uint8Array[]) {
  return parseOnnx(tensorFile(...fields)).graph.initializers.get("w");
}

Deno.test("parseOnnx() reads all that encodeOnnx() writes", () => {
  assertEquals(parseOnnx(encodeOnnx(model)), model);
});

Deno.test("parseOnnx() finds the opset of ONNX among those of others", () => {
  const other = message(textField(1, "ai.onnx.ml"), integerField(2, 2));
  const own = message(integerField(2, 15));
  const file = message(
    integerField(1, 8),
    bytesField(8, other),
    bytesField(8, own),
    bytesField(7, new Uint8Array()),
  );
  assertEquals(parseOnnx(file).opset, 15);
});

Deno.test("parseOnnx() reads elements from the field for their type, too", () => {
  const packed = bytesField(4, Uint8Array.of(0, 0, 128, 63, 0, 0, 0, 192));
  assertEquals(
    tensorOf(integerField(1, 2), integerField(2, 1), packed)?.data,
    Float32Array.of(1, -2),
  );
  assertEquals(
    tensorOf(integerField(1, 2), integerField(2, 11), doublesField(10, [0.1, 7]))?.data,
    Float64Array.of(0.1, 7),
  );
  assertEquals(
    tensorOf(
      bytesField(1, Uint8Array.of(1, 2)),
      integerField(2, 7),
      bytesField(7, Uint8Array.of(3, 4)),
    )
      ?.data,
    BigInt64Array.of(3n, 4n),
  );
  assertEquals(
    tensorOf(integerField(1, 1), integerField(2, 6), integerField(5, 9))?.data,
    Int32Array.of(9),
  );
  assertEquals(tensorOf(integerField(2, 9), integerField(5, 1))?.data, Uint8Array.of(1));
});

Deno.test("parseOnnx() refuses other tensors than it can hold", () => {
  const raw = bytesField(9, new Uint8Array(8));
  const huge = [integerField(1, 2 ** 40), integerField(1, 2 ** 40)];
  const cases: readonly (readonly [fields: readonly Uint8Array[], message: string])[] = [
    [
      [integerField(1, 3), integerField(2, 1), raw],
      'tensor "w" to have as many elements as [3] says but found 2',
    ],
    [
      [...huge, integerField(2, 1), raw],
      "as many elements as [1099511627776, 1099511627776] says but found 2",
    ],
    [[integerField(1, 2), integerField(2, 10), raw], "bool (1, 2, 6, 7, 9, 11) but found type 10"],
    [[integerField(1, 2), raw], "but found type undefined"],
    [
      [integerField(1, 2), integerField(2, 1), bytesField(9, new Uint8Array(7))],
      'Expected elements of 4 bytes in tensor "w" but found 7 bytes',
    ],
    [
      [integerField(1, 2), integerField(2, 1), integerField(14, 1)],
      'Expected the elements of tensor "w" in the file itself but found them in another',
    ],
    [[
      integerField(1, 2),
      integerField(2, 1),
      bytesField(13, message(textField(1, "location"), textField(2, "/etc/passwd"))),
    ], "in the file itself"],
  ];
  for (const [fields, message] of cases) {
    assertThrows(() => parseOnnx(tensorFile(...fields)), FormatError, message);
  }
});

Deno.test("parseOnnx() refuses what is no ONNX file", () => {
  const cases: readonly (readonly [file: Uint8Array, message: string])[] = [
    [
      new Uint8Array(),
      "Expected an ONNX file, with its version and a graph, but found a file without",
    ],
    [new TextEncoder().encode("hello, world"), "Expected an ONNX file: Expected"],
    [
      message(integerField(1, 8), bytesField(7, new Uint8Array())),
      "Expected an opset of ONNX but found none",
    ],
    [fileWith(bytesField(15, new Uint8Array())), "Expected no sparse tensors but found some"],
  ];
  for (const [file, message] of cases) assertThrows(() => parseOnnx(file), FormatError, message);
});

Deno.test("parseOnnx() refuses a file wherever it is cut off", () => {
  const file = encodeOnnx({ ...model, metadata: new Map() });
  for (let length = 0; length < file.length; length++) {
    assertThrows(() => parseOnnx(file.subarray(0, length)), FormatError);
  }
});

Deno.test("parseOnnx() keeps the largest integer the largest, in a field of its own as in bytes", () => {
  // 2⁶³ - 1, "to the end", as a varint and in 8 bytes.
  const varint = [...new Array<number>(8).fill(0xff), 0x7f];
  const largest = 2n ** 63n - 1n;
  const head = [integerField(1, 1), integerField(2, 7)] as const;
  assertEquals(
    tensorOf(...head, bytesField(7, Uint8Array.from(varint)))?.data,
    BigInt64Array.of(largest),
  );
  const bytes = new Uint8Array(BigInt64Array.of(largest).buffer);
  assertEquals(tensorOf(...head, bytesField(9, bytes))?.data, BigInt64Array.of(largest));
  assertEquals(
    int64Elements([2 ** 63, -(2 ** 63), 7]),
    BigInt64Array.of(largest, -(2n ** 63n), 7n),
  );
});
