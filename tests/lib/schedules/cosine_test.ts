import { assertEquals, assertThrows } from "@std/assert";
import { cosineDecay, oneCycle } from "../../../lib/schedules/cosine.ts";
import type { Schedule } from "../../../lib/schedules/schedule.ts";
import { warmUp } from "../../../lib/schedules/warm_up.ts";
import { assertClose } from "../../close.ts";

function rates(schedule: Schedule, count: number): number[] {
  return Array.from({ length: count }, (_, time) => schedule.learningRate(time));
}

Deno.test("cosineDecay has the rates of PyTorch's CosineAnnealingLR", () => {
  // CosineAnnealingLR(SGD(lr=0.4), T_max=8) and CosineAnnealingLR(SGD(lr=0.003), T_max=5)
  assertClose(
    rates(cosineDecay(0.4, 8), 9),
    [
      0.4,
      0.38477590650225735,
      0.3414213562373095,
      0.276536686473018,
      0.2,
      0.12346331352698206,
      0.05857864376269051,
      0.015224093497742654,
      0,
    ],
    1e-15,
  );
  assertClose(
    rates(cosineDecay(0.003, 5), 6),
    [
      0.003,
      0.002713525491562421,
      0.001963525491562421,
      0.0010364745084375786,
      0.00028647450843757887,
      0,
    ],
    1e-17,
  );
});

Deno.test("cosineDecay stays at 0", () => {
  const schedule = cosineDecay(0.5, 20, "iteration");
  assertEquals([20, 21, 30, 1e9].map((time) => schedule.learningRate(time)), [0, 0, 0, 0]);
  assertEquals([schedule.unit, cosineDecay(1, 1).unit], ["iteration", "epoch"]);
});

Deno.test("cosineDecay follows a warm-up from its highest rate on", () => {
  const schedule = warmUp(4, cosineDecay(0.8, 2));
  assertClose(rates(schedule, 7), [0.2, 0.4, 0.6, 0.8, 0.8, 0.4, 0], 1e-15);
});

Deno.test("cosineDecay refuses parameters that are not above 0", () => {
  assertThrows(() => cosineDecay(0, 1), RangeError, "learning rate");
  assertThrows(() => cosineDecay(1, 0), RangeError, "end of the schedule");
});

Deno.test("oneCycle has the rates of PyTorch's OneCycleLR", () => {
  // OneCycleLR(max_lr=0.1, total_steps=10, cycle_momentum=False)
  assertClose(
    rates(oneCycle(0.1, { length: 10 }), 10),
    [
      0.004,
      0.052,
      0.1,
      0.09504846320134738,
      0.0811745653949763,
      0.06112620219362893,
      0.03887419780637107,
      0.0188258346050237,
      0.004951936798652629,
      4e-7,
    ],
    1e-15,
  );
  // The same with max_lr=0.5, total_steps=7, pct_start=0.5: the top lies between two steps.
  assertClose(
    rates(oneCycle(0.5, { length: 7, rise: 0.5 }), 7),
    [
      0.02,
      0.18583592135001265,
      0.45416407864998737,
      0.47524231600673683,
      0.30563101096814466,
      0.09412917302511849,
      2e-6,
    ],
    1e-15,
  );
  // With max_lr=1, total_steps=3 the rate falls from the first step on.
  assertClose(
    rates(oneCycle(1, { length: 3 }), 3),
    [0.9944154354509117, 0.46263710266697505, 4e-6],
    1e-15,
  );
});

Deno.test("oneCycle stays at its last rate, and is at its highest where there is no rise", () => {
  const schedule = oneCycle(0.1, { length: 10, unit: "iteration" });
  assertClose([10, 1e9].map((time) => schedule.learningRate(time)), [4e-7, 4e-7], 1e-20);
  assertEquals([schedule.unit, oneCycle(1, { length: 1 }).unit], ["iteration", "epoch"]);
  assertEquals(oneCycle(1, { length: 2, rise: 0.5 }).learningRate(0), 1);
});

Deno.test("oneCycle refuses parameters out of range", () => {
  assertThrows(() => oneCycle(0, { length: 1 }), RangeError, "learning rate");
  assertThrows(() => oneCycle(1, { length: 1.5 }), RangeError, "length of the cycle");
  assertThrows(() => oneCycle(1, { length: 2, rise: 1 }), RangeError, "share of the rise");
});
