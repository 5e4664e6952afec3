import { assertEquals } from "@std/assert";
import { Matrix } from "../../../lib/matrix.ts";
import { EarlyStop } from "../../../lib/training/early_stop.ts";
import type { EarlyStopping } from "../../../lib/training/training_options.ts";

function earlyStopOf(watch: EarlyStopping["watch"]) {
  const weights = { value: Matrix.of([[0]]) };
  const stop = new EarlyStop({ rule: (values) => values.length === 3, watch }, [weights]);
  return { stop, weights };
}

Deno.test("EarlyStop watches the value that it was asked to", () => {
  const watched = (["training loss", "validation loss", "validation error"] as const).map(
    (watch) => {
      const { stop } = earlyStopOf(watch);
      stop.observe(0.5, { loss: 0.25, errorRate: 0.125 });
      return stop.watched;
    },
  );
  assertEquals(watched, [[0.5], [0.25], [0.125]]);
});

Deno.test("EarlyStop keeps the parameters of the best epoch, the first of equals", () => {
  const { stop, weights } = earlyStopOf("training loss");
  assertEquals([stop.bestEpoch, stop.isDue], [0, false]);
  for (const [epoch, loss] of [3, 1, 1].entries()) {
    weights.value.data[0] = epoch + 1;
    stop.observe(loss, undefined);
  }
  assertEquals([stop.bestEpoch, stop.isDue], [2, true]);
  assertEquals(stop.matrices.map((matrix) => matrix.toRows()), [[[2]]]);
  stop.restore();
  assertEquals(weights.value.toRows(), [[2]]);
});

Deno.test("EarlyStop goes on from what another one has watched", () => {
  const { stop, weights } = earlyStopOf("training loss");
  stop.watched = [2, 1];
  weights.value.data[0] = 7;
  stop.observe(1.5, undefined);
  assertEquals(stop.watched, [2, 1, 1.5]);
  assertEquals([stop.bestEpoch, stop.isDue], [2, true]);
  stop.restore();
  assertEquals(weights.value.toRows(), [[0]]);
});
