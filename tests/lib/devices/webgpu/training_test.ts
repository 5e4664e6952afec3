import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { Device } from "../../../../lib/devices/device.ts";
import { createTypeScriptDevice } from "../../../../lib/devices/typescript/typescript_device.ts";
import { createWasmDevice } from "../../../../lib/devices/wasm/wasm_device.ts";
import { createWebGpuDevice } from "../../../../lib/devices/webgpu/webgpu_device.ts";
import type { Elements } from "../../../../lib/matrix.ts";
import { assertClose } from "../../../close.ts";
import { makeTraining, recipes } from "../../../training_recipes.ts";
import { testOnRecorder } from "../../../webgpu.ts";

/** How far losses and matrices may be from the reference device's, in f64, after 40 steps. */
const TOLERANCE = 1e-4;

/**
 * Or so many times as far as those of other devices in f32: of the bias below a batch normalization the
 * gradient is 0 but for rounding errors, which Adam makes whole steps of.
 */
const MORE_THAN_ROUNDING = 4;

for (const [name, recipe] of Object.entries(recipes)) {
  testOnRecorder(`a training of 40 steps ends as on the reference device: ${name}`, async (gpu) => {
    const make = (device: Device) =>
      makeTraining(device, recipe, { length: { iterations: 40 } }).training;
    const training = make(createWebGpuDevice(gpu));
    const reference = make(createTypeScriptDevice("f64"));
    const rounded = [
      make(createTypeScriptDevice("f32")),
      make(createWasmDevice({ precision: "f32", threads: 1 })),
    ];
    const [steps, expected] = [await Array.fromAsync(training), [...reference]];
    for (const other of rounded) for (const _ of other);
    assertEquals(steps.length, expected.length);
    steps.forEach(({ batchLoss }, i) => {
      assertAlmostEquals(batchLoss, expected[i].batchLoss, TOLERANCE, `step ${i + 1}`);
    });
    assertEquals(training.bestEpoch, reference.bestEpoch);
    training.matrices.forEach(({ data }, i) => {
      const { data: exact } = reference.matrices[i];
      const distances = rounded.map(({ matrices }) => distance(matrices[i].data, exact));
      const tolerance = Math.max(TOLERANCE, MORE_THAN_ROUNDING * Math.max(...distances));
      assertClose(data, exact, tolerance, `matrix ${i}`);
    });
  });
}

/** The largest difference of two elements, relative to the largest element if that is above 1. */
function distance(a: Elements, b: Elements): number {
  let [largest, scale] = [0, 1];
  a.forEach((element, i) => {
    largest = Math.max(largest, Math.abs(element - b[i]));
    scale = Math.max(scale, Math.abs(b[i]));
  });
  return largest / scale;
}
