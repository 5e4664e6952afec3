import { assertEquals } from "@std/assert";
import { clipLine } from "../../../cli/pictures/clip_line.ts";

Deno.test("clipLine() leaves a line inside as it is, edges included", () => {
  assertEquals(clipLine([[0, 0], [0.5, 1], [1, 0.5]]), [[[0, 0], [0.5, 1], [1, 0.5]]]);
  assertEquals(clipLine([[0, 0], [0, 1]]), [[[0, 0], [0, 1]]]);
});

Deno.test("clipLine() cuts a segment at both ends", () => {
  assertEquals(clipLine([[-1, 0.5], [3, 0.5]]), [[[0, 0.5], [1, 0.5]]]);
  assertEquals(clipLine([[0.5, 2], [0.5, -2]]), [[[0.5, 1], [0.5, 0]]]);
});

Deno.test("clipLine() makes parts of a line that leaves and comes back", () => {
  assertEquals(clipLine([[0, 0.5], [0.25, 1.5], [0.5, 0.5]]), [
    [[0, 0.5], [0.125, 1]],
    [[0.375, 1], [0.5, 0.5]],
  ]);
});

Deno.test("clipLine() has nothing of a line outside", () => {
  assertEquals(clipLine([[-1, 0.5], [0.5, 2.5]]), []);
  assertEquals(clipLine([[2, 0], [2, 1]]), []);
  assertEquals(clipLine([]), []);
});

Deno.test("clipLine() keeps a single point that is inside", () => {
  assertEquals(clipLine([[0.5, 1]]), [[[0.5, 1]]]);
  assertEquals(clipLine([[0.5, 1.1]]), []);
});
