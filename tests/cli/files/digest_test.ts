import { assertEquals } from "@std/assert";
import { digestOf } from "../../../cli/files/digest.ts";

Deno.test("digestOf() is the SHA-256 digest of all parts together", async () => {
  // NIST, FIPS 180-2, appendix B.1 and B.2.
  const bytes = (text: string) => new TextEncoder().encode(text);
  assertEquals(
    await digestOf(bytes("a"), bytes(""), bytes("bc")),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  const all = bytes("xabcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopqx");
  assertEquals(
    await digestOf(all.subarray(1, 30), all.subarray(30, -1)),
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
});
