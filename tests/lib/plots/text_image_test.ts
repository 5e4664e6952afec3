import { assertEquals } from "@std/assert";
import { formatImageAsText, formatImageInColour } from "../../../lib/plots/text_image.ts";

Deno.test("formatImageAsText() joins two rows in a character", () => {
  const extents = { channels: 1, height: 4, width: 2 };
  const image = Uint8Array.of(255, 0, 255, 0, 255, 255, 0, 0);
  // The mean of black and white is in the middle of the ten shades, rounded up.
  assertEquals(formatImageAsText(image, extents), ["@ ", "++"]);
});

Deno.test("formatImageAsText() shows the last row of an odd height", () => {
  const extents = { channels: 1, height: 1, width: 3 };
  assertEquals(formatImageAsText(Uint8Array.of(0, 255, 28), extents), [" @."]);
});

Deno.test("formatImageAsText() shows colours by their luma", () => {
  const extents = { channels: 3, height: 1, width: 1 };
  // 0.587 of the way from the first to the last of ten shades is the sixth.
  assertEquals(formatImageAsText(Uint8Array.of(0, 255, 0), extents), ["+"]);
});

Deno.test("formatImageInColour() puts the upper pixel before the lower one", () => {
  const extents = { channels: 3, height: 2, width: 1 };
  const image = Uint8Array.of(1, 2, 3, 4, 5, 6);
  assertEquals(formatImageInColour(image, extents), [
    "\x1b[38;2;1;3;5m\x1b[48;2;2;4;6m▀\x1b[0m",
  ]);
});

Deno.test("formatImageInColour() leaves the background below an odd last row", () => {
  const extents = { channels: 1, height: 1, width: 1 };
  assertEquals(formatImageInColour(Uint8Array.of(9), extents), [
    "\x1b[38;2;9;9;9m\x1b[49m▀\x1b[0m",
  ]);
});
