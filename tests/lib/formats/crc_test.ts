import { assertEquals } from "@std/assert";
import { crc32 } from "node:zlib";
import { crc } from "../../../lib/formats/crc.ts";

Deno.test("crc() of the polynomial of CRC-32 agrees with zlib", () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, i) => i * i);
  for (const length of [0, 1, 2, 255, 300]) {
    assertEquals(crc(0xedb88320)(bytes.subarray(0, length)), crc32(bytes.subarray(0, length)));
  }
});
