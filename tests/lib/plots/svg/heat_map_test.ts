import { assert, assertEquals } from "@std/assert";
import { drawSvg } from "../../../../lib/plots/draw_svg.ts";
import type { HeatMap } from "../../../../lib/plots/chart.ts";
import { heatMap } from "../charts.ts";
import { contrast, luminance } from "../contrast.ts";
import { type SvgElement, svgElements } from "../svg_elements.ts";

function elementsOf(chart: HeatMap, width = 720): SvgElement[] {
  return svgElements(drawSvg(chart, { width, height: 440 }));
}

/** The cells, row by row. */
function cellsOf(elements: readonly SvgElement[]): SvgElement[] {
  return elements.filter(({ name, attributes, parents }) =>
    name === "rect" && parents.length > 2 && attributes.get("y") !== undefined &&
    attributes.get("stroke") === "#dfe3e8"
  );
}

function textsOf(elements: readonly SvgElement[]): string[] {
  return elements.filter(({ name }) => name === "text").map(({ text }) => text);
}

Deno.test("cells are in rows, white at zero and the strongest colour at a round limit", () => {
  const elements = elementsOf(heatMap([[0, 1], [2, 10]]));
  const cells = cellsOf(elements).map(({ attributes }) => attributes);
  const fills = cells.map((cell) => cell.get("fill") ?? "");
  assertEquals(fills.length, 4);
  assertEquals([fills[0], fills[3]], ["#ffffff", "#08306b"]);
  assert(luminance(fills[1]) > luminance(fills[2]));
  const [x, y] = ["x", "y"].map((key) => cells.map((cell) => Number(cell.get(key))));
  assertEquals([x[0], x[1], y[0], y[2]], [x[2], x[3], y[1], y[3]]);
  assert(x[1] > x[0] && y[2] > y[0]);
  const texts = textsOf(elements);
  const expected = ["row 0", "row 1", "column 0", "column 1", "true class", "predicted class"];
  for (const text of [...expected, "images", "0", "1", "2", "10"]) {
    assert(texts.includes(text), text);
  }
});

Deno.test("signed numbers are blue below zero and red above", () => {
  const chart: HeatMap = { ...heatMap([[-3, 0, 3]]), scale: "diverging" };
  const elements = elementsOf(chart);
  const fills = cellsOf(elements).map(({ attributes }) => attributes.get("fill"));
  assertEquals(fills, ["#2166ac", "#ffffff", "#b2182b"]);
  assert(textsOf(elements).includes("−3"));
});

Deno.test("a cell without a number is as grey as the lines between the cells", () => {
  const cells = cellsOf(elementsOf(heatMap([[NaN, 1]])));
  assertEquals(cells.map(({ attributes }) => attributes.get("fill")), ["#dfe3e8", "#08306b"]);
});

Deno.test("a matrix of zeros is white", () => {
  const cells = cellsOf(elementsOf(heatMap([[0, 0]])));
  assertEquals(cells.map(({ attributes }) => attributes.get("fill")), ["#ffffff", "#ffffff"]);
});

Deno.test("the texts of cells can be read on every colour", () => {
  const values = Array.from({ length: 41 }, (_, i) => (i - 20) / 20);
  for (const scale of ["sequential", "diverging"] as const) {
    const chart: HeatMap = { ...heatMap(values.map((value) => [value])), scale };
    const elements = elementsOf({ ...chart, texts: values.map((_, i) => [`t${i}`]) });
    const cells = cellsOf(elements);
    assertEquals(cells.length, 41);
    cells.forEach((cell, i) => {
      const text = elements[elements.indexOf(cell) + 1];
      assertEquals(text.text, `t${i}`);
      const [ground, ink] = [cell, text].map(({ attributes }) => attributes.get("fill") ?? "");
      // The least contrast that WCAG 2 asks for, level AA.
      assert(contrast(ground, ink) >= 4.5, `${ink} on ${ground}`);
    });
  }
});

Deno.test("texts become smaller in small cells, and are left out of smaller ones", () => {
  const sizes = [10, 26, 100].map((count) => {
    const row = Array.from({ length: count }, () => 1135);
    const elements = elementsOf({ ...heatMap(row.map(() => row)), rows: row.map(() => "") });
    return elements.find(({ text }) => text === "1135")?.attributes.get("font-size");
  });
  assertEquals([sizes[0], sizes[2]], ["12", undefined]);
  assert(Number(sizes[1]) < 12);
});

Deno.test("names of columns stand in a line, at an angle, or apart from each other", () => {
  const turns = [3, 12, 60].map((count) => {
    const chart = heatMap([Array.from({ length: count }, () => 1)]);
    const names = elementsOf(chart).filter(({ text }) => text.startsWith("column"));
    const rotation = names[0].attributes.get("transform")?.match(/-?\d+/)?.[0];
    return { count: names.length, rotation };
  });
  assertEquals(turns, [
    { count: 3, rotation: undefined },
    { count: 12, rotation: "-45" },
    { count: 30, rotation: "-90" },
  ]);
});
