import { assertEquals } from "@std/assert";
import { type AffineMap, type ImageBorder, Warp } from "../../../lib/data/warp.ts";

const identity: AffineMap = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };

function draw(
  map: Partial<AffineMap>,
  rows: readonly number[][],
  border: ImageBorder = "zero",
): number[][] {
  const [height, width] = [rows.length, rows[0].length];
  const output = new Uint8Array(width * height);
  const warp = new Warp(width, height, border);
  warp.draw({ ...identity, ...map }, Uint8Array.from(rows.flat()), 0, output, 0);
  return rows.map((_, row) => [...output.subarray(row * width, (row + 1) * width)]);
}

const image = [
  [0, 10, 200, 30, 7],
  [255, 90, 41, 60, 120],
  [3, 77, 180, 250, 0],
  [66, 5, 19, 128, 254],
];

// scipy.ndimage.affine_transform(image, [[0.9, -0.35], [0.4, 1.1]], [0.65, -1.2], order=1, mode=m),
// whose coordinates are (row, column), with m = "grid-constant" and "nearest"; rounded.
const oblique = { xx: 1.1, xy: 0.4, x0: -1.2, yx: -0.35, yy: 0.9, y0: 0.65 };

Deno.test("Warp interpolates as SciPy does, with zeros outside", () => {
  assertEquals(draw(oblique, image), [
    [0, 69, 10, 110, 6],
    [23, 169, 73, 83, 28],
    [19, 52, 132, 132, 114],
    [43, 6, 94, 172, 4],
  ]);
});

Deno.test("Warp interpolates as SciPy does, with the outermost pixels repeated", () => {
  assertEquals(draw(oblique, image, "nearest"), [
    [166, 77, 10, 183, 25],
    [116, 169, 73, 83, 28],
    [31, 52, 132, 132, 114],
    [66, 6, 94, 172, 6],
  ]);
});

Deno.test("Warp leaves an image unchanged by the identity", () => {
  assertEquals(draw(identity, image), image);
  assertEquals(draw(identity, image, "nearest"), image);
  assertEquals(draw(identity, [[255]]), [[255]]);
});

Deno.test("Warp moves an image by whole pixels exactly", () => {
  assertEquals(draw({ x0: -2, y0: 1 }, image), [
    [0, 0, 255, 90, 41],
    [0, 0, 3, 77, 180],
    [0, 0, 66, 5, 19],
    [0, 0, 0, 0, 0],
  ]);
  assertEquals(draw({ x0: -2, y0: 1 }, image, "nearest"), [
    [255, 255, 255, 90, 41],
    [3, 3, 3, 77, 180],
    [66, 66, 66, 5, 19],
    [66, 66, 66, 5, 19],
  ]);
});

Deno.test("Warp turns a square image by 90 degrees exactly", () => {
  const angle = Math.PI / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const map = { xx: cos, xy: sin, x0: 1 - cos - sin, yx: -sin, yy: cos, y0: 1 + sin - cos };
  assertEquals(draw(map, [[1, 2, 3], [4, 5, 6], [7, 8, 9]]), [[7, 4, 1], [8, 5, 2], [9, 6, 3]]);
});

Deno.test("Warp adds displacements of single pixels to the map", () => {
  const warp = new Warp(5, 4, "zero");
  warp.displacement.x[0] = 2; // shows (2, 0)
  warp.displacement.y[7] = 1; // row 1, column 2: shows (2, 2)
  warp.displacement.x[19] = -0.5; // row 3, column 4: shows what lies between (3, 3) and (4, 3)
  const output = new Uint8Array(20);
  warp.draw(identity, Uint8Array.from(image.flat()), 0, output, 0);
  const expected = image.flat();
  [expected[0], expected[7], expected[19]] = [200, 180, (128 + 254) / 2];
  assertEquals([...output], expected);
  warp.draw({ ...identity, x0: 1 }, Uint8Array.from(image.flat()), 0, output, 0);
  assertEquals(output[0], 30);
});

Deno.test("Warp rounds half a grey level up", () => {
  assertEquals(draw({ x0: 0.5 }, [[10, 21, 40]]), [[16, 31, 20]]);
  assertEquals(draw({ x0: 0.25 }, [[0, 1, 255]]), [[0, 65, 191]]);
});

Deno.test("Warp shows nothing of an image that lies far outside", () => {
  assertEquals(draw({ x0: 1e6 }, [[9, 9], [9, 9]]), [[0, 0], [0, 0]]);
  assertEquals(draw({ y0: -1e6 }, [[9, 9], [9, 9]]), [[0, 0], [0, 0]]);
  assertEquals(draw({ x0: 1e6, y0: -1e6 }, [[1, 2], [3, 4]], "nearest"), [[2, 2], [2, 2]]);
});

Deno.test("Warp draws from and to the middle of larger arrays", () => {
  const bytes = Uint8Array.of(9, 9, 1, 2, 3, 4, 9, 9, 9, 9, 9);
  new Warp(2, 2, "zero").draw({ ...identity, x0: 1 }, bytes, 2, bytes, 6);
  assertEquals(bytes, Uint8Array.of(9, 9, 1, 2, 3, 4, 2, 0, 4, 0, 9));
});
