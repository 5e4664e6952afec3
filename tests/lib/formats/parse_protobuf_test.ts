import { assertEquals, assertThrows } from "@std/assert";
import {
  bytesField,
  doublesField,
  floatField,
  integerField,
  message,
  textField,
} from "../../../lib/formats/encode_protobuf.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { ProtobufMessage } from "../../../lib/formats/parse_protobuf.ts";

/** A message from its bytes in hexadecimal. */
function parse(hex: string): ProtobufMessage {
  return new ProtobufMessage(
    Uint8Array.from(hex.split(" ").filter(Boolean), (byte) => parseInt(byte, 16)),
  );
}

Deno.test("ProtobufMessage reads the examples in the documentation of Protocol Buffers", () => {
  assertEquals(parse("08 96 01").integer(1), 150);
  assertEquals(parse("12 07 74 65 73 74 69 6e 67").text(2), "testing");
  assertEquals(parse("1a 03 08 96 01").message(3)?.integer(1), 150);
  // Packed: repeated int32 f = 6.
  assertEquals(parse("32 06 03 8e 02 9e a7 05").integers(6), [3, 270, 86942]);
  // -2 as an int64 is its two's complement.
  assertEquals(parse("08 fe ff ff ff ff ff ff ff ff 01").integer(1), -2);
});

Deno.test("ProtobufMessage reads numbers, packed or not", () => {
  assertEquals(parse("0d 00 00 80 3f").float(1), 1);
  assertEquals(parse("0d 00 00 80 3f 0a 04 00 00 00 c0").floats(1), Float32Array.of(1, -2));
  assertEquals(parse("09 00 00 00 00 00 00 f0 3f").doubles(1), Float64Array.of(1));
  assertEquals(
    new ProtobufMessage(doublesField(2, [0.1, NaN])).doubles(2),
    Float64Array.of(0.1, NaN),
  );
  assertEquals(parse("08 01 08 02 0a 01 03").integers(1), [1, 2, 3]);
  assertEquals(parse("08 ff ff ff ff ff ff ff ff 7f").integer(1), 2 ** 63);
});

Deno.test("ProtobufMessage has the last of several values, and no others than are there", () => {
  const found = new ProtobufMessage(message(
    integerField(1, 1),
    integerField(1, 2),
    textField(2, "a"),
    textField(2, "ü"),
    floatField(3, 0.5),
    bytesField(4, Uint8Array.of(7)),
  ));
  assertEquals(found.integer(1), 2);
  assertEquals(found.texts(2), ["a", "ü"]);
  assertEquals(found.text(2), "ü");
  assertEquals(found.float(3), 0.5);
  assertEquals(found.bytes(4), Uint8Array.of(7));
  assertEquals([found.has(4), found.has(5)], [true, false]);
  assertEquals([found.integer(5), found.text(5), found.bytes(5), found.message(5)], [
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  assertEquals(new ProtobufMessage(new Uint8Array()).integers(1), []);
});

Deno.test("ProtobufMessage refuses what is cut off, or no message", () => {
  const cases: readonly (readonly [hex: string, message: string])[] = [
    ["08", "Expected 1 more bytes but found 0"],
    ["08 96", "Expected 1 more bytes but found 0"],
    ["12 07 74", "Expected 7 more bytes but found 1"],
    // A length of 2⁶³ - 1, and one below 0.
    ["12 ff ff ff ff ff ff ff ff 7f", "Expected 9223372036854776000 more bytes but found 0"],
    ["12 ff ff ff ff ff ff ff ff ff 01", "Expected -1 more bytes but found 0"],
    ["0d 00 00", "Expected 4 more bytes but found 2"],
    ["00 01", "Expected the number of a field but found 0"],
    ["0b", "Expected a field of a known type but found type 3"],
    [
      "08 ff ff ff ff ff ff ff ff ff ff 01",
      "Expected an integer of at most 10 bytes but found more",
    ],
  ];
  for (const [hex, message] of cases) assertThrows(() => parse(hex), FormatError, message);
});

Deno.test("ProtobufMessage refuses a field of another type when it is asked for", () => {
  const found = parse("08 01 12 01 ff 1a 01 80");
  assertThrows(
    () => found.text(1),
    FormatError,
    "Expected bytes in field 1 but found the integer 1",
  );
  assertThrows(() => found.text(2), FormatError, "Expected UTF-8 text in field 2");
  assertThrows(() => found.floats(2), FormatError, "Expected numbers of 4 bytes in field 2");
  assertThrows(() => found.integers(3), FormatError, "Expected 1 more bytes but found 0");
});

Deno.test("ProtobufMessage takes no memory for more fields than are allowed", () => {
  const many = new Uint8Array(2e6 + 2).map((_, i) => i % 2 === 0 ? 8 : 1);
  assertThrows(
    () => new ProtobufMessage(many),
    FormatError,
    "Expected fewer fields than a million",
  );
  const packed = new ProtobufMessage(bytesField(1, new Uint8Array(1e6 + 1)));
  assertThrows(() => packed.integers(1), FormatError, "Expected fewer fields than a million");
});
