import { assert, assertEquals } from "@std/assert";
import { clipLine, type Point, thinPoints } from "../../../../lib/plots/svg/visible_line.ts";
import { Random } from "../../../../lib/random.ts";

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

Deno.test("thinPoints() leaves out points on a straight line", () => {
  const points: Point[] = [[0, 0], [1, 1], [2, 2], [3, 1], [4, 0]];
  assertEquals(thinPoints(points, 0.01), [0, 2, 4]);
});

Deno.test("thinPoints() keeps the turning point of a line that goes back over itself", () => {
  assertEquals(thinPoints([[0, 0], [5, 0], [2, 0]], 0.01), [0, 1, 2]);
  assertEquals(thinPoints([[1, 1], [1, 9], [1, 1]], 0.01), [0, 1, 2]);
});

Deno.test("thinPoints() keeps what is at most two points", () => {
  assertEquals(thinPoints([], 1), []);
  assertEquals(thinPoints([[3, 3]], 1), [0]);
  assertEquals(thinPoints([[3, 3], [3, 3]], 1), [0, 1]);
});

/** The distance of a point to a segment, searched for along the segment. */
function searchedDistance([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const distances = Array.from({ length: 2001 }, (_, i) => {
    const share = i / 2000;
    return Math.hypot(x - fromX - share * (toX - fromX), y - fromY - share * (toY - fromY));
  });
  return Math.min(...distances);
}

Deno.test("thinPoints() moves the line by no more than the distance", () => {
  const random = new Random(5);
  const points = Array.from({ length: 80 }, (_, i): Point => [i, random.uniform(0, 10)]);
  for (const distance of [0.5, 2, 20]) {
    const kept = thinPoints(points, distance);
    assert(kept.length < points.length);
    for (let k = 1; k < kept.length; k++) {
      const [from, to] = [kept[k - 1], kept[k]];
      for (let i = from + 1; i < to; i++) {
        assert(searchedDistance(points[i], points[from], points[to]) <= distance + 0.01);
      }
    }
  }
});
