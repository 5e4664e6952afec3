import { assert, assertEquals, assertGreater, assertGreaterOrEqual } from "@std/assert";
import {
  classColours,
  type Colour,
  divergingColour,
  roleColours,
  sequentialColour,
} from "../../../lib/plots/colours.ts";

const shares = Array.from({ length: 21 }, (_, i) => i / 20);

Deno.test("divergingColour() is white at zero, blue below and red above", () => {
  assertEquals(divergingColour(0), [255, 255, 255]);
  for (const share of shares.slice(1)) {
    const [red, , blue] = divergingColour(share);
    assertGreater(red, blue);
    const [red2, , blue2] = divergingColour(-share);
    assertGreater(blue2, red2);
  }
});

Deno.test("divergingColour() is as dark for a number as for its negative", () => {
  for (const share of shares) {
    const [light, other] = [divergingColour(share), divergingColour(-share)].map(lightness);
    assert(Math.abs(light - other) < 8, `${share}: ${light} and ${other}`);
  }
});

Deno.test("divergingColour() and sequentialColour() get darker evenly", () => {
  const scales = [divergingColour, (s: number) => divergingColour(-s), sequentialColour];
  for (const colourOf of scales) {
    const steps = shares.slice(1).map((share, i) =>
      lightness(colourOf(shares[i])) - lightness(colourOf(share))
    );
    // Twenty steps over a range of about 60 to 80: 3 to 4 each.
    assertGreater(Math.min(...steps), 1.5);
    assertGreater(6, Math.max(...steps));
  }
});

Deno.test("divergingColour() and sequentialColour() end at their limits", () => {
  assertEquals(divergingColour(7), divergingColour(1));
  assertEquals(divergingColour(-Infinity), divergingColour(-1));
  assertEquals(sequentialColour(-0.5), [255, 255, 255]);
  assertEquals(sequentialColour(1.5), sequentialColour(1));
});

Deno.test("divergingColour() and sequentialColour() show NaN in a grey that no number has", () => {
  const [red, green, blue] = divergingColour(NaN);
  assertEquals([green, blue], [red, red]);
  assertGreater(255, red);
  assertEquals(sequentialColour(NaN), divergingColour(NaN));
});

Deno.test("roleColours have a contrast of 3 or more to white, but for the rest", () => {
  const { rest, ...others } = roleColours;
  assertGreater(3, 1.05 / (luminance(rest) + 0.05));
  for (const colour of Object.values(others)) {
    assertGreaterOrEqual(1.05 / (luminance(colour) + 0.05), 3);
  }
});

Deno.test("classColours are ten different ones", () => {
  assertEquals(new Set(classColours.map((colour) => colour.join())).size, 10);
});

/** The relative luminance of WCAG 2, from 0 to 1. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The lightness L* of CIE 1976, from 0 to 100, of a colour that is not nearly black. */
function lightness(colour: Colour): number {
  return 116 * Math.cbrt(luminance(colour)) - 16;
}
