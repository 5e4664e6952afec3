import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { drawSvg } from "../../../../lib/plots/draw_svg.ts";
import { textWidth } from "../../../../lib/plots/svg/text.ts";
import type { Line, Lines } from "../../../../lib/plots/chart.ts";
import { line, lineChart } from "../charts.ts";
import { type SvgElement, svgElements } from "../svg_elements.ts";

type Point = readonly [number, number];

/** Where things are in the picture of a chart, in pixels of its plot. */
class Plot {
  readonly elements: readonly SvgElement[];

  constructor(chart: Lines) {
    this.elements = svgElements(drawSvg(chart));
  }

  /** The joined parts of the lines of a colour, without its piece in the legend. */
  lines(colour: string): Point[][] {
    return this.elements
      .filter(({ name, attributes }) => name === "path" && attributes.get("stroke") === colour)
      .map(({ attributes }) => attributes.get("d") ?? "")
      .filter((path) => !path.includes("h"))
      .flatMap((path) => path.split("M").slice(1))
      .map((part) =>
        part.split("L").map((place): Point => {
          const [x, y] = place.split(" ").map(Number);
          return [x, y];
        })
      );
  }

  /** The centres of the markers of a colour. */
  markers(colour: string): Point[] {
    return this.elements
      .filter(({ name, attributes }) => name === "circle" && attributes.get("fill") === colour)
      .map(({ attributes }) => [Number(attributes.get("cx")), Number(attributes.get("cy"))]);
  }

  /** The place of the label of a tick; numbers of the vertical axis end at theirs. */
  tick(label: string, anchor: "middle" | "end"): Point {
    const found = this.elements.find(({ text, attributes }) =>
      text === label && attributes.get("text-anchor") === anchor
    );
    return [Number(found?.attributes.get("x")), Number(found?.attributes.get("y"))];
  }
}

function assertClose(found: readonly Point[], expected: readonly Point[]): void {
  assertEquals(found.length, expected.length, JSON.stringify(found));
  found.forEach(([x, y], i) => {
    assertAlmostEquals(x, expected[i][0], 0.11);
    assertAlmostEquals(y, expected[i][1], 0.11);
  });
}

const blue = "#0072b2";

Deno.test("a line goes through its points", () => {
  const points: Line["points"] = [[0, 1], [2.5, 0.25], [10, 0.5]];
  const plot = new Plot(lineChart([{ ...line, points }]));
  const [left, right] = [plot.tick("0", "middle")[0], plot.tick("10", "middle")[0]];
  const [bottom, top] = [plot.tick("0", "end")[1], plot.tick("1", "end")[1]];
  const [width, height] = [right - left, bottom - top];
  assert(width > 500 && height > 200, `${width} x ${height}`);
  const expected: Point[] = [
    [left, top],
    [left + 0.25 * width, bottom - 0.25 * height],
    [right, bottom - 0.5 * height],
  ];
  assertClose(plot.lines(blue)[0], expected);
  assertClose(plot.markers(blue), expected);
});

Deno.test("a logarithmic axis has powers of ten at equal distances", () => {
  const chart = lineChart([{ ...line, points: [[0, 100], [10, 1]] }]);
  const plot = new Plot({ ...chart, y: { label: "cost", scale: "log" } });
  const [one, ten, hundred] = ["1", "10", "100"].map((label) => plot.tick(label, "end")[1]);
  assertAlmostEquals(one - ten, ten - hundred, 0.001);
  const [left, right] = [plot.tick("0", "middle")[0], plot.tick("10", "middle")[0]];
  assertClose(plot.lines(blue)[0], [[left, hundred], [right, one]]);
});

Deno.test("a line is broken where the axes cannot show it, and lone points are marked", () => {
  const few: Line["points"] = [[0, 100], [2, 10], [5, 0], [6, -1], [7, 1], [8, NaN], [10, 1]];
  const many: Line["points"] = Array.from({ length: 21 }, (_, i) => [i / 2, i === 9 ? 0 : i + 1]);
  const [plot, longer] = [few, [...many, [NaN, 1], [10, 1]] as const].map((points) =>
    new Plot({ ...lineChart([{ ...line, points }]), y: { label: "cost", scale: "log" } })
  );
  const [left, right] = [plot.tick("0", "middle")[0], plot.tick("10", "middle")[0]];
  const [one, ten, hundred] = ["1", "10", "100"].map((label) => plot.tick(label, "end")[1]);
  const x = (share: number) => left + share * (right - left);
  const joined: Point[] = [[left, hundred], [x(0.2), ten]];
  const parts = plot.lines(blue).filter(({ length }) => length > 1);
  assertEquals(parts.length, 1);
  assertClose(parts[0], joined);
  assertClose(plot.markers(blue), [...joined, [x(0.7), one], [right, one]]);
  assertEquals(longer.lines(blue).filter(({ length }) => length > 1).length, 2);
  assertEquals(longer.markers(blue).length, 1);
});

Deno.test("what is outside the ranges is cut off", () => {
  const points: Line["points"] = [[0, 0.5], [2, 0.5], [4, 1.5], [6, 0.5], [20, 0.5]];
  const plot = new Plot(lineChart([{ ...line, points }]));
  const [left, right] = [plot.tick("0", "middle")[0], plot.tick("10", "middle")[0]];
  const [bottom, top] = [plot.tick("0", "end")[1], plot.tick("1", "end")[1]];
  const x = (share: number) => left + share * (right - left);
  const middle = (top + bottom) / 2;
  // It leaves through the top half way up to the third point, and comes back likewise.
  const [first, second] = plot.lines(blue);
  assertClose(first, [[x(0), middle], [x(0.2), middle], [x(0.3), top]]);
  assertClose(second, [[x(0.5), top], [x(0.6), middle], [right, middle]]);
  assertClose(plot.markers(blue), [[x(0), middle], [x(0.2), middle], [x(0.6), middle]]);
});

