import type { LayerFactory } from "../../lib/layers/layer.ts";
import type { Network } from "../../lib/network.ts";
import type { BenchmarkData } from "./bench_data.ts";

/** Images that all times are given for, whatever number was measured. */
export const IMAGES_PER_EPOCH = 60_000;

/** A network and the work whose speed with it is measured. */
export interface Benchmark {
  /** The word that chooses it on the command line. */
  readonly name: string;
  /** What it measures, for the help text and the table. */
  readonly title: string;
  readonly layers: readonly LayerFactory[];
  readonly batchSize: number;
  readonly work: Work;
  /** Images that are enough for a steady figure. */
  readonly images: number;
  /** The same for other libraries, if their programs can do it. */
  readonly peerWork?: PeerWork;
}

/**
 * What is done with a network. The work comes in pieces, each done when it is asked for, and never
 * ends; each value is the number of images in a piece. On a device whose results come later it is
 * asynchronous, and a piece ends where the device waits anyway.
 *
 * @param images How many are measured at a time.
 */
export type Work = (
  network: Network,
  data: BenchmarkData,
  images: number,
) => Generator<number, void> | AsyncGenerator<number, void>;

/** A benchmark's work, as the programs in `bench/peers/` know it. */
export interface PeerWork {
  readonly network: "course" | "fman45" | "ninth" | "twelfth";
  /** Whether classes are inferred, in place of training. */
  readonly inference?: boolean;
}
