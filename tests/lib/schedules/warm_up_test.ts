import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { onPlateau } from "../../../lib/schedules/on_plateau.ts";
import { piecewise } from "../../../lib/schedules/piecewise.ts";
import { constantRate, stepDecay } from "../../../lib/schedules/schedule.ts";
import { warmUp } from "../../../lib/schedules/warm_up.ts";

Deno.test("warmUp grows to 0.0005 over 5 epochs, before it is halved every 5", () => {
  const schedule = warmUp(5, stepDecay(0.0005, { every: 5 }));
  const rates = Array.from({ length: 20 }, (_, epoch) => schedule.learningRate(epoch));
  const expected = [
    [1e-4, 2e-4, 3e-4, 4e-4, 5e-4],
    Array(5).fill(5e-4),
    Array(5).fill(2.5e-4),
    Array(5).fill(1.25e-4),
  ].flat();
  rates.forEach((rate, i) => assertAlmostEquals(rate, expected[i], 1e-15, `epoch ${i}`));
});

Deno.test("warmUp over one epoch is that epoch before its schedule", () => {
  const schedule = warmUp(1, piecewise(4, [{ from: 1, learningRate: 2 }], "iteration"));
  assertEquals([0, 1, 2].map((time) => schedule.learningRate(time)), [4, 4, 2]);
  assertEquals(schedule.unit, "iteration");
});

Deno.test("warmUp passes observations and state on", () => {
  const schedule = warmUp(2, onPlateau(1, { patience: 1, factor: 0.5 }));
  schedule.observe(3);
  schedule.observe(3);
  assertEquals(schedule.learningRate(2), 0.5);
  const restored = warmUp(2, onPlateau(1, { patience: 1, factor: 0.5 }));
  restored.state = schedule.state;
  restored.observe(3);
  assertEquals(restored.learningRate(2), 0.25);
});

Deno.test("warmUp refuses a duration that is not an integer of 1 or more", () => {
  for (const duration of [0, 1.5, NaN]) {
    assertThrows(() => warmUp(duration, constantRate(1)), RangeError, "warm-up");
  }
});