Deno.test("a step keeps its height up to the next point", () => {
  const points: Line["points"] = [[0, 0.5], [5, 1], [10, 0]];
  const plot = new Plot(lineChart([{ ...line, shape: "step", points }]));
  const [left, right] = [plot.tick("0", "middle")[0], plot.tick("10", "middle")[0]];
  const [bottom, top] = [plot.tick("0", "end")[1], plot.tick("1", "end")[1]];
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  assertClose(plot.lines(blue)[0], [[left, y], [x, y], [x, top], [right, top], [right, bottom]]);
  assertEquals(plot.markers(blue), []);
});

Deno.test("a single point is marked in the middle of the horizontal axis", () => {
  const chart = lineChart([{ ...line, points: [[1, 0.5]] }]);
  const plot = new Plot({ ...chart, x: { label: "epoch" } });
  const [[x]] = plot.markers(blue);
  const [before, at, after] = ["0", "1", "2"].map((label) => plot.tick(label, "middle")[0]);
  assertAlmostEquals(x, at, 0.11);
  assertAlmostEquals(at - before, after - at, 0.11);
});

Deno.test("an axis of whole numbers has no ticks between these", () => {
  const points: Line["points"] = [[1, 0.5], [2, 0.25], [3, 0.125]];
  const plot = new Plot({ ...lineChart([{ ...line, points }]), x: { label: "epoch" } });
  const labels = plot.elements.filter(({ attributes }) =>
    attributes.get("text-anchor") === "middle" && !attributes.has("font-weight")
  ).map(({ text }) => text).filter((text) => /\d/.test(text));
  assertEquals(labels, ["1", "2", "3"]);
});

Deno.test("the legend has each line's name in the colour of the line, without overlaps", () => {
  const names = Array.from({ length: 10 }, (_, i) => `class ${i}, area 0.99${i}`);
  const lines = names.map((name): Line => ({ ...line, name, role: "class" }));
  for (const width of [330, 720]) {
    const elements = svgElements(drawSvg(lineChart(lines), { width, height: 440 }));
    const entries = elements.filter(({ text }) => names.includes(text));
    assertEquals(entries.map(({ text }) => text), names);
    const strokes = entries.map((entry) => elements[elements.indexOf(entry) - 1].attributes);
    assertEquals(new Set(strokes.map((stroke) => stroke.get("stroke"))).size, 10);
    const places = entries.map(({ attributes }) => ({
      start: Number(attributes.get("x")) - 28,
      end: Number(attributes.get("x")) + textWidth("class 0, area 0.990", 12),
      y: Number(attributes.get("y")),
    }));
    places.forEach((place, i) => {
      assert(place.end <= width - 32);
      const before = places[i - 1];
      if (before === undefined) return;
      assert(place.y === before.y ? place.start > before.end : place.y >= before.y + 16);
    });
  }
});

Deno.test("lines of many points stay small files", () => {
  const points = Array.from({ length: 10_000 }, (_, i): Point => [i / 1000, (i / 10_000) ** 2]);
  const plot = new Plot(lineChart([{ ...line, points }]));
  const [drawn] = plot.lines(blue);
  assert(drawn.length < 100, `${drawn.length} points`);
  const [left, right] = [plot.tick("0", "middle")[0], plot.tick("10", "middle")[0]];
  const [bottom, top] = [plot.tick("0", "end")[1], plot.tick("1", "end")[1]];
  for (const [x, y] of drawn) {
    const share = (x - left) / (right - left);
    assertAlmostEquals(y, bottom - share ** 2 * (bottom - top), 0.3);
  }
});

Deno.test("scattered points are all marked, and joined to no other, in the legend too", () => {
  const points = Array.from({ length: 30 }, (_, i): Point => [i / 3, i / 30]);
  const plot = new Plot(lineChart([{ ...line, points, shape: "points" }]));
  assertEquals(plot.lines(blue), []);
  // One of them in the legend.
  assertEquals(plot.markers(blue).length, 31);
  assertEquals(plot.elements.some(({ attributes }) => attributes.get("stroke") === blue), false);
});

Deno.test("a ground fills what is between the axes, and shines through", () => {
  const ground = { width: 2, height: 1, pixels: Uint8Array.of(255, 0, 0, 0, 0, 255) };
  const plot = new Plot({ ...lineChart([line]), ground });
  const image = plot.elements.find(({ name }) => name === "image")?.attributes;
  const numberOf = (key: string) => Number(image?.get(key));
  assertEquals([numberOf("x"), numberOf("y")], [0, 0]);
  assertAlmostEquals(numberOf("width"), plot.tick("10", "middle")[0], 0.11);
  assertAlmostEquals(numberOf("height"), plot.tick("0", "end")[1], 0.11);
  assert(numberOf("opacity") > 0 && numberOf("opacity") < 0.5);
  const alone = new Plot({ ...lineChart([]), ground });
  assert(alone.elements.some(({ name }) => name === "image"));
});

Deno.test("a ground needs axes that end where it does", () => {
  const ground = { width: 1, height: 1, pixels: new Uint8Array(3) };
  assertThrows(
    () => drawSvg({ ...lineChart([line]), x: { label: "epoch" }, ground }),
    RangeError,
    "Expected epoch to have a range for the ground but found none",
  );
});
