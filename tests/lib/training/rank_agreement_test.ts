import { assertEquals, assertNotEquals } from "@std/assert";
import { Matrix } from "../../../lib/matrix.ts";
import { alone } from "../../../lib/training/communicator.ts";
import { fingerprintOf, ranksThatDiffer } from "../../../lib/training/rank_agreement.ts";

Deno.test("ranksThatDiffer() names the ranks that have another number than the first", () => {
  assertEquals(ranksThatDiffer(alone, 5), []);
  const withOthers = (others: readonly number[]) => ({
    ...alone,
    rank: 2,
    size: 4,
    sum: (data: { [i: number]: number }) => others.forEach((other, i) => data[i] += other),
  });
  assertEquals(ranksThatDiffer(withOthers([5, 5, 0, 5]), 5), []);
  assertEquals(ranksThatDiffer(withOthers([5, 5, 0, 6]), 5), [3]);
  assertEquals(ranksThatDiffer(withOthers([6, 5, 0, 6]), 5), [1, 2]);
});

Deno.test("fingerprintOf() tells each bit of each element, and their order", () => {
  const of = (rows: readonly number[][], precision: "f64" | "f32" = "f64") => {
    return fingerprintOf(rows.map((row) => Matrix.of([row], precision)));
  };
  const found = of([[1, 2], [3]]);
  assertEquals(of([[1, 2], [3]]), found);
  for (const other of [[[1, 2 + 2 ** -51], [3]], [[2, 1], [3]], [[1, 2], [-3]], [[3], [1, 2]]]) {
    assertNotEquals(of(other), found);
  }
  assertNotEquals(of([[1, 2], [3]], "f32"), of([[1, 2 + 2 ** -22], [3]], "f32"));
  assertNotEquals(of([[0]]), of([[-0]]));
});
