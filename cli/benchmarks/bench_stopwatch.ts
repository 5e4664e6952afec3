import type { Device } from "../../lib/devices/device.ts";
import { Network } from "../../lib/network.ts";
import type { BenchmarkData } from "./bench_data.ts";
import { inferring } from "./bench_work.ts";
import { type Benchmark, IMAGES_PER_EPOCH } from "./benchmark.ts";

/** Seconds of work before the first measurement: the engine compiles what runs often in that time. */
const WARM_UP = 1;

/** The work of one benchmark on one device, set up and warm. */
export class Stopwatch {
  readonly #work: ReturnType<Benchmark["work"]>;
  readonly #images: number;

  private constructor(work: ReturnType<Benchmark["work"]>, images: number) {
    this.#work = work;
    this.#images = images;
  }

  /** Sets the work up, and does it until it is warm. */
  static async start(
    { layers, batchSize, work, images }: Benchmark,
    device: Device,
    data: BenchmarkData,
  ): Promise<Stopwatch> {
    const inputShape = data.training.shape;
    const inferenceOnly = work === inferring;
    const network = new Network({ device, inputShape, layers, batchSize, inferenceOnly });
    const stopwatch = new Stopwatch(work(network, data, images), images);
    const start = performance.now();
    await stopwatch.#workUntil(() => performance.now() - start >= 1000 * WARM_UP);
    return stopwatch;
  }

  /** Does the work on enough images, and returns the seconds that 60,000 take. */
  async measure(): Promise<number> {
    const start = performance.now();
    const done = await this.#workUntil((images) => images >= this.#images);
    const seconds = (performance.now() - start) / 1000;
    return seconds * IMAGES_PER_EPOCH / done;
  }

  /** Works until it is enough, and returns the number of images that were done. */
  async #workUntil(isEnough: (images: number) => boolean): Promise<number> {
    let images = 0;
    while (!isEnough(images)) {
      const piece = this.#work.next();
      // Waiting for nothing, mini-batch by mini-batch, would be measured too.
      images += (piece instanceof Promise ? await piece : piece).value ?? 0;
    }
    return images;
  }
}
