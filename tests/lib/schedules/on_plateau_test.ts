import { assertEquals, assertThrows } from "@std/assert";
import { onPlateau } from "../../../lib/schedules/on_plateau.ts";
import type { Schedule } from "../../../lib/schedules/schedule.ts";

/** The rate after each observation. */
function ratesAfter(schedule: Schedule, values: readonly number[]): number[] {
  return values.map((value) => {
    schedule.observe(value);
    return schedule.learningRate(0);
  });
}

Deno.test("onPlateau reduces the rate after epochs without improvement", () => {
  const schedule = onPlateau(8, { patience: 2, factor: 0.5 });
  assertEquals(schedule.learningRate(0), 8);
  assertEquals(
    ratesAfter(schedule, [1, 0.9, 0.9, 0.95, 0.8, 0.9, 0.7, 0.7, 0.7, 0.7, 0.7]),
    [8, 8, 8, 4, 4, 4, 4, 4, 2, 2, 1],
  );
});

Deno.test("onPlateau takes NaN and infinity for no improvement", () => {
  const schedule = onPlateau(8, { patience: 1, factor: 0.5 });
  assertEquals(ratesAfter(schedule, [NaN, Infinity, 5, NaN]), [4, 2, 2, 1]);
});

Deno.test("onPlateau goes on from a restored state, through JSON", () => {
  const values = [3, 2, 2, 2, 1, 1, 1, 1];
  for (let done = 0; done <= values.length; done++) {
    const whole = onPlateau(1, { patience: 2 });
    const expected = ratesAfter(whole, values);
    const first = onPlateau(1, { patience: 2 });
    const rates = ratesAfter(first, values.slice(0, done));
    const second = onPlateau(1, { patience: 2 });
    second.state = JSON.parse(JSON.stringify(first.state));
    assertEquals([...rates, ...ratesAfter(second, values.slice(done))], expected, `after ${done}`);
  }
});

Deno.test("onPlateau refuses parameters out of range", () => {
  assertThrows(() => onPlateau(0, { patience: 1 }), RangeError, "learning rate");
  assertThrows(() => onPlateau(1, { patience: 0 }), RangeError, "patience");
  assertThrows(() => onPlateau(1, { patience: 1, factor: 1 }), RangeError, "factor");
  assertThrows(() => onPlateau(1, { patience: 1, factor: 0 }), RangeError, "factor");
});

Deno.test("onPlateau refuses a state that it cannot have, and stays in its own", () => {
  const schedule = onPlateau(1, { patience: 2 });
  schedule.observe(5);
  const { state } = schedule;
  const cases: readonly [Record<string, number>, string][] = [
    [{ ...state, learningRate: NaN }, "the learning rate of the schedule"],
    [{ ...state, epochsWithoutImprovement: 2 }, "fewer than 2 epochs without improvement"],
    [{ ...state, epochsWithoutImprovement: 0.5 }, "an integer of 0 or more but found 0.5"],
    [{ ...state, best: NaN }, "the best value but found NaN"],
    [{ ...state, worst: 1 }, "without a state but found worst"],
    [{}, "the learning rate of the schedule"],
  ];
  for (const [wrong, message] of cases) {
    assertThrows(() => schedule.state = wrong, RangeError, message);
    assertEquals(schedule.state, state);
  }
});
