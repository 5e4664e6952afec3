/**
 * Measures the device `webgpu` on the adapter that there is, and prints a table: correctness first, then
 * speed. `tools/gpu_benchmark.sh` runs it, on a machine without a network too.
 *
 * @module
 */
import { readConfig } from "../cli/files/config_file.ts";
import type { Override } from "../lib/config/source.ts";
import { findAdapter, openRecorder } from "../lib/devices/webgpu/adapter.ts";
import { createWebGpuDevice } from "../lib/devices/webgpu/webgpu_device.ts";
import {
  Budget,
  formatMeasured,
  formatSeconds,
  type Measured,
  tableHead,
} from "./gpu_benchmark/measured.ts";
import {
  measureConvolutions,
  measureProducts,
  measureReadBack,
  measureSmallOperation,
} from "./gpu_benchmark/operations.ts";
import { runBenchmarks, testOperations } from "./gpu_benchmark/programs.ts";
import { countStep, h200, leastSeconds, totalCost } from "./gpu_benchmark/step_costs.ts";
import { measureTiles } from "./gpu_benchmark/tiles.ts";
import { measureTraining } from "./gpu_benchmark/trainings.ts";

/** What all of it may take, in seconds; programs that run out of it leave some to print the table. */
const SECONDS = 270;

/** The networks whose convolutions and first epochs are measured. */
const CONFIGS = ["best", "luque-tensorflow"];

/** Of each: the first one takes the compiling, too. */
const EPOCHS = 2;

const BENCHMARKS = ["batch-256", "batch-100", "batch-16", "inference", "twelfth"];

const SIZES = [[64, 784, 500], [256, 784, 500], ...[256, 1024, 2048, 4096].map(cube)] as const;

/** On an adapter in software, whose speed is of no interest. */
const REDUCED_SIZES = [[64, 784, 500], cube(256)] as const;

function cube(size: number): readonly [number, number, number] {
  return [size, size, size];
}

/** Prints lines of the table as they come. */
async function print(
  lines: AsyncIterable<Measured> | Iterable<Measured | Promise<Measured>>,
): Promise<void> {
  for await (const measured of lines) console.log(formatMeasured(measured));
}

/** A configuration with the operations of a step. */
async function subject(name: string, overrides: readonly Override[]) {
  const config = await readConfig(`mnist-configs/${name}.config`, overrides);
  const operations = countStep(config, [1, 28, 28], 10);
  const convolutions = operations.flatMap(({ name, geometry }) =>
    name === "convolution" && geometry !== undefined ? [geometry] : []
  );
  return { name, config, operations, convolutions };
}

function describeStep({ name, config, operations }: Awaited<ReturnType<typeof subject>>): Measured {
  const { flop, bytes } = totalCost(operations);
  const least = formatSeconds(leastSeconds(operations, h200));
  return {
    what: `${name}, a step of ${config.batchSize} images`,
    figure: `${(flop / 1e9).toFixed(1)} GFLOP`,
    note: `${(bytes / 1e6).toFixed(0)} MB; at least ${least} on an ${h200.name}`,
  };
}

const budget = new Budget(SECONDS);
const adapter = await findAdapter();
const isReduced = adapter.isSoftware;
const gpu = await openRecorder(adapter);
using device = createWebGpuDevice(gpu);

console.log(tableHead);
await print([{
  what: "adapter",
  figure: adapter.description,
  note: isReduced ? "software: everything in reduced sizes" : `Deno ${Deno.version.deno}`,
}]);
await print(await testOperations(budget.share(90)));
await print([measureReadBack(device), measureSmallOperation(device)]);

const overrides = [
  { key: "device", value: "webgpu" },
  ...isReduced ? [{ key: "batch_size", value: "4" }] : [],
];
const subjects = await Promise.all(CONFIGS.map((name) => subject(name, overrides)));
await print(subjects.map(describeStep));
for (const { name, config } of subjects) {
  const limits = { epochs: EPOCHS, isReduced, budget: budget.share(60) };
  await print(measureTraining(gpu, device, name, config, limits));
}
await print(measureProducts(device, isReduced ? REDUCED_SIZES : SIZES, budget.share(20)));
for (const { name, config: { batchSize }, convolutions } of subjects) {
  await print(measureConvolutions(device, name, convolutions, batchSize, budget.share(20)));
  // In software none of the tiles is chosen.
  const tiled = isReduced ? convolutions.slice(-1) : convolutions;
  await print(measureTiles(gpu, device, name, tiled, batchSize, budget.share(20)));
}
const names = isReduced ? BENCHMARKS.slice(0, 1) : BENCHMARKS;
await print(runBenchmarks(names, "webgpu", budget.share(90)));
