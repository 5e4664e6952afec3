import { assertAlmostEquals, assertEquals } from "@std/assert";
import { drawSvg } from "../../../lib/plots/draw_svg.ts";
import { errorHeatMap, errorOverKey } from "../../../lib/plots/error_over_key.ts";
import { svgElements } from "./svg_elements.ts";

Deno.test("errorOverKey() has the values in order, with mean and deviation of repeated trainings", () => {
  const errors = new Map([[30, [0.1]], [10, [0.2, 0.4]], [20, [0.25]]]);
  const chart = errorOverKey("hidden_size", [{ name: "test", role: "test", errors }]);
  assertEquals(chart.id, "error-over-hidden-size");
  assertEquals(chart.x, { label: "hidden_size", scale: "linear" });
  const [{ points, band = [] }] = chart.lines;
  assertEquals(points.map(([x]) => x), [10, 20, 30]);
  points.forEach(([_, y], i) => assertAlmostEquals(y, [30, 25, 10][i], 1e-12));
  // Of 20 % and 40 %, the deviation is √(2 · 10²) percentage points; of one value there is none.
  assertAlmostEquals(band[0][2] - band[0][1], 2 * Math.sqrt(200), 1e-12);
  assertEquals(band[1][2] - band[1][1], 0);
});

Deno.test("errorOverKey() keeps bands where there can be values", () => {
  // Means of 25, 75 and 50 %, deviations of 50 / √2 % = 35.4 %, and of 100 / √2 %.
  const errors = new Map([[1, [0, 0.5]], [2, [0.5, 1]], [3, [0, 1]]]);
  const [{ band = [] }] = errorOverKey("l1", [{ name: "a", role: "class", errors }]).lines;
  assertEquals(band.map(([_, low]) => Math.round(low)), [0, 40, 0]);
  assertEquals(band.map(([_low, _high, high]) => Math.round(high)), [60, 100, 100]);
  const costs = errorOverKey("l1", [{ name: "a", role: "class", errors }], "cost").lines[0].band;
  assertAlmostEquals(costs?.[2][2] ?? NaN, 0.5 + Math.SQRT1_2, 1e-12);
  assertEquals(costs?.[2][1], 0);
});

Deno.test("errorOverKey() without repetitions has no band", () => {
  const errors = new Map([[1, [0.5]], [2, [0.25]]]);
  assertEquals(errorOverKey("l1", [{ name: "a", role: "class", errors }]).lines[0].band, []);
});

Deno.test("errorOverKey() of costs is in their own unit", () => {
  const errors = new Map([[1, [0.5]], [2, [0.25, 0.75]]]);
  const chart = errorOverKey("l1", [{ name: "test", role: "test", errors }], "cost");
  assertEquals([chart.id, chart.title, chart.y.label], ["cost-over-l1", "Cost over l1", "cost"]);
  assertEquals(chart.lines[0].points, [[1, 0.5], [2, 0.5]]);
  assertEquals(chart.description, "test: 0.5 at 1, 0.5 at 2.");
});

Deno.test("errorOverKey() shows the error at zero as a level where the axis is logarithmic", () => {
  const errors = new Map([[0, [0.04]], [0.001, [0.03]], [0.01, [0.02]], [0.1, [0.25]]]);
  const chart = errorOverKey("l2", [{ name: "test", role: "test", errors }]);
  assertEquals(chart.x.scale, "log");
  assertEquals(chart.lines.map(({ name }) => name), ["test", "test, l2 0"]);
  assertEquals(chart.lines[0].points, [[0.001, 3], [0.01, 2], [0.1, 25]]);
  assertEquals(chart.lines[1].points, [[0.001, 4], [0.1, 4]]);
  const dashes = svgElements(drawSvg(chart))
    .filter(({ attributes }) => attributes.get("stroke") === "#009e73")
    .map(({ attributes }) => attributes.has("stroke-dasharray"));
  assertEquals(dashes, [false, true, false, true]);
});

Deno.test("errorHeatMap() colours by the distance to the smallest error, and leaves gaps", () => {
  const grid = { rowKey: "a_b", columnKey: "c", rows: ["1", "2"], columns: ["x", "y"] };
  const chart = errorHeatMap({ ...grid, errors: [[0.0625, 0.125], [NaN, 0.5]] });
  assertEquals(chart.id, "error-over-a-b-and-c");
  assertEquals(chart.values, [[0, 6.25], [NaN, 43.75]]);
  assertEquals(chart.texts, [["6.25", "12.50"], ["", "50.00"]]);
  const costs = errorHeatMap({ ...grid, errors: [[0.0625, 2], [NaN, 0.5]] }, "cost");
  assertEquals([costs.id, costs.title], ["cost-over-a-b-and-c", "Cost over a_b and c"]);
  assertEquals(costs.values, [[0, 1.9375], [NaN, 0.4375]]);
  assertEquals(costs.texts, [["0.0625", "2"], ["", "0.5"]]);
  const none = errorHeatMap({ ...grid, errors: [[NaN, NaN], [NaN, NaN]] });
  assertEquals(none.values.flat().every(Number.isNaN), true);
});
