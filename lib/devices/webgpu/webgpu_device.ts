import type { Device } from "../device.ts";
import { activations } from "./activations.ts";
import { convolutions } from "./convolution.ts";
import { losses } from "./losses.ts";
import { measures } from "./measures.ts";
import { memory } from "./memory.ts";
import { batchNormalization } from "./normalization.ts";
import { pooling } from "./pooling.ts";
import { products } from "./products.ts";
import type { Recorder } from "./recorder.ts";
import { sums } from "./sums.ts";
import { updates } from "./updates.ts";

/** The operations of a device, recorded for a GPU. Disposing of it ends the recorder. */
export function createWebGpuDevice(gpu: Recorder): Device {
  return {
    name: "webgpu",
    threads: 1,
    ...memory(gpu),
    ...products(gpu),
    ...sums(gpu),
    ...activations(gpu),
    ...convolutions(gpu),
    ...pooling(gpu),
    ...batchNormalization(gpu),
    ...losses(gpu),
    ...measures(gpu),
    ...updates(gpu),
    [Symbol.dispose]: () => gpu.dispose(),
  };
}
