import { assert, assertEquals, assertThrows } from "@std/assert";
import { drawSvg, showChart } from "../../../lib/plots/draw_svg.ts";
import type { Chart } from "../../../lib/plots/chart.ts";
import { heatMap, line, lineChart, panelChart, tileChart } from "./charts.ts";
import { svgElements } from "./svg_elements.ts";

const charts: readonly Chart[] = [
  lineChart([line]),
  heatMap([[1, 2], [3, 4]]),
  tileChart(["7 → 2, 99.8 %"]),
  panelChart([lineChart([line]), heatMap([[1]])]),
];

const emptyCharts: readonly Chart[] = [
  lineChart([]),
  lineChart([{ ...line, points: [] }]),
  lineChart([{ ...line, points: [[NaN, 1], [2, Infinity]] }]),
  heatMap([]),
  tileChart([]),
  panelChart([]),
];

/** Texts of a picture in the order in which they are drawn. */
function textsOf(svg: string): string[] {
  return svgElements(svg).filter(({ name }) => name === "text").map(({ text }) => text);
}

Deno.test("drawSvg() names and describes the picture", () => {
  for (const chart of charts) {
    const [svg, title, description] = svgElements(drawSvg(chart));
    assertEquals([svg.name, svg.attributes.get("role")], ["svg", "img"]);
    assertEquals([title.name, title.text], ["title", chart.title]);
    assertEquals([description.name, description.text], ["desc", chart.description]);
    assert(textsOf(drawSvg(chart)).includes(chart.title));
  }
});

Deno.test("drawSvg() escapes what is markup elsewhere", () => {
  const texts = textsOf(drawSvg(lineChart([{ ...line, name: `a < b & "c" > 'd'\u0000` }])));
  assert(texts.includes("Cost & more"));
  assert(texts.includes("over <ten> epochs"));
  assert(texts.includes(`a < b & "c" > 'd'\uFFFD`));
});

Deno.test("drawSvg() takes the width and makes room for what is higher", () => {
  for (const chart of charts) {
    const [{ attributes }] = svgElements(drawSvg(chart, { width: 400, height: 300 }));
    assertEquals(attributes.get("width"), "400");
    assertEquals(attributes.get("viewBox"), `0 0 400 ${attributes.get("height")}`);
  }
  const [lines] = svgElements(drawSvg(lineChart([line])));
  assertEquals([lines.attributes.get("width"), lines.attributes.get("height")], ["720", "440"]);
  const many = heatMap(Array.from({ length: 60 }, () => [1]));
  const [matrix] = svgElements(drawSvg(many));
  assert(Number(matrix.attributes.get("height")) > 60 * 15);
});

Deno.test("drawSvg() leaves out what would reach other pictures of a page", () => {
  for (const chart of charts) {
    for (const { name, attributes } of svgElements(drawSvg(chart))) {
      assertEquals([name === "style", attributes.has("id"), attributes.has("style")], [
        false,
        false,
        false,
      ]);
      const isKnown = ["chart", "paper", undefined].includes(attributes.get("class"));
      assert(isKnown, attributes.get("class"));
    }
  }
});

Deno.test("drawSvg() copes with all numbers and ranges that there are", () => {
  const values = [0, -1, 0.3, 1e-300, 1e300, -1e300, NaN];
  const pairs = values.flatMap((a) => values.map((b): [number, number] => [a, b]));
  for (const scale of ["linear", "log"] as const) {
    for (const range of [undefined, [1, 1]] as const) {
      for (const [a, b] of pairs) {
        const chart = lineChart([{ ...line, points: [[1, a], [2, b]] }]);
        const svg = drawSvg({ ...chart, x: { label: "x" }, y: { label: "y", scale, range } });
        assertEquals(svg.match(/NaN|Infinity|undefined/), null, `${scale} ${range}: ${a} ${b}`);
      }
    }
  }
});

Deno.test("drawSvg() says so when there is nothing to draw", () => {
  for (const chart of emptyCharts) {
    assert(textsOf(drawSvg(chart)).includes("no data"), JSON.stringify(chart));
  }
  for (const chart of charts) assertEquals(textsOf(drawSvg(chart)).includes("no data"), false);
});

Deno.test("drawSvg() refuses sizes in which nothing can be read", () => {
  for (const [width, height] of [[119, 100], [NaN, 100], [200, NaN], [200, Infinity]]) {
    assertThrows(
      () => drawSvg(charts[0], { width, height }),
      RangeError,
      `Expected a width of 120 pixels or more but found ${width} x ${height}`,
    );
  }
  for (const chart of [...charts, ...emptyCharts]) {
    const svg = drawSvg(chart, { width: 120, height: 0 });
    assertEquals(svg.match(/NaN|Infinity|undefined|(?:width|height)="-/), null, chart.id);
  }
});

Deno.test("showChart() shows a chart in a notebook, as a picture or as text", () => {
  const shown: object = showChart(charts[0], { width: 400, height: 300 });
  const display: unknown = Reflect.get(shown, Symbol.for("Jupyter.display"));
  assert(typeof display === "function");
  assertEquals(display.call(shown), {
    "image/svg+xml": drawSvg(charts[0], { width: 400, height: 300 }),
    "text/plain": 'Cost & more: The "cost" of each epoch',
  });
});
