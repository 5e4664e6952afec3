import { assertEquals } from "@std/assert";
import { decode } from "fast-png";
import { encodeColourPng, encodeGreyPng } from "../../../lib/formats/encode_png.ts";

Deno.test("encodeGreyPng() writes what another library reads", () => {
  const pixels = Uint8Array.from({ length: 5 * 3 }, (_, i) => 17 * i);
  const found = decode(encodeGreyPng({ width: 5, height: 3, pixels }), { checkCrc: true });
  assertEquals([found.width, found.height, found.channels, found.depth], [5, 3, 1, 8]);
  assertEquals(found.data, pixels);
});

Deno.test("encodeColourPng() writes what another library reads", () => {
  const pixels = Uint8Array.from({ length: 3 * 2 * 300 }, (_, i) => 7 * i);
  const found = decode(encodeColourPng({ width: 2, height: 300, pixels }), { checkCrc: true });
  assertEquals([found.width, found.height, found.channels, found.depth], [2, 300, 3, 8]);
  assertEquals(found.data, pixels);
});
