import { assert, assertEquals } from "@std/assert";
import { ClassSamples } from "../../../lib/data/samples.ts";
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
