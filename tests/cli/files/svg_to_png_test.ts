import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { decode } from "fast-png";
import { svgToPng } from "../../../cli/files/svg_to_png.ts";
import type { Chart } from "../../../lib/plots/chart.ts";
import { drawSvg } from "../../../lib/plots/draw_svg.ts";
import { element } from "../../../lib/plots/svg/drawing.ts";
import { imageAt } from "../../../lib/plots/svg/image.ts";
import { textAt, textWidth } from "../../../lib/plots/svg/text.ts";
import { heatMap, line, lineChart, panelChart, tileChart } from "../../lib/plots/charts.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** A picture of elements on white. */
function picture(width: number, height: number, content: string): string {
  const paper = element("rect", { width, height, fill: "#ffffff" });
  const attributes = { xmlns: "http://www.w3.org/2000/svg", width, height };
  return element("svg", { ...attributes, "font-family": "system-ui, sans-serif" }, paper + content);
}

/** The smallest rectangle with all that is not white, or undefined. */
async function inkOf(svg: string) {
  const { width, height, data } = decode(await svgToPng(svg, 1));
  const places = Array.from({ length: width * height }, (_, i) => i)
    .filter((i) => data.subarray(4 * i, 4 * i + 3).some((value) => value < 250));
  if (places.length === 0) return undefined;
  const [x, y] = [places.map((i) => i % width), places.map((i) => Math.floor(i / width))];
  const [left, top] = [Math.min(...x), Math.min(...y)];
  return { left, top, width: Math.max(...x) + 1 - left, height: Math.max(...y) + 1 - top };
}

Deno.test("svgToPng() makes each unit as many pixels as asked for, two by default", async () => {
  const svg = drawSvg(lineChart([line]), { width: 360, height: 300 });
  const sizes = [await svgToPng(svg), await svgToPng(svg, 1), await svgToPng(svg, 1.5)]
    .map((png) => decode(png)).map(({ width, height }) => [width, height]);
  assertEquals(sizes, [[720, 600], [360, 300], [540, 450]]);
});

Deno.test("svgToPng() draws on white", async () => {
  const { data, channels } = decode(await svgToPng(drawSvg(lineChart([line])), 1));
  assertEquals(channels, 4);
  assertEquals([...data.subarray(0, 4)], [255, 255, 255, 255]);
  assertEquals(data.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255), true);
});

Deno.test("svgToPng() writes texts of all the signs that the charts have, on any machine", async () => {
  const missing = await inkOf(picture(60, 40, textAt("\u{F0000}", 20, 20)));
  for (const text of "aZ09%→×−·…é²⁻⁷α≥") {
    const found = await inkOf(picture(60, 40, textAt(text, 20, 20)));
    assert(found !== undefined, text);
    assert(JSON.stringify(found) !== JSON.stringify(missing), text);
  }
});

Deno.test("svgToPng() draws semi-bold titles bolder than texts", async () => {
  const darkness = async (weight?: number) => {
    const svg = picture(300, 40, textAt("Cost of 784-500-10", 10, 20, { size: 17, weight }));
    const { data } = decode(await svgToPng(svg, 1));
    return Array.from(data).reduce((sum, value) => sum + 255 - value, 0);
  };
  assert(await darkness(600) > 1.1 * await darkness());
});

Deno.test("svgToPng() keeps the pixels of a picture sharp", async () => {
  const pixels = Uint8Array.of(0, 0, 0, 255, 255, 255);
  const image = imageAt({ width: 2, height: 1, pixels }, 0, 0, { width: 40, height: 20 });
  const { data } = decode(await svgToPng(picture(40, 20, image), 1));
  assertEquals(new Set(data.filter((_, i) => i % 4 === 0)), new Set([0, 255]));
});

Deno.test("textWidth() is what the font needs, or up to a quarter more", async () => {
  const texts = [
    "Cost: 784-500-10, batch size 100, rate 0.001",
    "validation 0.0981 (best 0.0941 after epoch 41)",
    "7 → 2, 99.8 %",
    "T-shirt/top, Trouser & Ankle boot",
    "MMMMWWWW%%%@@@",
    "iiiillllIIII....",
    "1,234,567.89",
  ];
  for (const text of texts) {
    const ink = await inkOf(picture(900, 60, textAt(text, 10, 30, { size: 20 })));
    const width = ink?.width ?? 0;
    const estimate = textWidth(text, 20);
    // The space in front of the first and behind the last character has no ink.
    assert(estimate >= width && estimate <= 1.25 * width + 8, `${text}: ${estimate} for ${width}`);
  }
});

Deno.test("textAt() centres capitals and digits on their height", async () => {
  for (const size of [11, 17, 40]) {
    const ink = await inkOf(picture(200, 100, textAt("H8", 50, 50, { size })));
    const middle = (ink?.top ?? 0) + (ink?.height ?? 0) / 2;
    assert(Math.abs(middle - 50) <= 1, `${size}: ${middle}`);
  }
});

Deno.test("svgToPng() refuses what makes too large a picture", async () => {
  const svg = drawSvg(tileChart(["a"]), { width: 9000, height: 9000 });
  await assertRejects(() => svgToPng(svg, 10), RangeError, "at most 67108864 pixels but found");
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
  name: "svgToPng() lets the program end, which needs to read files and no more",
  async fn() {
    using folder = new TemporaryFolder();
    const root = new URL("../../../", import.meta.url);
    const script = folder.write(
      "draw.ts",
      `
        import { drawSvg } from "${new URL("lib/plots/draw_svg.ts", root)}";
        import { svgToPng } from "${new URL("cli/files/svg_to_png.ts", root)}";
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
