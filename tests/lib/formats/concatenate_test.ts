import { assertEquals } from "@std/assert";
import { concatenate } from "../../../lib/formats/concatenate.ts";

Deno.test("concatenate() copies parts behind one another", () => {
  const part = Uint8Array.of(1, 2, 3);
  const whole = concatenate([part.subarray(1), new Uint8Array(), part]);
  assertEquals(whole, Uint8Array.of(2, 3, 1, 2, 3));
  whole.fill(0);
  assertEquals(part, Uint8Array.of(1, 2, 3));
  assertEquals(concatenate([]), new Uint8Array());
});
