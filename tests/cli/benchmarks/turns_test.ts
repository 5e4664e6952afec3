import { assertEquals } from "@std/assert";
import { fastest, measureInTurns } from "../../../cli/benchmarks/turns.ts";

Deno.test("measureInTurns() asks one after the other, and keeps the best time of each", async () => {
  const log: string[] = [];
  const contestant = (name: string, times: number[]) => ({
    measure(): Promise<number> {
      log.push(name);
      return Promise.resolve(times.shift() ?? NaN);
    },
  });
  const contestants = [contestant("ours", [3, 1, 2]), contestant("theirs", [5, 7, 6])];
  assertEquals(await measureInTurns(contestants, 3), [1, 5]);
  assertEquals(log, ["ours", "theirs", "ours", "theirs", "ours", "theirs"]);
});

Deno.test("fastest() takes the best of each name", () => {
  const variants = [
    { name: "a", settings: "threads=1", seconds: 4 },
    { name: "a", settings: "threads=2", seconds: 3 },
    { name: "b", settings: "backend=wasm", seconds: 1 },
    { name: "a", settings: "threads=3", seconds: 5 },
    { name: "b", settings: "backend=cpu", seconds: 2 },
  ];
  assertEquals(fastest(variants), [variants[1], variants[2]]);
  assertEquals(fastest([]), []);
});
