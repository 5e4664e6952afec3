import { assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import {
  errorRatesOf,
  formatRuns,
  historyPath,
  meanSeconds,
  parseRuns,
  type Run,
  withRun,
} from "../../../tools/results/run.ts";

function runOf(config: string, seed: number, more: Partial<Run> = {}): Run {
  const facts = { errorRate: 0.05, seconds: 10, machine: "a machine", date: "2026-11-21" };
  return { config, seed, ...facts, ...more };
}

Deno.test("parseRuns() reads what formatRuns() writes", () => {
  const { errorRate: _, ...unfinished } = runOf("b", 1);
  const runs = [runOf("a", 1), runOf("a", 2), unfinished];
  assertEquals(parseRuns(formatRuns(runs)), runs);
  assertEquals(parseRuns(""), []);
});

Deno.test("parseRuns() names the line that is no run", () => {
  const line = formatRuns([runOf("a", 1)]);
  for (const wrong of ["{", "[]", "{}", line.replace("10", '"10"').trim()]) {
    const error = assertThrows(() => parseRuns(`${line}${wrong}\n`), FormatError);
    assertEquals(error.message, `Expected a run in line 2 but found ${wrong}`);
  }
});

Deno.test("withRun() replaces the run with the same configuration and seed", () => {
  const runs = [runOf("a", 2), runOf("c", 1)];
  const added = runOf("a", 2, { errorRate: 0.01 });
  assertEquals(withRun(runs, added), [added, runOf("c", 1)]);
});

Deno.test("withRun() sorts runs by configuration and seed", () => {
  const runs = ["c", "a"].flatMap((config) => [10, 9].map((seed) => runOf(config, seed)));
  const order = withRun(runs, runOf("b", 1)).map(({ config, seed }) => `${config}${seed}`);
  assertEquals(order, ["a9", "a10", "b1", "c9", "c10"]);
});

Deno.test("errorRatesOf() leaves out what is not finished, meanSeconds() does not", () => {
  const runs = [runOf("a", 1), runOf("a", 2, { errorRate: undefined, seconds: 20 })];
  assertEquals(errorRatesOf(runs), [0.05]);
  assertEquals(meanSeconds(runs), 15);
});

Deno.test("historyPath() names the seed, except the first", () => {
  assertEquals(historyPath({ config: "luque-01", seed: 1 }), "results/recorded/luque-01.jsonl");
  assertEquals(
    historyPath({ config: "luque-01", seed: 2 }),
    "results/recorded/luque-01-seed-2.jsonl",
  );
});
