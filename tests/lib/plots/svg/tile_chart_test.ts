import { assert, assertEquals } from "@std/assert";
import { decode } from "fast-png";
import { drawSvg } from "../../../../lib/plots/draw_svg.ts";
import type { Tiles } from "../../../../lib/plots/chart.ts";
import { plain, tileChart } from "../charts.ts";
import { type SvgElement, svgElements } from "../svg_elements.ts";

function elementsOf(chart: Tiles, width = 720): SvgElement[] {
  return svgElements(drawSvg(chart, { width, height: 440 }));
}

/** Numbers of an element's attributes. */
function numbers({ attributes }: SvgElement, ...keys: readonly string[]): number[] {
  return keys.map((key) => Number(attributes.get(key)));
}

function imagesOf(elements: readonly SvgElement[]): SvgElement[] {
  return elements.filter(({ name, attributes }) =>
    name === "image" && attributes.get("height") !== "10"
  );
}

/** The pixels of an image element. */
function pixelsOf({ attributes }: SvgElement): { channels: number; data: number[] } {
  const [type, base64] = (attributes.get("href") ?? "").split(",");
  assertEquals(type, "data:image/png;base64");
  const { channels, data } = decode(Uint8Array.fromBase64(base64));
  return { channels, data: [...data] };
}

Deno.test("a tile shows its picture's pixels, enlarged by a whole number with sharp edges", () => {
  const picture = { width: 2, height: 1, pixels: Uint8Array.of(255, 0, 0, 0, 0, 255) };
  const [image] = imagesOf(elementsOf({ ...tileChart([]), tiles: [{ picture, captions: [] }] }));
  assertEquals(pixelsOf(image), { channels: 3, data: [255, 0, 0, 0, 0, 255] });
  assertEquals(numbers(image, "width", "height"), [112, 56]);
  assertEquals(image.attributes.get("image-rendering"), "pixelated");
});

Deno.test("a grey picture is stored as grey", () => {
  const [image] = imagesOf(elementsOf(
    { ...tileChart([]), tiles: [{ picture: plain(2, 2, [7, 7, 7]), captions: [] }] },
  ));
  assertEquals(pixelsOf(image), { channels: 1, data: [7, 7, 7, 7] });
});

Deno.test("tiles fill the width, or are in the columns asked for", () => {
  const captions = Array.from({ length: 30 }, (_, i) => `${i}`);
  // Six columns leave 102 pixels of 688 to each picture, so that 28 become 84, of which 7 fit.
  for (const [columns, expected] of [[undefined, 7], [10, 10], [50, 30]] as const) {
    const images = imagesOf(elementsOf({ ...tileChart(captions), columns }));
    const tops = images.map((image) => numbers(image, "y")[0]);
    assertEquals(tops.filter((top) => top === tops[0]).length, expected);
    assertEquals(tops, tops.toSorted((a, b) => a - b));
  }
});

Deno.test("captions are centred below their pictures and apart from each other", () => {
  const captions = Array.from({ length: 30 }, (_, i) => `${i % 10} → 2, 99.8 %`);
  for (const width of [360, 720]) {
    const elements = elementsOf(tileChart(captions), width);
    const images = imagesOf(elements);
    const texts = elements.filter(({ attributes }) => attributes.get("text-anchor") === "middle");
    assertEquals(texts.map(({ text }) => text), captions);
    texts.forEach((text, i) => {
      const [x, y, extent] = numbers(images[i], "x", "y", "width");
      const [centre, baseline] = numbers(text, "x", "y");
      assert(Math.abs(centre - (x + extent / 2)) <= 0.5);
      assert(baseline > y + extent && baseline < y + extent + 20);
      const next = texts[i + 1];
      // DejaVu Sans, a wide font, needs 77 pixels for it at this size.
      if (next !== undefined && numbers(next, "y")[0] === baseline) {
        assert(numbers(next, "x")[0] - centre > 77 + 8);
      }
    });
  }
});

Deno.test("long captions are cut short, so that tiles stay together", () => {
  const elements = elementsOf({ ...tileChart(["a ".repeat(100), "b"]), columns: 2 });
  const [caption] = elements.filter(({ name, text }) => name === "text" && text.startsWith("a a"));
  assert(caption.text.endsWith("…") && caption.text.length < 50, caption.text);
  const [first, second] = imagesOf(elements).map((image) => numbers(image, "x")[0]);
  assert(second - first <= 172, `${second - first}`);
});

Deno.test("pictures of several sizes are each as large as the largest allows", () => {
  const tiles = [[28, 28], [14, 14], [20, 10]]
    .map(([width, height]) => ({ picture: plain(width, height, [0, 0, 0]), captions: [] }));
  const images = imagesOf(elementsOf({ ...tileChart([]), tiles, columns: 3 }));
  const sizes = images.map((image) => numbers(image, "width", "height"));
  assertEquals(sizes, [[112, 112], [112, 112], [100, 50]]);
});

Deno.test("numbers drawn as colours have a bar that says which", () => {
  const label = "weight";
  const textsOf = (scale: "sequential" | "diverging", limit: number, isClipped?: boolean) =>
    elementsOf({ ...tileChart(["a"]), colours: { scale, label, limit, isClipped } })
      .map(({ text }) => text).filter((text) => /^[≤≥]? ?−?[\d.×⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$|weight/.test(text));
  assertEquals(textsOf("diverging", 0.12345), ["weight", "−0.123", "0", "0.123"]);
  assertEquals(textsOf("sequential", 3.2e-5), ["weight", "0", "3.2×10⁻⁵"]);
  assertEquals(textsOf("diverging", 2, true), ["weight", "≤ −2", "0", "≥ 2"]);
  assertEquals(textsOf("sequential", 2, true), ["weight", "0", "≥ 2"]);
  const elements = elementsOf({
    ...tileChart(["a"]),
    colours: { scale: "diverging", label, limit: 2 },
  });
  const [bar] = elements.filter(({ attributes }) => attributes.get("height") === "10");
  const { data } = pixelsOf(bar);
  const middle = 3 * (data.length / 3 - 1) / 2;
  assertEquals(data.slice(0, 3), [33, 102, 172]);
  assertEquals(data.slice(middle, middle + 3), [255, 255, 255]);
  assertEquals(data.slice(-3), [178, 24, 43]);
});

Deno.test("what colours measure is written above the bar where it would make that short", () => {
  const label = "confused share of the true class";
  const barOf = (width: number) => {
    const chart: Tiles = {
      ...tileChart(["a"]),
      colours: { scale: "sequential", label, limit: 1 },
    };
    const elements = elementsOf(chart, width);
    const [bar] = elements.filter(({ attributes }) => attributes.get("height") === "10");
    const [text] = elements.filter(({ text }) => text === label);
    return { top: numbers(bar, "y")[0], middle: numbers(text, "y")[0] };
  };
  assertEquals(barOf(720), { top: 0, middle: 6 });
  const { top, middle } = barOf(326);
  assert(middle > 0 && top > middle, `${top}, ${middle}`);
});
