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
  /** PyTorch doing the same, if there is a program for it. */
  readonly peer?: Peer;
}

/**
 * What is done with a network. The work comes in pieces, each done when it is asked for, and never
 * ends; each value is the number of images in a piece.
 *
 * @param images How many are measured at a time.
 */
export type Work = (network: Network, data: BenchmarkData, images: number) => Generator<number>;

/** A program in `bench/peers/` that does a benchmark's work with PyTorch. */
export interface Peer {
  readonly script: "torch_mlp.py" | "torch_cnn.py";
  /** Its arguments, beside those that all peers take. */
  readonly args: readonly string[];
  /** Images that are enough for a steady figure of it. */
  readonly images: number;
}
