import { assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { command } from "../../cli/generate.ts";
import { SamplesReader } from "../../lib/data/csv_samples.ts";
import { generators } from "../../lib/data/generators.ts";
import { runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

Deno.test("generate writes samples of every kind, which are read again", async () => {
  using folder = new TemporaryFolder();
  for (const { name, generate } of generators) {
    const path = folder.join(`new/${name}.csv`);
    await command.run([name, path, "--count", "7", "--noise", "0", "--seed", "3"]);
    const reader = new SamplesReader();
    reader.add(Deno.readFileSync(path));
    assertEquals(reader.finish(), generate({ count: 7, noise: 0, seed: 3 }), name);
  }
});

Deno.test("generate writes the same file for the same seed", async () => {
  using folder = new TemporaryFolder();
  const written = async (...options: string[]) => {
    await command.run(["moons", folder.join("moons.csv"), ...options]);
    return Deno.readTextFileSync(folder.join("moons.csv"));
  };
  const first = await written();
  assertEquals(await written("--seed", "1"), first);
  assertNotEquals(await written("--seed", "2"), first);
  assertEquals(first.split("\n").length, 1 + 200 + 1);
});

Deno.test("generate writes nothing but samples to the standard output, and says nothing if told so", async () => {
  using folder = new TemporaryFolder();
  const { stdout } = await runMnist(["generate", "moons", "-"], { cwd: folder.path });
  const outcome = await runMnist(["generate", "moons", "a.csv", "--quiet"], { cwd: folder.path });
  assertEquals(outcome, { code: 0, stdout: "", stderr: "" });
  assertEquals(Deno.readTextFileSync(folder.join("a.csv")), stdout);
});

Deno.test("generate refuses other kinds, and what no sample can be", async () => {
  using folder = new TemporaryFolder();
  for (
    const [args, message] of [
      [["moon", "a.csv"], 'did you mean "moons"?'],
      [["moons", "a.csv", "--count", "0"], "--count: Expected an integer from 1 to 1000000"],
      [["moons", "a.csv", "--noise", "-1"], "--noise: Expected a number of 0 or more"],
    ] as const
  ) {
    const { code, stderr } = await runMnist(["generate", ...args], { cwd: folder.path });
    assertEquals(code, 2);
    assertStringIncludes(stderr, message);
    assertEquals(folder.names(), []);
  }
});
