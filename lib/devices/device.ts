import type { Activations } from "./activations.ts";
import type { Convolutions } from "./convolution.ts";
import type { LinearAlgebra } from "./linear_algebra.ts";
import type { Losses } from "./losses.ts";
import type { Measures } from "./measures.ts";
import type { Memory } from "./memory.ts";
import type { BatchNormalization } from "./normalization.ts";
import type { Pooling } from "./pooling.ts";
import type { Updates } from "./updates.ts";

/**
 * Everything that computes: the operations that layers, losses and optimizers are written in.
 *
 * A device knows matrices, not layers. All matrices of one call come from the same device and have
 * fitting sizes; a device trusts that, as callers check sizes when a network is built. Results go
 * into matrices that the caller owns, so no operation makes new ones; a single number is returned as a
 * `Scalar`. When results are there, {@linkcode Memory} says. Unless an operation says
 * otherwise, its output may not overlap its inputs.
 *
 * Disposing of a device ends its threads; its matrices stay readable.
 */
export interface Device
  extends
    Memory,
    LinearAlgebra,
    Activations,
    Convolutions,
    Pooling,
    BatchNormalization,
    Losses,
    Measures,
    Updates,
    Disposable {
  /** The name that a configuration chooses it by. */
  readonly name: "typescript" | "wasm" | "webgpu";
  /** Number of threads that share the work; results do not depend on it. */
  readonly threads: number;
}
