import { assertAlmostEquals, assertEquals } from "@std/assert";
import { heightMap } from "../../../lib/plots/height_map.ts";
import { fieldOf } from "../../../lib/plots/plane.ts";
import { blue, coloursOf, darkBlue, red, white } from "./pixels.ts";

const plane = { x: [0, 15], y: [0, 1] } as const;

Deno.test("heightMap() has lines at equal distances of height", () => {
  const { lines: [{ points, name }] } = heightMap(fieldOf(plane, (x) => 100 + x, 5), "height");
  assertEquals(name, "height, from 100 to 115");
  const heights = points.filter(([x]) => !Number.isNaN(x)).map(([x]) => x);
  for (const x of heights) assertAlmostEquals(x, Math.round(x), 1e-9);
  assertEquals(new Set(heights.map(Math.round)).size, 14);
});

Deno.test("heightMap() is the darker the higher, and in two colours where there are two signs", () => {
  const groundOf = (f: (x: number) => number) => {
    const colours = coloursOf(heightMap(fieldOf(plane, f, 2), "height").ground);
    return [colours[0], colours[1], colours[2]];
  };
  const [low, , high] = groundOf((x) => 100 + x);
  assertEquals([low, high], [white, darkBlue]);
  assertEquals(groundOf((x) => x - 7.5), [blue, white, red]);
});

Deno.test("heightMap() of a level is white, without lines", () => {
  const { lines, ground } = heightMap(fieldOf(plane, () => 3, 1), "height");
  assertEquals(lines[0].points, []);
  assertEquals(coloursOf(ground), [white, white, white, white]);
});
