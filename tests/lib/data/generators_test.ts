import { assertEquals } from "@std/assert";
import { generators } from "../../../lib/data/generators.ts";

Deno.test("generators are there by name, with the truth behind numeric targets", () => {
  const names = generators.map(({ name }) => name).join(" ");
  assertEquals(names, "moons circles spirals xor blobs sine bumps polynomial ridge");
  for (const { generate, truth } of generators) {
    const samples = generate({ count: 7, noise: 0, seed: 3 });
    assertEquals([samples.count, "targets" in samples], [7, truth !== undefined]);
    if (truth !== undefined) assertEquals(samples.shape, [truth.arity]);
  }
});
