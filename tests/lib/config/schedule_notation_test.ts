import { assertEquals, assertThrows } from "@std/assert";
import { NotationError } from "../../../lib/config/notation/tokens.ts";
import { scheduleNotation } from "../../../lib/config/schedule_notation.ts";
import { assertClose } from "../../close.ts";

function rates(text: string, learningRate: number, times: readonly number[]): number[] {
  const schedule = scheduleNotation.parse(text)(learningRate, "epoch");
  return times.map((time) => schedule.learningRate(time));
}

Deno.test("scheduleNotation reads constant", () => {
  assertEquals(rates("constant", 0.3, [0, 1, 1000]), [0.3, 0.3, 0.3]);
});

Deno.test("scheduleNotation reads piecewise", () => {
  assertEquals(
    rates("piecewise 100:0.01 200:1e-3", 0.1, [0, 99, 100, 199, 200]),
    [0.1, 0.1, 0.01, 0.01, 0.001],
  );
});

Deno.test("scheduleNotation reads step", () => {
  assertEquals(rates("step 5", 0.8, [4, 5, 9, 10]), [0.8, 0.4, 0.4, 0.2]);
  assertClose(rates("step 2 0.1", 1, [1, 2, 4]), [1, 0.1, 0.01], 1e-12);
});

Deno.test("scheduleNotation reads linear", () => {
  assertClose(rates("linear 8", 0.4, [0, 2, 7, 8, 9]), [0.4, 0.3, 0.05, 0, 0], 1e-12);
});

Deno.test("scheduleNotation reads cosine and one_cycle", () => {
  assertClose(rates("cosine 8", 0.4, [0, 4, 8]), [0.4, 0.2, 0], 1e-12);
  assertClose(rates("warm_up 2, cosine 8", 0.4, [0, 1, 2, 6]), [0.2, 0.4, 0.4, 0.2], 1e-12);
  assertClose(rates("one_cycle 10", 0.1, [0, 2, 9]), [0.004, 0.1, 4e-7], 1e-12);
  assertClose(rates("one_cycle 10 0.5", 0.1, [0, 4, 9]), [0.004, 0.1, 4e-7], 1e-12);
});

Deno.test("scheduleNotation reads exponential and power", () => {
  assertClose(rates("exponential 30", 0.5, [0, 30, 60]), [0.5, 0.05, 0.005], 1e-12);
  assertClose(rates("power 10", 0.5, [0, 10, 30]), [0.5, 0.25, 0.125], 1e-12);
  assertClose(rates("power 10 2", 0.5, [10]), [0.125], 1e-12);
});

Deno.test("scheduleNotation reads plateau", () => {
  const rateAfter = (text: string, losses: readonly number[]) => {
    const schedule = scheduleNotation.parse(text)(1, "epoch");
    for (const loss of losses) schedule.observe(loss);
    return schedule.learningRate(losses.length);
  };
  assertEquals(rateAfter("plateau 2", [5, 4, 4]), 1);
  assertClose([rateAfter("plateau 2", [5, 4, 4, 4])], [0.1], 1e-12);
  assertEquals(rateAfter("plateau 2 0.25", [5, 4, 4, 4]), 0.25);
});

Deno.test("scheduleNotation reads tunable, with the rates of Luqué's twelfth model", () => {
  // Epochs counted from 1: 5, 10, 11, 16, 21, 22, 25.
  assertClose(
    rates("tunable 5", 1e-3, [4, 9, 10, 15, 20, 21, 24]),
    [5e-3, 5e-3, 2.5e-3, 1.25e-3, 6.25e-4, 3.125e-4, 1.5625e-4],
    1e-12,
  );
  assertClose(rates("tunable 5 5", 1e-3, [21, 25]), [6.25e-4, 3.125e-4], 1e-12);
});

Deno.test("scheduleNotation reads a warm-up, alone or before another schedule", () => {
  assertClose(rates("warm_up 4", 0.8, [0, 1, 3, 4, 99]), [0.2, 0.4, 0.8, 0.8, 0.8], 1e-12);
  // Luqué's TensorFlow model.
  assertClose(
    rates("warm_up 5, step 5", 0.0005, [0, 4, 9, 10, 15]),
    [0.0001, 0.0005, 0.0005, 0.00025, 0.000125],
    1e-12,
  );
});

Deno.test("scheduleNotation counts in the unit that is asked for, where it can", () => {
  const unit = (text: string) => scheduleNotation.parse(text)(0.1, "iteration").unit;
  for (
    const text of [
      "constant",
      "piecewise 5:1",
      "step 5",
      "cosine 5",
      "one_cycle 5",
      "exponential 5",
      "power 5",
      "warm_up 5",
    ]
  ) {
    assertEquals(unit(text), "iteration");
  }
  for (const text of ["plateau 5", "tunable 5", "warm_up 5, tunable 5"]) {
    assertEquals(unit(text), "epoch");
  }
});

for (
  const [text, message] of [
    ["constants", "Expected a schedule (constant, piecewise, step, linear, "],
    ["piecewise", "Expected a time and a rate such as 100:0.01 as <time:rate> but found the end"],
    ["piecewise 100", 'as <time:rate> but found "100"'],
    ["piecewise 100:0", 'as <time:rate> but found "100:0"'],
    ["piecewise 0:0.1", 'as <time:rate> but found "0:0.1"'],
    ["piecewise 200:0.1 100:0.01", "Expected times that grow but found 100 after 200"],
    ["step 5 1", "Expected a number above 0 and below 1 as <factor>"],
    ["step 5.5", 'as <time> but found "5.5"'],
    ["cosine 0", "as <time>"],
    ["one_cycle 5 1", "as <share>"],
    ["exponential 0", "as <period>"],
    ["plateau", "as <epochs> but found the end of the line"],
    ["warm_up 5,", "Expected a schedule but found the end of the line"],
    ["warm_up 5, warm_up 5", 'Expected a schedule but found "warm_up"'],
    ["warm_up 5 step 5", 'Expected "," or the end of the line but found "step"'],
    ["step 5, step 5", 'but found ","'],
  ]
) {
  Deno.test(`scheduleNotation refuses ${text}`, () => {
    assertThrows(() => scheduleNotation.parse(text), NotationError, message);
  });
}
