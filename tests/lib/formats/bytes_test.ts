import { assertEquals } from "@std/assert";
import { concatenate, sha256 } from "../../../lib/formats/bytes.ts";

Deno.test("concatenate() copies parts behind one another", () => {
  const part = Uint8Array.of(1, 2, 3);
  const whole = concatenate([part.subarray(1), new Uint8Array(), part]);
  assertEquals(whole, Uint8Array.of(2, 3, 1, 2, 3));
  whole.fill(0);
  assertEquals(part, Uint8Array.of(1, 2, 3));
  assertEquals(concatenate([]), new Uint8Array());
});

Deno.test("sha256() is the digest of all parts together", async () => {
  // FIPS 180-4: the examples for no bytes and for "abc".
  const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assertEquals(await sha256(), empty);
  assertEquals(await sha256(Uint8Array.of(97), Uint8Array.of(), Uint8Array.of(98, 99)), abc);
});
