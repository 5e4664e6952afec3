import { assertEquals } from "@std/assert";
import { crc32 as crc32OfZlib } from "node:zlib";
import { crc32 } from "../../../lib/formats/crc.ts";

Deno.test("crc32() agrees with zlib", () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, i) => i * i);
  for (const length of [0, 1, 2, 255, 300]) {
    assertEquals(crc32(bytes.subarray(0, length)), crc32OfZlib(bytes.subarray(0, length)));
  }
});
