import type { Device } from "../../lib/devices/device.ts";
import { Network } from "../../lib/network.ts";
import type { BenchmarkData } from "./bench_data.ts";
import { inferring } from "./bench_work.ts";
import { type Benchmark, IMAGES_PER_EPOCH } from "./benchmark.ts";

/** Seconds of work before the first measurement: the engine compiles what runs often in that time. */
const WARM_UP = 1;

/** The work of one benchmark on one device, set up and warm. */
export class Stopwatch {
  readonly #work: Generator<number>;
  readonly #images: number;

  constructor({ layers, batchSize, work, images }: Benchmark, device: Device, data: BenchmarkData) {
    const inputShape = data.training.shape;
    const inferenceOnly = work === inferring;
    const network = new Network({ device, inputShape, layers, batchSize, inferenceOnly });
    this.#work = work(network, data, images);
    this.#images = images;
    const start = performance.now();
    while (performance.now() - start < 1000 * WARM_UP) this.#work.next();
  }

  /** Does the work on enough images, and returns the seconds that 60,000 take. */
  measure(): number {
    let done = 0;
    const start = performance.now();
    while (done < this.#images) done += this.#work.next().value;
    const seconds = (performance.now() - start) / 1000;
    return seconds * IMAGES_PER_EPOCH / done;
  }
}
