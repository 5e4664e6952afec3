import { assertEquals, assertThrows } from "@std/assert";
import { filterImage, laplace, sobelX, sobelY } from "../../../lib/data/edge_filters.ts";

// 1 2 4
// 0 3 5
// 7 6 8
const image = [1, 2, 4, 0, 3, 5, 7, 6, 8];
const extents = { channels: 1, height: 3, width: 3 };

Deno.test("filterImage() with Sobel's filter in x-direction takes left from right", () => {
  // In the centre (4 + 2·5 + 8) - (1 + 2·0 + 7) = 14; at the top left, with zeros outside,
  // 2·2 + 3 = 7; at the top right -(2·2 + 3) = -7.
  assertEquals(
    filterImage(image, extents, sobelX),
    Float64Array.of(7, 11, -7, 14, 14, -14, 15, 7, -15),
  );
});

Deno.test("filterImage() with Sobel's filter in y-direction takes above from below", () => {
  // In the centre (7 + 2·6 + 8) - (1 + 2·2 + 4) = 18; at the top left 2·0 + 3 = 3; at the bottom
  // left -(2·0 + 3) = -3.
  assertEquals(
    filterImage(image, extents, sobelY),
    Float64Array.of(3, 11, 13, 16, 18, 12, -3, -11, -13),
  );
});

Deno.test("filterImage() with the Laplace filter compares a pixel with its neighbours", () => {
  // In the centre 2 + 0 + 5 + 6 - 4·3 = 1; at the top left 2 + 0 - 4·1 = -2.
  assertEquals(
    filterImage(image, extents, laplace),
    Float64Array.of(-2, 0, -9, 11, 1, -5, -22, -6, -21),
  );
});

Deno.test("filterImage() mirrors an image at its outermost pixels", () => {
  // Above the first row lies the second: Sobel's filter in y-direction finds nothing there, nor that
  // in x-direction in the first column. At the top, in the middle: 2·(5 - 0) + 2·(4 - 1) = 16.
  assertEquals(
    filterImage(image, extents, sobelX, "reflect"),
    Float64Array.of(0, 16, 0, 0, 14, 0, 0, 12, 0),
  );
  assertEquals(
    filterImage(image, extents, sobelY, "reflect"),
    Float64Array.of(0, 0, 0, 20, 18, 16, 0, 0, 0),
  );
  // At the top left 2 + 2 + 0 + 0 - 4·1 = 0; at the right, in the middle,
  // 4 + 8 + 2·3 - 4·5 = -2; at the bottom right 2·6 + 2·5 - 4·8 = -10.
  assertEquals(
    filterImage(image, extents, laplace, "reflect"),
    Float64Array.of(0, 3, -2, 14, 1, -2, -16, -3, -10),
  );
});

Deno.test("filterImage() finds nothing in an even image, but for its border with zeros", () => {
  const even = new Uint8Array(20).fill(9);
  const shape = { channels: 1, height: 4, width: 5 };
  for (const kernel of [sobelX, sobelY, laplace]) {
    assertEquals(filterImage(even, shape, kernel, "reflect"), new Float64Array(20));
  }
  assertEquals(filterImage(even, shape, laplace)[6], 0);
  assertEquals(filterImage(even, shape, laplace)[0], -18);
});

Deno.test("filterImage() adds up the channels", () => {
  const colour = [...image, ...new Array(9).fill(0), ...image];
  assertEquals(
    filterImage(colour, { ...extents, channels: 3 }, sobelX),
    filterImage(image, extents, sobelX).map((value) => 2 * value),
  );
});

Deno.test("filterImage() refuses to reflect what has no neighbours", () => {
  const line = { channels: 1, height: 1, width: 3 };
  assertThrows(
    () => filterImage([1, 2, 3], line, sobelX, "reflect"),
    RangeError,
    "Expected an image of 2 x 2 pixels or more to reflect but found 3 x 1",
  );
  assertEquals(filterImage([1, 2, 3], line, sobelX), Float64Array.of(4, 4, -4));
});
