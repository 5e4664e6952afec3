import { askWorker } from "../processes/ask_worker.ts";
import type { RunResult } from "./sweep_folder.ts";

/** What a thread is to train. */
export interface SweepAssignment {
  /** The configuration file of the run. */
  readonly configPath: string;
  /** Threads that its device may have. */
  readonly threads: number;
  /** Whether to warn of what is suspicious about the data. */
  readonly warns: boolean;
}

/** A thread that carries trainings out, one after the other. */
export class SweepThread implements Disposable {
  readonly #worker = new Worker(import.meta.resolve("./sweep_worker.ts"), { type: "module" });

  /**
   * Trains, tests, and writes what the configuration says.
   *
   * @throws {Error} If that fails.
   */
  train(assignment: SweepAssignment): Promise<RunResult> {
    return askWorker(this.#worker, assignment);
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}
