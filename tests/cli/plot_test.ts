import { assertEquals, assertMatch } from "@std/assert";
import { figures } from "../../cli/plot/figures.ts";
import { drawSvg } from "../../lib/plots/draw_svg.ts";
import { svgElements } from "../lib/plots/svg_elements.ts";
import { runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

Deno.test("plot writes each chart of a figure as SVG and PNG", async () => {
  using folder = new TemporaryFolder();
  const { code, stdout, stderr } = await runMnist(
    ["plot", "activations", "--out", "new/figures"],
    { cwd: folder.path },
  );
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  assertEquals(stdout, "Wrote new/figures/activation-functions.svg and its PNG\n");
  const [svg] = svgElements(
    Deno.readTextFileSync(folder.join("new/figures/activation-functions.svg")),
  );
  assertEquals(svg.name, "svg");
  const png = Deno.readFileSync(folder.join("new/figures/activation-functions.png"));
  assertEquals(new TextDecoder().decode(png.subarray(1, 4)), "PNG");
});

Deno.test("plot says which figures there are", async () => {
  const { code, stderr } = await runMnist(["plot", "activation"]);
  assertEquals(code, 2);
  assertMatch(stderr, /Expected a figure \(perceptron, .*did you mean "activations"\?/);
});

Deno.test("every figure can be drawn, each chart under a name of its own", () => {
  const charts = figures.flatMap((figure) => figure.charts());
  const ids = charts.map(({ id }) => id);
  assertEquals(new Set(ids).size, ids.length);
  for (const chart of charts) {
    const svg = drawSvg(chart);
    assertEquals(svg.match(/NaN|Infinity|undefined|no data/), null, chart.id);
  }
});
