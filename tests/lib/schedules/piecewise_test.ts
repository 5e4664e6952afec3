import { assertEquals, assertThrows } from "@std/assert";
import { piecewise } from "../../../lib/schedules/piecewise.ts";

Deno.test("piecewise keeps each rate until the next begins", () => {
  const schedule = piecewise(0.1, [
    { from: 100, learningRate: 0.01 },
    { from: 200, learningRate: 0.001 },
  ]);
  // Epochs 1-100, 101-200 and 201-300 of the lecture notes' table.
  for (const [epoch, rate] of [[1, 0.1], [100, 0.1], [101, 0.01], [200, 0.01], [201, 0.001]]) {
    assertEquals(schedule.learningRate(epoch - 1), rate, `epoch ${epoch}`);
  }
  assertEquals(schedule.learningRate(1e6), 0.001);
});

Deno.test("piecewise without further pieces is constant", () => {
  assertEquals(piecewise(0.5, []).learningRate(7), 0.5);
});

Deno.test("piecewise refuses times that do not grow and rates that are not above 0", () => {
  const at = (from: number) => ({ from, learningRate: 1 });
  assertThrows(() => piecewise(1, [at(2), at(2)]), RangeError, "found 2 after 2");
  assertThrows(() => piecewise(1, [at(0)]), RangeError, "time");
  assertThrows(() => piecewise(0, []), RangeError, "learning rate");
  assertThrows(() => piecewise(1, [{ from: 1, learningRate: 0 }]), RangeError, "learning rate");
});
