import { assert, assertEquals } from "@std/assert";
import { ClassSamples } from "../../../lib/data/samples.ts";
import { drawSvg } from "../../../lib/plots/draw_svg.ts";
import { scatterPlot } from "../../../lib/plots/scatter.ts";

const caption = { id: "points", title: "Points" };

Deno.test("scatterPlot() has the points of each class below the other lines", () => {
  const samples = ClassSamples.of([[0, 1], [2, 3], [4, 5]], ["b", "a", "b"], ["width", "height"]);
  const line = { name: "line", points: [[0, 0]], role: "model" } as const;
  const { lines, x, y } = scatterPlot(samples, caption, [line]);
  assertEquals(lines, [
    { name: "a", points: [[2, 3]], role: "class", shape: "points" },
    { name: "b", points: [[0, 1], [4, 5]], role: "class", shape: "points" },
    line,
  ]);
  assertEquals([x, y], [
    { label: "width", range: [-0.4, 4.4] },
    { label: "height", range: [0.6, 5.4] },
  ]);
});

Deno.test("scatterPlot() shows every n-th of many points, of all classes", () => {
  const rows = Array.from({ length: 5000 }, (_, i) => [i, 0]);
  const samples = ClassSamples.of(rows, rows.map(([i]) => i < 2500 ? "a" : "b"));
  const { lines } = scatterPlot(samples, caption, []);
  assertEquals(lines.map(({ points }) => points.length), [500, 500]);
  assert(lines[0].points.every(([x]) => x % 5 === 0));
});

Deno.test("scatterPlot() has nine classes and the rest where there are more than ten", () => {
  // Of classes 0 to 11, all but 2, 5 and 7 have two samples.
  const classes = [...Array(12).keys()].flatMap((c) => [2, 5, 7].includes(c) ? [c] : [c, c]);
  const samples = ClassSamples.of(classes.map((c, i) => [i, c]), classes);
  const { lines } = scatterPlot(samples, caption, []);
  assertEquals(lines.map(({ name, role }) => `${name}: ${role}`), [
    ...[0, 1, 3, 4, 6, 8, 9, 10, 11].map((c) => `${c}: class`),
    "3 other classes: rest",
  ]);
  assertEquals(lines[2].points, [[5, 3], [6, 3]]);
  // Before class 2 there are four samples, before class 5 nine, and before class 7 twelve.
  assertEquals(lines[9].points, [[4, 2], [9, 5], [12, 7]]);
});

Deno.test("scatterPlot() of a thousand classes is no higher than that of two", () => {
  const rows = Array.from({ length: 1000 }, (_, i) => [i, i % 7]);
  const heightWith = (classes: number) => {
    const samples = ClassSamples.of(rows, rows.map(([i]) => i % classes));
    return drawSvg(scatterPlot(samples, caption, [])).match(/ height="(\d+)"/)?.[1];
  };
  assertEquals(heightWith(1000), heightWith(2));
});
