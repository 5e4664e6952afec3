import { assertEquals } from "@std/assert";
import { crc32c, maskedCrc32c } from "../../../../lib/formats/tensorboard/crc32c.ts";
import { Random } from "../../../../lib/random.ts";
import { crcBitByBit } from "../../../tensorboard.ts";

Deno.test("crc32c() gives the values of RFC 3720, B.4", () => {
  assertEquals(crc32c(new Uint8Array(32)), 0x8a9136aa);
  assertEquals(crc32c(new Uint8Array(32).fill(0xff)), 0x62a8ab43);
  assertEquals(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e);
  assertEquals(crc32c(Uint8Array.from({ length: 32 }, (_, i) => 31 - i)), 0x113fdb5c);
});

Deno.test("crc32c() of nothing is 0", () => assertEquals(crc32c(new Uint8Array()), 0));

Deno.test("crc32c() agrees with a division bit by bit", () => {
  const random = new Random(1);
  for (let length = 1; length < 40; length += 3) {
    const bytes = Uint8Array.from({ length }, () => random.integer(256));
    assertEquals(crc32c(bytes), crcBitByBit(bytes));
  }
});

Deno.test("maskedCrc32c() rotates by 15 bits and adds a constant", () => {
  // CRC e3069283: its upper 17 bits are 1c60d, its lower 15 bits 1283; 2507c60d + a282ead8.
  assertEquals(maskedCrc32c(new TextEncoder().encode("123456789")), 0xc78ab0e5);
  assertEquals(maskedCrc32c(new Uint8Array()), 0xa282ead8);
});
