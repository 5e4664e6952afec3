import { assertEquals } from "@std/assert";
import { whyNotADigit } from "../lib/data/pictures/why_not_a_digit.ts";
import { firstTestDigits } from "./mnist.ts";

const extents = { channels: 1, height: 28, width: 28 };

function draw(isInk: (x: number, y: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 784 }, (_, i) => isInk(i % 28, Math.floor(i / 28)) ? 255 : 0);
}

Deno.test("whyNotADigit() has nothing against MNIST's digits, nor against a bar that may be a 1", () => {
  for (const { pixels } of firstTestDigits(1000)) {
    assertEquals(whyNotADigit(pixels, extents), undefined);
  }
  assertEquals(
    whyNotADigit(draw((x, y) => x > 11 && x < 15 && y > 3 && y < 24), extents),
    undefined,
  );
});

Deno.test("whyNotADigit() knows dashes, blocks and nets", () => {
  const isWithin = (x: number, y: number) => x >= 4 && x < 24 && y >= 4 && y < 24;
  const dash = draw((x, y) => x >= 4 && x < 24 && y >= 12 && y < 15);
  assertEquals(whyNotADigit(dash, extents), "a digit is not as wide for its height");
  assertEquals(whyNotADigit(draw(isWithin), extents), "a digit does not fill its place");
  // Three bars each way, three pixels apart: four holes within.
  const net = draw((x, y) =>
    isWithin(x, y) && [x, y].some((i) => [4, 5, 12, 13, 22, 23].includes(i))
  );
  assertEquals(whyNotADigit(net, extents), "a digit does not have 4 holes");
});
