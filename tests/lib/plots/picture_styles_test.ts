import { assert, assertEquals } from "@std/assert";
import { drawSvg } from "../../../lib/plots/draw_svg.ts";
import { pictureStyles } from "../../../lib/plots/picture_styles.ts";
import type { Chart, Role } from "../../../lib/plots/chart.ts";
import { heatMap, line, lineChart, tileChart } from "./charts.ts";
import { contrast } from "./contrast.ts";
import { svgElements } from "./svg_elements.ts";

const roles: readonly Role[] = ["training", "validation", "test", "reference"];
const lines = [
  ...roles.map((role) => ({ ...line, role })),
  ...Array.from({ length: 10 }, () => ({ ...line, role: "class" as const })),
];
const charts: readonly Chart[] = [lineChart(lines), heatMap([[NaN]]), tileChart(["a"])];

/** What the styles make of the colour of an attribute on a dark page. */
function darkColour(key: "fill" | "stroke", colour: string): string {
  const rule = new RegExp(`svg\\.chart \\[${key}="${colour}"\\] \\{ ${key}: (#\\w{6}); \\}`);
  return pictureStyles().split("@media (prefers-color-scheme: dark)")[1].match(rule)?.[1] ?? colour;
}

Deno.test("pictureStyles() makes texts and lines readable on a dark page", () => {
  for (const chart of charts) {
    for (const { name, text, attributes } of svgElements(drawSvg(chart))) {
      const fill = attributes.get("fill");
      if (name === "text" && fill !== undefined) {
        assert(contrast(darkColour("fill", fill), "#171b21") >= 4.5, text);
      }
      const stroke = attributes.get("stroke");
      // Lines have joints; what has none is grid and frames.
      if (stroke !== undefined && attributes.has("stroke-linejoin")) {
        assert(contrast(darkColour("stroke", stroke), "#171b21") >= 3, stroke);
      }
    }
  }
});

Deno.test("pictureStyles() removes the background, which is the first of a picture", () => {
  for (const chart of charts) {
    const elements = svgElements(drawSvg(chart));
    const [paper, ...others] = elements.filter(({ attributes }) =>
      attributes.get("class") === "paper"
    );
    assertEquals([paper.parents, paper.attributes.get("fill"), others], [["svg"], "#ffffff", []]);
    assertEquals(elements[0].attributes.get("fill"), "none");
  }
  assert(pictureStyles().includes("svg.chart > .paper { fill: none; }"));
});
