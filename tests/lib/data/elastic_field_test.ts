import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { chooseKnots, ElasticField, FIELD_KNOTS } from "../../../lib/data/elastic_field.ts";
import type { Displacement } from "../../../lib/data/warp.ts";
import { Random } from "../../../lib/random.ts";

function still(width: number, height: number): Displacement {
  return { x: new Float64Array(width * height), y: new Float64Array(width * height) };
}

function choose(width: number, height: number, limitX: number, limitY: number, seed = 1) {
  const displacement = still(width, height);
  const knots = new Float64Array(FIELD_KNOTS);
  chooseKnots(knots, 0, limitX, limitY, new Random(seed));
  new ElasticField(width, height).interpolate(knots, 0, displacement);
  return displacement;
}

/** The uniform B-spline of a degree with its first knot at 0, by the recursion of Cox and de Boor. */
function bSpline(degree: number, x: number): number {
  if (degree === 0) return x >= 0 && x < 1 ? 1 : 0;
  return (x * bSpline(degree - 1, x) + (degree + 1 - x) * bSpline(degree - 1, x - 1)) / degree;
}

for (const [width, height] of [[28, 28], [9, 5], [1, 3]]) {
  Deno.test(`ElasticField is a cubic B-spline over ${width} x ${height} pixels`, () => {
    const displacement = choose(width, height, 5, 2, 3);
    const random = new Random(3);
    for (const [output, limit] of [[displacement.x, 5], [displacement.y, 2]] as const) {
      const knots = Array.from({ length: 49 }, () => random.uniform(-limit, limit));
      output.forEach((value, pixel) => {
        const x = (pixel % width + 0.5) * 4 / width;
        const y = (Math.floor(pixel / width) + 0.5) * 4 / height;
        const expected = knots.reduce(
          (sum, knot, k) =>
            sum + knot * bSpline(3, x + 3 - k % 7) * bSpline(3, y + 3 - Math.floor(k / 7)),
          0,
        );
        assertAlmostEquals(value, expected, 1e-12);
      });
    }
  });
}

Deno.test("ElasticField moves pixels within the limits, with the deviation that it names", () => {
  const field = new ElasticField(28, 28);
  const displacement = still(28, 28);
  const random = new Random(1);
  const knots = new Float64Array(FIELD_KNOTS);
  let [squaresX, squaresY] = [0, 0];
  for (let i = 0; i < 200; i++) {
    chooseKnots(knots, 0, 5, 2, random);
    field.interpolate(knots, 0, displacement);
    assert(displacement.x.every((x) => Math.abs(x) < 5));
    assert(displacement.y.every((y) => Math.abs(y) < 2));
    squaresX += displacement.x.reduce((sum, x) => sum + x * x, 0) / 784;
    squaresY += displacement.y.reduce((sum, y) => sum + y * y, 0) / 784;
  }
  // The squares of the cubic B-spline add up to 151/315 on average over a piece.
  assertAlmostEquals(Math.sqrt(squaresX / 200) / 5, 151 / 315 / Math.sqrt(3), 0.01);
  assertAlmostEquals(Math.sqrt(squaresY / 200) / 2, 151 / 315 / Math.sqrt(3), 0.01);
});

Deno.test("ElasticField moves neighbouring pixels alike", () => {
  const { x } = choose(28, 28, 5, 5);
  // The slopes of the spline's pieces add up, without their signs, to 1.5 at most.
  const steepest = 1.5 * 5 * 4 / 28;
  for (let i = 1; i < 784; i++) {
    if (i % 28 > 0) assert(Math.abs(x[i] - x[i - 1]) <= steepest);
    if (i >= 28) assert(Math.abs(x[i] - x[i - 28]) <= steepest);
  }
});

Deno.test("ElasticField repeats itself by the generator's state", () => {
  assertEquals(choose(28, 28, 3, 3, 7), choose(28, 28, 3, 3, 7));
  assertNotEquals(choose(28, 28, 3, 3, 7), choose(28, 28, 3, 3, 8));
  const { x, y } = choose(28, 28, 3, 3, 7);
  assertNotEquals(x, y);
});

Deno.test("ElasticField moves nothing with limits of 0", () => {
  const { x, y } = choose(28, 28, 0, 0);
  assert([...x, ...y].every((value) => Math.abs(value) === 0));
});
