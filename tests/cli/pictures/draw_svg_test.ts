import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { decode } from "fast-png";
import { drawSvg } from "../../../cli/pictures/draw_svg.ts";
import { svgToPng } from "../../../cli/pictures/svg_to_png.ts";
import type { Chart } from "../../../lib/plots/chart.ts";
import { TemporaryFolder } from "../temporary_folder.ts";
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

Deno.test("drawSvg() keeps everything away from the edges, however long the texts are", async () => {
  const long = "a class with a name of many words that would need more than all the room there is";
  const names = Array.from({ length: 12 }, (_, i) => `${i} ${long}`);
  const axis = { label: `${long}, ${long}` };
  const wide: readonly Chart[] = [
    { ...lineChart(names.map((name) => ({ ...line, name }))), x: axis, y: axis, subtitle: long },
    { ...heatMap(names.map(() => names.map(() => 1000))), rows: names, columns: names },
    { ...heatMap([[-1e-6]]), valueLabel: long, rowLabel: long, scale: "diverging" },
    { ...tileChart(names), title: long.replaceAll(" ", "_") },
    { ...tileChart(["a"]), colours: { scale: "diverging", label: "", limit: 123456 } },
    panelChart([{ ...lineChart([line]), title: long, y: axis }, {
      ...heatMap([[1]]),
      rows: [long],
    }]),
  ];
  for (const chart of wide) {
    for (const size of [{ width: 360, height: 300 }, { width: 720, height: 440 }]) {
      const { width, height, data } = decode(await svgToPng(drawSvg(chart, size), 1));
      const isPaper = (x: number, y: number) =>
        data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4).every((value) => value === 255);
      for (let x = 0; x < width; x++) assert(isPaper(x, 3) && isPaper(x, height - 4), chart.id);
      for (let y = 0; y < height; y++) assert(isPaper(3, y) && isPaper(width - 4, y), chart.id);
    }
  }
});

Deno.test({
  name: "drawSvg() lets the program end, which needs to read files and no more",
  async fn() {
    using folder = new TemporaryFolder();
    const root = new URL("../../../", import.meta.url);
    const script = folder.write(
      "draw.ts",
      `
        import { drawSvg } from "${new URL("cli/pictures/draw_svg.ts", root)}";
        import { svgToPng } from "${new URL("cli/pictures/svg_to_png.ts", root)}";
        const svg = drawSvg(${JSON.stringify(panelChart([lineChart([line]), heatMap([[1]])]))});
        console.log((await svgToPng(svg)).length > 1000);
      `,
    );
    const config = fromFileUrl(new URL("deno.json", root));
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--no-prompt", "--no-check", "--frozen", "--config", config]
        .concat("--allow-read", script),
      env: { NO_COLOR: "1" },
      signal: AbortSignal.timeout(60_000),
    }).output();
    const decoder = new TextDecoder();
    assertEquals(decoder.decode(stderr), "");
    assertStringIncludes(decoder.decode(stdout), "true");
    assertEquals(code, 0);
  },
});
