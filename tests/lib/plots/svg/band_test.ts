import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { Extent, Lines } from "../../../../lib/plots/chart.ts";
import { drawSvg } from "../../../../lib/plots/draw_svg.ts";
import { clipPolygon } from "../../../../lib/plots/svg/band.ts";
import type { Point } from "../../../../lib/plots/svg/visible_line.ts";
import { line, lineChart } from "../charts.ts";
import { type SvgElement, svgElements } from "../svg_elements.ts";

/** The places of a chart's tick labels in pixels: across for the first axis, down for the second. */
function tick(elements: readonly SvgElement[], label: string, anchor: "middle" | "end"): number {
  const found = elements.find(({ text, attributes }) =>
    text === label && attributes.get("text-anchor") === anchor
  );
  return Number(found?.attributes.get(anchor === "middle" ? "x" : "y"));
}

/** The corners of the bands of a chart, path by path, and the elements of the chart. */
function drawn(band: readonly Extent[], more: Partial<Lines> = {}) {
  const elements = svgElements(drawSvg({ ...lineChart([{ ...line, band }]), ...more }));
  const paths = elements.filter(({ attributes }) => attributes.has("fill-opacity"));
  const polygons = paths.flatMap(({ attributes }) =>
    Array.from(
      (attributes.get("d") ?? "").matchAll(/M([^Z]*)Z/g),
      ([_, corners]) => corners.split("L").map((corner) => corner.split(" ").map(Number)),
    )
  );
  return { elements, paths, polygons };
}

Deno.test("a band reaches from its lower to its upper end, in the colour of its line", () => {
  const { elements, paths, polygons } = drawn([[0, 0.2, 0.4], [10, 0.6, 1]]);
  assertEquals(paths.map(({ attributes }) => attributes.get("fill")), ["#0072b2"]);
  const [left, right] = [tick(elements, "0", "middle"), tick(elements, "10", "middle")];
  const [bottom, top] = [tick(elements, "0", "end"), tick(elements, "1", "end")];
  const down = (share: number) => bottom + share * (top - bottom);
  const expected = [[left, down(0.4)], [right, down(1)], [right, down(0.6)], [left, down(0.2)]];
  assertEquals(polygons.length, 1);
  polygons[0].forEach((corner, i) => {
    assertAlmostEquals(corner[0], expected[i][0], 0.11);
    assertAlmostEquals(corner[1], expected[i][1], 0.11);
  });
});

Deno.test("a band is below the line, and an axis without a range has room for it", () => {
  const { elements } = drawn([[0, 0, 5], [10, 0, 5]], { y: { label: "cost" } });
  assert(Number.isFinite(tick(elements, "5", "end")));
  const order = elements.filter(({ attributes }) =>
    attributes.has("fill-opacity") || attributes.get("stroke") === "#0072b2"
  ).map(({ attributes }) => attributes.has("fill-opacity") ? "band" : "line");
  // The first is the piece of the line in the legend.
  assertEquals(order, ["line", "band", "line"]);
});

Deno.test("a band ends at a logarithmic axis where that cannot show its lower end", () => {
  const y = { label: "cost", scale: "log", range: [0.01, 1] } as const;
  const { elements, polygons } = drawn([[0, -0.1, 0.1], [10, 0, 0.1]], { y });
  const bottom = tick(elements, "0.01", "end");
  assertEquals(polygons.length, 1);
  const lowest = Math.max(...polygons[0].map(([_, down]) => down));
  assertAlmostEquals(lowest, bottom, 0.11);
});

Deno.test("a band is broken where it is no number, and of a single x there is none", () => {
  const band: Extent[] = [[0, 0, 1], [2, 0, 1], [4, NaN, 1], [6, 0, 1], [8, 0, NaN], [9, 0, 1]];
  assertEquals(drawn(band).polygons.length, 1);
  assertEquals(drawn([...band, [10, 0, 1]]).polygons.length, 2);
  assertEquals(drawn([]).paths, []);
});

Deno.test("clipPolygon() cuts off what is outside", () => {
  const size = { width: 10, height: 4 };
  const inside: Point[] = [[1, 1], [9, 1], [9, 3]];
  assertEquals(clipPolygon(inside, size), inside);
  // A triangle with its tip above the rectangle: the lines to it cross the edge half way up.
  const cut = clipPolygon([[0, 2], [5, -2], [10, 2]], size);
  assertEquals(cut, [[0, 2], [2.5, 0], [7.5, 0], [10, 2]]);
  assertEquals(clipPolygon([[-5, 1], [-1, 1], [-1, 3]], size), []);
  assertEquals(clipPolygon([[-10, -10], [30, -10], [30, 30], [-10, 30]], size).length, 4);
});

Deno.test("the rest is thin lines without marks", () => {
  const chart = lineChart([{ ...line, role: "rest" }]);
  const elements = svgElements(drawSvg(chart));
  const strokes = elements.filter(({ attributes }) => attributes.has("stroke-linejoin"));
  assertEquals(strokes.map(({ attributes }) => attributes.get("stroke-width")), ["1", "1"]);
  assertEquals(strokes.map(({ attributes }) => attributes.get("stroke")), ["#c4cbd2", "#c4cbd2"]);
  assertEquals(elements.filter(({ name }) => name === "circle"), []);
});
