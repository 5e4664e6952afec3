import { assertEquals } from "@std/assert";
import { benchmarks } from "../../../cli/benchmarks/benchmarks.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { Network } from "../../../lib/network.ts";

/** Parameters of the networks, counted by hand or told by their authors. */
const parameterCounts: Readonly<Record<string, number>> = {
  // 784 · 500 + 500 + 500 · 10 + 10
  "batch-100": 397_510,
  // The report on FMAN45: 416 + 6,416 + 7,850.
  fman45: 14_682,
  // (25 + 1) · 8 + (25 · 8 + 1) · 16 + (16 · 49 + 1) · 10
  ninth: 11_274,
  // (25 + 1) · 16 + (25 · 16 + 1) · 32 + (25 · 32 + 1) · 48 + (25 · 48 + 1) · 64 + (64 · 49 + 1) · 10
  twelfth: 159_930,
};

Deno.test("benchmarks have names of their own", () => {
  const names = benchmarks.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
});

for (const [name, count] of Object.entries(parameterCounts)) {
  Deno.test(`the network of the benchmark ${name} has ${count} parameters`, () => {
    const benchmark = benchmarks.find((benchmark) => benchmark.name === name);
    const network = new Network({
      device: createTypeScriptDevice("f32"),
      inputShape: [1, 28, 28],
      layers: benchmark?.layers ?? [],
      batchSize: 1,
    });
    assertEquals(network.parameterCount, count);
  });
}
