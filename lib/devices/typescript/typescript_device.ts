import { Matrix, type Precision } from "../../matrix.ts";
import type { Device } from "../device.ts";
import {
  activate,
  activateBackward,
  dropout,
  heaviside,
  softmax,
  softmaxBackward,
} from "./activations.ts";
import * as convolutions from "./convolution.ts";
import * as linearAlgebra from "./linear_algebra.ts";
import * as losses from "./losses.ts";
import * as measures from "./measures.ts";
import * as memory from "./memory.ts";
import * as normalization from "./normalization.ts";
import * as pooling from "./pooling.ts";
import * as updates from "./updates.ts";

/**
 * The reference device: every operation in plain TypeScript loops, on one thread, wherever
 * JavaScript runs. It is the one to read, and it defines what the other devices must compute.
 *
 * @param precision Number format of the matrices.
 */
export function createTypeScriptDevice(precision: Precision = "f64"): Device {
  const elements = precision === "f64" ? Float64Array : Float32Array;
  return {
    name: "typescript",
    precision,
    threads: 1,
    matrix: (rows, columns) => new Matrix(rows, columns, new elements(rows * columns)),
    indices: (length) => new Int32Array(length),
    bytes: (source) => source,
    ...memory,
    ...linearAlgebra,
    activate,
    activateBackward,
    heaviside,
    softmax,
    softmaxBackward,
    dropout,
    ...convolutions,
    ...pooling,
    ...normalization,
    ...losses,
    ...measures,
    ...updates,
    [Symbol.dispose]: () => {},
  };
}
