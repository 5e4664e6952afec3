import { assert, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../../lib/random.ts";
import {
  bestEpoch,
  type StoppingRule,
  stopWithoutGain,
  stopWithoutRelativeGain,
} from "../../../lib/training/stopping_rules.ts";

/** The epoch, counted from 1, after which the rule ends a training; 0 if it does not. */
function stoppingEpoch(rule: StoppingRule, values: readonly number[]): number {
  return values.findIndex((_, i) => rule(values.slice(0, i + 1))) + 1;
}

Deno.test("stopWithoutRelativeGain stops when the oldest value is within reach of the smallest", () => {
  const rule = stopWithoutRelativeGain({ patience: 4, minDeltaRel: 0.1 });
  assertEquals(stoppingEpoch(rule, [8, 4, 2, 1, 0.5, 0.25]), 0);
  // The window 1, 0.95, 0.92, 0.91: 1 is below 1.1 times 0.91 = 1.001.
  assertEquals(stoppingEpoch(rule, [8, 1, 0.95, 0.92, 0.91]), 5);
  // 1 is above 1.1 times 0.9 = 0.99, but 0.95 is below it an epoch later.
  assertEquals(stoppingEpoch(rule, [8, 1, 0.95, 0.92, 0.9, 0.93]), 6);
});

Deno.test("stopWithoutRelativeGain stops Luqué's twelfth model in epoch 56, best in epoch 42", () => {
  // Patience 15: epoch 42 is the oldest of the epochs 42 to 56.
  const losses = Array.from({ length: 60 }, (_, i) => i < 42 ? 2 * 0.9 ** i : 2 * 0.9 ** 41 + 1e-6);
  const rule = stopWithoutRelativeGain({ patience: 15, minDeltaRel: 0.005 });
  assertEquals(stoppingEpoch(rule, losses), 56);
  assertEquals(bestEpoch(losses.slice(0, 56)), 42);
});

Deno.test("stopWithoutRelativeGain waits until there are as many values as its patience", () => {
  const rule = stopWithoutRelativeGain({ patience: 3, minDeltaRel: 0 });
  assertEquals(stoppingEpoch(rule, [1, 1, 1, 1]), 3);
  assertEquals(rule([]), false);
});

Deno.test("stopWithoutRelativeGain stops at once with a loss of 0 in the window's front", () => {
  const rule = stopWithoutRelativeGain({ patience: 2, minDeltaRel: 0 });
  assertEquals(stoppingEpoch(rule, [1, 0, 0, 0]), 3);
});

Deno.test("where stopWithoutRelativeGain stops, the best of its last values is the best of all", () => {
  const random = new Random(1);
  for (let run = 0; run < 300; run++) {
    const patience = 1 + random.integer(6);
    const rule = stopWithoutRelativeGain({ patience, minDeltaRel: random.uniform(0, 0.2) });
    let loss = 1;
    const losses = Array.from({ length: 80 }, () => loss *= random.uniform(0.8, 1.15));
    const epoch = stoppingEpoch(rule, losses);
    if (epoch === 0) continue;
    const done = losses.slice(0, epoch);
    assertEquals(Math.min(...done.slice(-patience)), Math.min(...done));
    assert(bestEpoch(done) > epoch - patience);
  }
});

Deno.test("stopWithoutGain stops after `patience` epochs without a smaller value", () => {
  const rule = stopWithoutGain({ patience: 2 });
  assertEquals(stoppingEpoch(rule, [3, 2, 2, 1, 1, 1]), 6);
  assertEquals(stoppingEpoch(rule, [3, 2, 2.5, 2]), 4);
  assertEquals(stoppingEpoch(rule, [5, 4, 3, 2, 1]), 0);
  assertEquals(stoppingEpoch(rule, [1, 2, 3]), 3);
  assertEquals(rule([]), false);
});

Deno.test("stopWithoutGain stops Luqué's TensorFlow model in epoch 85, best in epoch 65", () => {
  const losses = Array.from({ length: 100 }, (_, i) => Math.abs(i + 1 - 65));
  assertEquals(stoppingEpoch(stopWithoutGain({ patience: 20 }), losses), 85);
  assertEquals(bestEpoch(losses), 65);
});

Deno.test("stopWithoutGain counts only gains of more than minDelta, small ones once they add up", () => {
  const rule = stopWithoutGain({ patience: 3, minDelta: 0.25 });
  assertEquals(stoppingEpoch(rule, [1, 0.875, 0.75, 0.75]), 4);
  assertEquals(stoppingEpoch(rule, [1, 0.875, 0.75, 0.625, 0.5, 0.5]), 0);
});

Deno.test("stopWithoutGain takes a value that is not a number for no gain", () => {
  assertEquals(stoppingEpoch(stopWithoutGain({ patience: 2 }), [1, NaN, NaN]), 3);
  assertEquals(stoppingEpoch(stopWithoutGain({ patience: 2 }), [NaN, 2, 1, 1, 1]), 5);
});

Deno.test("bestEpoch is the first epoch with the smallest value", () => {
  assertEquals(bestEpoch([]), 0);
  assertEquals(bestEpoch([7]), 1);
  assertEquals(bestEpoch([3, 1, 2, 1]), 2);
  assertEquals(bestEpoch([NaN, 3, NaN, 2]), 4);
});

Deno.test("the stopping rules refuse numbers out of range", () => {
  for (const patience of [0, -1, 1.5, NaN]) {
    assertThrows(() => stopWithoutGain({ patience }), RangeError, "patience to be an integer");
    assertThrows(
      () => stopWithoutRelativeGain({ patience, minDeltaRel: 0 }),
      RangeError,
      "patience to be an integer",
    );
  }
  for (const delta of [-0.1, NaN, Infinity]) {
    assertThrows(() => stopWithoutGain({ patience: 1, minDelta: delta }), RangeError, "the gain");
    assertThrows(
      () => stopWithoutRelativeGain({ patience: 1, minDeltaRel: delta }),
      RangeError,
      "the relative gain",
    );
  }
});
