import { assertEquals } from "@std/assert";
import { distinctParts, groupRuns } from "../../../cli/compare/groups.ts";
import { historyOf, runOf } from "./sample_runs.ts";

Deno.test("groupRuns() names what differs alone, in the order of the table of keys", () => {
  const { keys, groups, repeats } = groupRuns([
    runOf("a", "learning_rate = 0.1\noptimizer = adam\nrel_path_history_file = x\nthreads = 1"),
    runOf("b", "learning_rate = 0.01"),
  ]);
  assertEquals(keys, ["learning_rate", "optimizer"]);
  assertEquals(groups.map(({ name }) => name), [
    "learning_rate 0.1, optimizer adam",
    "learning_rate 0.01, optimizer sgd",
  ]);
  assertEquals(groups.map(({ label }) => label), ["0.1, adam", "0.01, sgd"]);
  assertEquals(groups.map(({ values }) => values), [["0.1", "adam"], ["0.01", "sgd"]]);
  assertEquals(repeats, undefined);
});

Deno.test("groupRuns() takes a key that is left out for what holds without it", () => {
  const { keys } = groupRuns([runOf("a", "l2 = 0\noptimizer = sgd\nseed = 1"), runOf("b", "")]);
  assertEquals(keys, []);
});

Deno.test("groupRuns() puts runs together that differ in their seeds alone", () => {
  const runs = ["0.1", "0.2"].flatMap((rate) =>
    [1, 2].map((seed) => runOf(`${rate}/${seed}`, `learning_rate = ${rate}\nseed = ${seed}`))
  );
  const { keys, groups, repeats } = groupRuns(runs);
  assertEquals({ keys, repeats }, { keys: ["learning_rate"], repeats: "seeds" });
  assertEquals(groups.map(({ name }) => name), ["learning_rate 0.1", "learning_rate 0.2"]);
  assertEquals(groups.map(({ runs }) => runs.map(({ path }) => path)), [
    ["0.1/1", "0.1/2"],
    ["0.2/1", "0.2/2"],
  ]);
});

Deno.test("groupRuns() of one configuration with many seeds makes one group", () => {
  const runs = [1, 2, 3].map((seed) => runOf(`${seed}`, `seed = ${seed}`));
  const { keys, groups } = groupRuns(runs);
  assertEquals([keys, groups.map(({ name }) => name)], [[], ["3 seeds"]]);
});

Deno.test("groupRuns() puts the folds of each cross-validation together", () => {
  const folds = (path: string, lines: string) =>
    [1, 2].map((fold) => ({ ...runOf(path, `folds = 2\n${lines}`), fold }));
  const one = groupRuns(folds("a.config", ""));
  assertEquals([one.repeats, one.keys], ["folds", []]);
  assertEquals(one.groups.map(({ name, runs }) => [name, runs.length]), [["2 folds", 2]]);
  const two = groupRuns([...folds("a.config", "l2 = 0.1"), ...folds("b.config", "l2 = 0.2")]);
  assertEquals(two.groups.map(({ name }) => name), ["l2 0.1", "l2 0.2"]);
  const seeds = ["seed = 1", "seed = 2"].flatMap((line) => [
    ...folds(`${line}/a`, `${line}\nl2 = 0.1`),
    ...folds(`${line}/b`, `${line}\nl2 = 0.2`),
  ]);
  const averaged = groupRuns(seeds);
  assertEquals([averaged.repeats, averaged.keys], ["seeds and folds", ["l2"]]);
  assertEquals(averaged.groups.map(({ name, runs }) => [name, runs.length]), [
    ["l2 0.1", 4],
    ["l2 0.2", 4],
  ]);
  const mixed = groupRuns([...folds("a.config", ""), runOf("b.config", "seed = 2")]);
  assertEquals(mixed.groups.map(({ runs }) => runs.length), [2, 1]);
  assertEquals(mixed.keys, ["folds", "seed"]);
});

Deno.test("groupRuns() keeps two runs apart that differ in their seeds", () => {
  const { keys, groups } = groupRuns([1, 2].map((seed) => runOf("a", `seed = ${seed}`)));
  assertEquals(keys, ["seed"]);
  assertEquals(groups.map(({ name }) => name), ["seed 1", "seed 2"]);
});

Deno.test("groupRuns() goes by paths where configurations say no difference or are not known", () => {
  const same = groupRuns([runOf("x/a/run.config", ""), runOf("x/b/run.config", "")]);
  assertEquals(same.groups.map(({ name }) => name), ["a", "b"]);
  const unknown = groupRuns([
    { path: "x/a.jsonl", history: historyOf(0.5) },
    { path: "x/b.csv", history: historyOf(0.5) },
    runOf("x/c.config", ""),
  ]);
  assertEquals([unknown.keys, unknown.groups.map(({ name }) => name)], [[], ["a", "b", "c"]]);
  const mixed = groupRuns([
    { path: "x/a.jsonl", history: historyOf(0.5) },
    runOf("x/b.config", "l2 = 0.1"),
    runOf("x/c.config", "l2 = 0.2"),
  ]);
  assertEquals(mixed.groups.map(({ name }) => name), ["a", "l2 0.1", "l2 0.2"]);
  assertEquals(mixed.groups.map(({ label }) => label), ["a", "l2 0.1", "l2 0.2"]);
  assertEquals(mixed.groups[0].values, ["–"]);
});

Deno.test("groupRuns() does not take the same seed twice for two seeds", () => {
  const runs = [1, 1, 2].map((seed, i) => runOf(`run-${i}`, `seed = ${seed}`));
  const { repeats, groups } = groupRuns(runs);
  assertEquals(repeats, undefined);
  assertEquals(groups.map(({ name }) => name), ["run-0", "run-1", "seed 2"]);
});

Deno.test("distinctParts() leaves out what all paths begin and end with", () => {
  assertEquals(distinctParts(["r/a/history.jsonl", "r/b/history.jsonl"]), ["a", "b"]);
  assertEquals(distinctParts(["r/a.jsonl", "r/b.safetensors"]), ["a", "b"]);
  assertEquals(distinctParts(["r/a.jsonl", "r/a.csv"]), ["a.jsonl", "a.csv"]);
  assertEquals(distinctParts(["a/b/c.jsonl", "d.jsonl"]), ["a/b/c.jsonl", "d.jsonl"]);
  assertEquals(distinctParts(["r/a.jsonl"]), ["a"]);
  assertEquals(distinctParts(["a/a", "a"]), ["a/a", "a"]);
});
