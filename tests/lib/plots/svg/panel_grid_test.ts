import { assert, assertEquals } from "@std/assert";
import { drawSvg } from "../../../../lib/plots/draw_svg.ts";
import { heatMap, line, lineChart, panelChart } from "../charts.ts";
import { svgElements } from "../svg_elements.ts";

const panels = Array.from({ length: 5 }, (_, i) => ({ ...lineChart([line]), title: `panel ${i}` }));

Deno.test("panels stand in rows of as many as the width has room for", () => {
  for (const [width, expected] of [[1060, 3], [720, 2], [360, 1]]) {
    const svg = drawSvg(panelChart(panels), { width, height: 440 });
    const titles = svgElements(svg).map(({ text }) => text).filter((text) => /^panel/.test(text));
    assertEquals(titles, panels.map(({ title }) => title));
    const rows = Math.ceil(panels.length / expected);
    const height = Number(svgElements(svg)[0].attributes.get("height"));
    const panelHeight = (height - 2 * 16) / rows;
    assert(panelHeight > 200 && panelHeight < 320, `${expected} columns: ${panelHeight}`);
  }
});

Deno.test("a panel can be a matrix, and a single one has the full width", () => {
  const svg = drawSvg(panelChart([heatMap([[1, 2, 3]])]));
  const cells = svgElements(svg).filter(({ attributes }) => attributes.get("stroke") === "#dfe3e8");
  assertEquals(cells.length, 3);
  const texts = svgElements(svg).map(({ text }) => text);
  for (const text of ["Panels", "Matrix", "row 0", "column 2"]) assert(texts.includes(text), text);
});
