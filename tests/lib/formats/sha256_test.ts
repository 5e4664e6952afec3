import { assertEquals } from "@std/assert";
import { sha256 } from "../../../lib/formats/sha256.ts";

Deno.test("sha256() is the digest of all parts together", async () => {
  // FIPS 180-4: the examples for no bytes and for "abc".
  const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assertEquals(await sha256(), empty);
  assertEquals(await sha256(Uint8Array.of(97), Uint8Array.of(), Uint8Array.of(98, 99)), abc);
});
