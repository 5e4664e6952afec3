import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { LossTrace, mergePoints } from "../../../lib/plots/loss_trace.ts";

function traceOf(count: number, most: number, loss: (i: number) => number): LossTrace {
  const trace = new LossTrace(most);
  for (let i = 0; i < count; i++) trace.add(i, loss(i));
  return trace;
}

Deno.test("LossTrace keeps each loss while there are few", () => {
  const trace = new LossTrace(4);
  assertEquals({ points: trace.points, latest: trace.latest }, { points: [], latest: undefined });
  trace.add(0.5, 3);
  trace.add(1, 2);
  trace.add(1.5, 4);
  assertEquals(trace.points, [[0.5, 3], [1, 2], [1.5, 4]]);
  assertEquals(trace.latest, 4);
});

Deno.test("LossTrace merges neighbours when there are too many, from then on before they count", () => {
  const trace = traceOf(4, 4, (i) => 10 * i);
  assertEquals(trace.points, [[0.5, 5], [2.5, 25]]);
  trace.add(4, 40);
  assertEquals(trace.points, [[0.5, 5], [2.5, 25]]);
  assertEquals(trace.latest, 40);
  trace.add(5, 60);
  assertEquals(trace.points, [[0.5, 5], [2.5, 25], [4.5, 50]]);
  trace.add(6, 0);
  trace.add(7, 0);
  assertEquals(trace.points, [[1.5, 15], [5.5, 25]]);
});

Deno.test("LossTrace has few points however long it goes on, and their mean is that of all losses", () => {
  const count = 2 ** 20;
  const { points } = traceOf(count, 256, (i) => Math.sin(i) + i / count);
  assert(points.length >= 128 && points.length < 256, `${points.length}`);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.sin(i) + i / count;
  const mean = points.reduce((sum, [_, loss]) => sum + loss, 0) / points.length;
  assertAlmostEquals(mean, sum / count, 1e-9);
  const distances = points.slice(1).map(([epoch], i) => epoch - points[i][0]);
  assertEquals(new Set(distances), new Set([count / 128]));
});

Deno.test("mergePoints() merges neighbours until there are few enough", () => {
  const points = [[0, 1], [1, 3], [2, 5], [3, 7], [4, 9]] as const;
  assertEquals(mergePoints(points, 5), points);
  assertEquals(mergePoints(points, 4), [[0.5, 2], [2.5, 6], [4, 9]]);
  assertEquals(mergePoints(points, 2), [[1.5, 4], [4, 9]]);
  assertEquals(mergePoints([], 2), []);
});
