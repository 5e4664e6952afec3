import type { Precision } from "../../lib/matrix.ts";
import type { Benchmark } from "./benchmark.ts";

/** Another library, found on this machine. */
export interface Peer {
  /** Its name in a result, in one word: `pytorch`. */
  readonly name: string;
  /** Its name and version: `PyTorch 1.13.1 with OpenBLAS`. */
  readonly title: string;
  /** All ways to do a benchmark's work of which one may be its fastest; empty if it cannot do it. */
  variants(benchmark: Benchmark, precision: Precision, datasets: string): readonly Variant[];
}

/** A way for another library to do a benchmark's work. */
export interface Variant {
  /** What distinguishes it, in one word: `threads=1,blas=2`. */
  readonly settings: string;
  /** The program and all its arguments. */
  readonly command: readonly [program: string, ...args: string[]];
}

/**
 * The text of a program of a peer, for a command line: it may be embedded in an executable, where
 * others cannot read it.
 */
export async function readPeerProgram(name: string): Promise<string> {
  return await Deno.readTextFile(new URL(`../../bench/peers/${name}`, import.meta.url));
}
