import { assertEquals } from "@std/assert";
import {
  bytesField,
  doubleField,
  doublesField,
  floatField,
  integerField,
  message,
  textField,
} from "../../../lib/formats/encode_protobuf.ts";
import { readMessage } from "../../tensorboard.ts";

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

Deno.test("message() has the bytes of the examples in the documentation of Protocol Buffers", () => {
  assertEquals(hex(message(integerField(1, 150))), "08 96 01");
  assertEquals(hex(message(textField(2, "testing"))), "12 07 74 65 73 74 69 6e 67");
  assertEquals(hex(message(bytesField(3, message(integerField(1, 150))))), "1a 03 08 96 01");
});

Deno.test("message() has numbers as IEEE 754 says, little-endian", () => {
  assertEquals(hex(doubleField(1, -2)), "09 00 00 00 00 00 00 00 c0");
  assertEquals(hex(floatField(2, 0.5)), "15 00 00 00 3f");
  assertEquals(
    hex(doublesField(6, [1, 2])),
    "32 10 00 00 00 00 00 00 f0 3f 00 00 00 00 00 00 00 40",
  );
  assertEquals(hex(doublesField(6, [])), "32 00");
});

Deno.test("integerField() writes what another reader reads, beyond 32 bits too", () => {
  for (const value of [0, 1, 127, 128, 16383, 16384, 2 ** 31, 2 ** 32 + 5, 2 ** 53 - 1]) {
    assertEquals(readMessage(message(integerField(2, value))), new Map([[2, [value]]]));
  }
  assertEquals(readMessage(message(integerField(16, 3))), new Map([[16, [3]]]));
});

Deno.test("textField() writes UTF-8", () => {
  assertEquals(hex(textField(1, "σ")), "0a 02 cf 83");
});

Deno.test("message() of nothing is empty", () => assertEquals(message(), new Uint8Array()));
