import type { Matrix } from "../matrix.ts";
import type { Shape } from "../shape.ts";
import type { Layer, LayerBuffer, Mode } from "./layer.ts";
import type { Parameter } from "./parameter.ts";

/** A layer without anything that training changes. */
export abstract class ParameterlessLayer implements Layer {
  readonly notation: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameters: readonly Parameter[] = [];
  readonly buffers: readonly LayerBuffer[] = [];

  /**
   * Describes the layer.
   *
   * @param outputShape The shape of the input when left out.
   */
  constructor(notation: string, inputShape: Shape, outputShape: Shape = inputShape) {
    this.notation = notation;
    this.inputShape = inputShape;
    this.outputShape = outputShape;
  }

  abstract forward(input: Matrix, mode?: Mode, firstRow?: number): Matrix;

  abstract backward(error: Matrix): Matrix;

  backwardParameters(): void {}
}
