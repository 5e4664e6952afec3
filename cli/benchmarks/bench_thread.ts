import type { Device } from "../../lib/devices/device.ts";
import type { AnyDeviceOptions } from "../../lib/devices/load_any_device.ts";
import { askWorker } from "../processes/ask_worker.ts";

/** What a thread is to measure, and on which device. */
export interface Assignment extends AnyDeviceOptions {
  /** The benchmark's name. */
  readonly benchmark: string;
  /** Folder with the MNIST files. */
  readonly datasets: string;
}

/** The device that a thread computes with. */
export interface UsedDevice extends Pick<Device, "name" | "threads"> {
  /** Whether it computed products with vectors of 256 bits, in place of 128, once it was warm. */
  readonly hasWideVectors: boolean;
  /** What the device `webgpu` computes on. */
  readonly adapter?: string;
}

/**
 * A thread that measures one benchmark on one device. It has a JavaScript engine of its own, because
 * code that an engine has compiled for one kind of array gets slower once it meets another: a
 * figure would depend on what was measured before.
 */
export class BenchThread implements AsyncDisposable {
  readonly device: UsedDevice;
  readonly #worker: Worker;

  private constructor(worker: Worker, device: UsedDevice) {
    this.#worker = worker;
    this.device = device;
  }

  /**
   * Starts a thread; it is there when everything is set up and warm.
   *
   * @throws {Error} If the data cannot be read or the device does not run here.
   */
  static async start(assignment: Assignment): Promise<BenchThread> {
    const worker = new Worker(import.meta.resolve("./bench_worker.ts"), { type: "module" });
    try {
      return new BenchThread(worker, await askWorker(worker, assignment));
    } catch (error) {
      worker.terminate();
      throw error;
    }
  }

  /** Does the benchmark's work once, and returns the seconds that 60,000 images take. */
  measure(): Promise<number> {
    return askWorker(this.#worker, "measure");
  }

  /**
   * Ends the thread. One that computes on a GPU closes its device and stays, idle: its end would go on while
   * the program ends, which drivers do not survive.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.device.name === "webgpu") await askWorker(this.#worker, "close");
    else this.#worker.terminate();
  }
}
