import { assertEquals } from "@std/assert";
import { marginsOf } from "../../../lib/plots/score_margins.ts";
import { Random } from "../../../lib/random.ts";

/** The same by the definition: a score, less the largest of all others. */
function marginsByDefinition(rows: readonly (readonly number[])[], c: number): number[] {
  return rows.map((row) => row[c] - Math.max(...row.filter((_, k) => k !== c)));
}

function valuesOf(rows: readonly (readonly number[])[]) {
  return { classes: rows[0].length, values: Float64Array.from(rows.flat()) };
}

Deno.test("marginsOf() is a score less the largest of the others, where it is ever the best", () => {
  const random = new Random(5);
  for (const classes of [2, 3, 7]) {
    // Few different scores, so that there are equals.
    const rows = Array.from({ length: 40 }, () => {
      return Array.from({ length: classes }, () => Math.round(random.uniform(-3, 3)));
    });
    const margins = marginsOf(valuesOf(rows));
    for (let c = 0; c < classes; c++) {
      const expected = marginsByDefinition(rows, c);
      const isBest = expected.some((margin) => margin >= 0);
      assertEquals(margins(c), isBest ? Float64Array.from(expected) : undefined);
    }
  }
});

Deno.test("marginsOf() has a class that is only ever as good as the best", () => {
  const margins = marginsOf(valuesOf([[4, 4, 1], [7, 2, 1]]));
  assertEquals(margins(0), Float64Array.of(0, 5));
  assertEquals(margins(1), Float64Array.of(0, -5));
  assertEquals(margins(2), undefined);
});

Deno.test("marginsOf() is NaN where any score is, wherever it stands", () => {
  const rows = [[NaN, 1, 2], [3, NaN, 2], [3, 2, NaN], [1, 2, 3], [3, 2, 1]];
  const margins = marginsOf(valuesOf(rows));
  assertEquals(margins(0), Float64Array.of(NaN, NaN, NaN, 1 - 3, 3 - 2));
  assertEquals(margins(1), undefined);
  assertEquals(margins(2), Float64Array.of(NaN, NaN, NaN, 3 - 2, 1 - 3));
});

Deno.test("marginsOf() subtracts infinite scores as numbers are", () => {
  const margins = marginsOf(valuesOf([[-Infinity, 2], [Infinity, 2], [-Infinity, -Infinity]]));
  assertEquals(margins(0), Float64Array.of(-Infinity, Infinity, NaN));
  assertEquals(margins(1), Float64Array.of(Infinity, -Infinity, NaN));
});
