/**
 * Measures the device `webgpu` on the adapter that there is, and prints a table: correctness first, then
 * speed. `tools/gpu_benchmark.sh` runs it, on a machine without a network too.
 *
 * @module
 */
import { readConfig } from "../cli/files/config_file.ts";
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

const BENCHMARKS = ["batch-16", "batch-100", "batch-256", "inference", "twelfth"];

const SIZES = [[64, 784, 500], [256, 784, 500], ...[256, 1024, 2048, 4096].map(cube)] as const;

/** On an adapter in software, whose speed is of no interest. */
const REDUCED_SIZES = [[64, 784, 500], cube(256)] as const;

function cube(size: number): readonly [number, number, number] {
  return [size, size, size];
}

function print(measured: Measured): void {
  console.log(formatMeasured(measured));
}

const budget = new Budget(SECONDS);
const adapter = await findAdapter();
const isReduced = adapter.isSoftware;
const gpu = await openRecorder(adapter);
using device = createWebGpuDevice(gpu);

console.log(tableHead);
print({
  what: "adapter",
  figure: adapter.description,
  note: isReduced ? "software: everything in reduced sizes" : `Deno ${Deno.version.deno}`,
});
for (const measured of await testOperations(budget.share(90))) print(measured);
print(await measureReadBack(device));
print(await measureSmallOperation(device));

const overrides = [
  { key: "device", value: "webgpu" },
  ...isReduced ? [{ key: "batch_size", value: "4" }] : [],
];
const configs = await Promise.all(
  CONFIGS.map((name) => readConfig(`mnist-configs/${name}.config`, overrides)),
);
for (const [i, config] of configs.entries()) {
  const operations = countStep(config, [1, 28, 28], 10);
  const { flop, bytes } = totalCost(operations);
  print({
    what: `${CONFIGS[i]}, a step of ${config.batchSize} images`,
    figure: `${(flop / 1e9).toFixed(1)} GFLOP`,
    note: `${(bytes / 1e6).toFixed(0)} MB; at least ${
      formatSeconds(leastSeconds(operations, h200))
    } on an ${h200.name}`,
  });
}
for (const [i, config] of configs.entries()) {
  const training = measureTraining(
    gpu,
    device,
    CONFIGS[i],
    config,
    2 - i,
    isReduced,
    budget.share(60),
  );
  for await (const measured of training) print(measured);
}
const sizes = isReduced ? REDUCED_SIZES : SIZES;
for await (const measured of measureProducts(device, sizes, budget.share(20))) print(measured);
for (const [i, config] of configs.entries()) {
  const geometries = countStep(config, [1, 28, 28], 10)
    .flatMap(({ name, geometry }) => name === "convolution" && geometry ? [geometry] : []);
  const subject = [CONFIGS[i], geometries, config.batchSize] as const;
  const operations = measureConvolutions(device, ...subject, budget.share(20));
  for await (const measured of operations) print(measured);
  // In software none of them is chosen.
  const tiled = isReduced ? geometries.slice(-1) : geometries;
  const tiles = measureTiles(gpu, device, CONFIGS[i], tiled, config.batchSize, budget.share(20));
  for await (const measured of tiles) print(measured);
}
const names = isReduced ? BENCHMARKS.slice(1, 2) : BENCHMARKS;
for await (const measured of runBenchmarks(names, "webgpu", budget.share(90))) print(measured);
