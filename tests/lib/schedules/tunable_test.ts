import { assertAlmostEquals, assertThrows } from "@std/assert";
import { tunable } from "../../../lib/schedules/tunable.ts";

/** First and last epoch, counted from 1, with the rate logged for them. */
const logged = [
  [1, 1, 1e-3],
  [2, 2, 2e-3],
  [3, 3, 3e-3],
  [4, 4, 4e-3],
  [5, 10, 5e-3],
  [11, 15, 2.5e-3],
  [16, 20, 1.25e-3],
  [21, 21, 6.25e-4],
  [22, 24, 3.13e-4],
  [25, 27, 1.56e-4],
] as const;

Deno.test("tunable gives the rates that the log of the twelfth network shows", () => {
  const schedule = tunable(1e-3, { halveAfter: 5 });
  for (const [first, last, rate] of logged) {
    for (let epoch = first; epoch <= last; epoch++) {
      // The log has three digits.
      assertAlmostEquals(schedule.learningRate(epoch - 1) / rate, 1, 0.003, `epoch ${epoch}`);
    }
  }
});

Deno.test("tunable goes on halving every third epoch", () => {
  const schedule = tunable(1e-3, { halveAfter: 5 });
  const rates = Array.from({ length: 7 }, (_, i) => schedule.learningRate(27 + i) / 5e-3);
  // Halved at 10, 15, 20, 21, 24, 27, and then at 30 and 33.
  const expected = [64, 64, 64, 128, 128, 128, 256].map((divisor) => 1 / divisor);
  rates.forEach((rate, i) => assertAlmostEquals(rate, expected[i], 1e-12));
});

Deno.test("tunable can halve as often after epoch 20 as before", () => {
  const schedule = tunable(1e-3, { halveAfter: 5, lateHalveAfter: 5 });
  for (const [epoch, divisor] of [[20, 8], [21, 8], [24, 8], [25, 16], [29, 16], [30, 32]]) {
    assertAlmostEquals(schedule.learningRate(epoch), 5e-3 / divisor, 1e-12, `epoch ${epoch}`);
  }
});

Deno.test("tunable refuses parameters out of range", () => {
  assertThrows(() => tunable(0, { halveAfter: 5 }), RangeError, "learning rate");
  assertThrows(() => tunable(1, { halveAfter: 0 }), RangeError, "before halving");
  assertThrows(() => tunable(1, { halveAfter: 5, lateHalveAfter: 1.5 }), RangeError, "late");
});
