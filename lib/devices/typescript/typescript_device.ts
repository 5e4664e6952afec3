import { Matrix, type Precision } from "../../matrix.ts";
import type { Device } from "../device.ts";
import { activate, activateBackward, dropout, softmax, softmaxBackward } from "./activations.ts";
import {
  convolution,
  convolutionInputError,
  convolutionWeightGradient,
  sumChannels,
} from "./convolution.ts";
import { addRow, gemm, sumRows } from "./linear_algebra.ts";
import {
  binaryCrossEntropy,
  crossEntropy,
  meanSquaredError,
  sigmoidBinaryCrossEntropy,
  softmaxCrossEntropy,
} from "./losses.ts";
import { channelMoments, normalizeChannels, normalizeChannelsBackward } from "./normalization.ts";
import { averagePool, averagePoolBackward, maxPool, maxPoolBackward } from "./pooling.ts";
import {
  adagradStep,
  adamStep,
  add,
  addSign,
  clip,
  momentumStep,
  rmspropStep,
  scale,
  sumOfMagnitudes,
  sumOfSquares,
} from "./updates.ts";

/**
 * The reference device: every operation in plain TypeScript loops, on one thread, wherever
 * JavaScript runs. It is the one to read, and it defines what the other devices must compute.
 */
export class TypeScriptDevice implements Device {
  readonly name = "typescript";
  readonly threads = 1;
  readonly precision: Precision;

  /** @param precision Number format of the matrices. */
  constructor(precision: Precision = "f64") {
    this.precision = precision;
  }

  matrix(rows: number, columns: number): Matrix {
    const elements = this.precision === "f64" ? Float64Array : Float32Array;
    return new Matrix(rows, columns, new elements(rows * columns));
  }

  indices(length: number): Int32Array {
    return new Int32Array(length);
  }

  bytes(source: Uint8Array): Uint8Array {
    return source;
  }

  gather(pixels: Uint8Array, rows: Int32Array, table: Matrix, output: Matrix): void {
    let i = 0;
    for (let r = 0; r < output.rows; r++) {
      let p = rows[r] * output.columns;
      for (let c = 0; c < output.columns; c++) output.data[i++] = table.data[pixels[p++]];
    }
  }

  [Symbol.dispose](): void {}

  readonly gemm = gemm;
  readonly addRow = addRow;
  readonly sumRows = sumRows;
  readonly activate = activate;
  readonly activateBackward = activateBackward;
  readonly softmax = softmax;
  readonly softmaxBackward = softmaxBackward;
  readonly dropout = dropout;
  readonly convolution = convolution;
  readonly convolutionInputError = convolutionInputError;
  readonly convolutionWeightGradient = convolutionWeightGradient;
  readonly sumChannels = sumChannels;
  readonly maxPool = maxPool;
  readonly maxPoolBackward = maxPoolBackward;
  readonly averagePool = averagePool;
  readonly averagePoolBackward = averagePoolBackward;
  readonly channelMoments = channelMoments;
  readonly normalizeChannels = normalizeChannels;
  readonly normalizeChannelsBackward = normalizeChannelsBackward;
  readonly crossEntropy = crossEntropy;
  readonly softmaxCrossEntropy = softmaxCrossEntropy;
  readonly binaryCrossEntropy = binaryCrossEntropy;
  readonly sigmoidBinaryCrossEntropy = sigmoidBinaryCrossEntropy;
  readonly meanSquaredError = meanSquaredError;

  readonly add = add;
  readonly addSign = addSign;
  readonly scale = scale;
  readonly clip = clip;
  readonly sumOfSquares = sumOfSquares;
  readonly sumOfMagnitudes = sumOfMagnitudes;
  readonly momentumStep = momentumStep;
  readonly adagradStep = adagradStep;
  readonly rmspropStep = rmspropStep;
  readonly adamStep = adamStep;
}
