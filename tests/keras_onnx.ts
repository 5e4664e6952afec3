import { Random } from "../lib/random.ts";
import { sizeOfTensor, type Tensor } from "../lib/formats/safetensors.ts";
import { type GraphOptions, integers } from "./onnx_graph.ts";

const random = new Random(1, "Keras");

function drawn(...shape: readonly number[]): Tensor {
  const data = Float32Array.from({ length: sizeOfTensor(shape) }, () => random.uniform(-1, 1));
  return { shape, data };
}

function scalar(value: number): Tensor {
  return { shape: [], data: Float32Array.of(value) };
}

const square = (size: number) => ({ ints: [size, size] });

/**
 * Graphs as tf2onnx writes them for Keras models: images with their channels last, transposed where an
 * operator of ONNX takes images, `MatMul` and `Add` for `Dense`, batch normalization that was folded or
 * is a product and a sum, after `Rescaling` in the same way.
 */
export const kerasGraphs: Readonly<Record<string, GraphOptions>> = {
  "Flatten of rows and columns, Dense": {
    input: [5, 4],
    lines: [
      ["flat", "Reshape", ["x", "to list"]],
      ["product", "MatMul", ["flat", "w1"]],
      ["sum", "Add", ["product", "b1"]],
      ["relu", "Relu", ["sum"]],
      ["product2", "MatMul", ["relu", "w2"]],
      ["sum2", "Add", ["product2", "b2"]],
      ["y", "Softmax", ["sum2"], { axis: { int: 1 } }],
    ],
    constants: {
      "to list": integers(-1, 20),
      w1: drawn(20, 6),
      b1: drawn(6),
      w2: drawn(6, 3),
      b2: drawn(3),
    },
  },
  "Conv2D and pooling of colours, flattened with the channels last": {
    input: [8, 6, 3],
    lines: [
      ["first", "Transpose", ["x"], { perm: { ints: [0, 3, 1, 2] } }],
      ["conv", "Conv", ["first", "w1", "b1"], {
        kernel_shape: square(3),
        strides: square(1),
        dilations: square(1),
        group: { int: 1 },
        auto_pad: { text: "SAME_UPPER" },
      }],
      ["relu", "Relu", ["conv"]],
      ["pool", "MaxPool", ["relu"], {
        kernel_shape: square(2),
        strides: square(2),
        auto_pad: { text: "VALID" },
      }],
      ["last", "Transpose", ["pool"], { perm: { ints: [0, 2, 3, 1] } }],
      ["flat", "Reshape", ["last", "to list"]],
      ["dropped", "Identity", ["flat"]],
      ["product", "MatMul", ["dropped", "w2"]],
      ["sum", "Add", ["product", "b2"]],
      ["y", "Softmax", ["sum"], { axis: { int: 1 } }],
    ],
    constants: {
      w1: drawn(4, 3, 3, 3),
      b1: drawn(4),
      "to list": integers(-1, 48),
      w2: drawn(48, 5),
      b2: drawn(5),
    },
  },
  "Rescaling, strides, batch normalization as product and sum": {
    input: [9, 9, 1],
    lines: [
      ["scaled", "Mul", ["x", "scale"]],
      ["moved", "Add", ["scaled", "offset"]],
      ["first", "Reshape", ["moved", "to image"]],
      ["conv", "Conv", ["first", "w1"], {
        kernel_shape: square(3),
        strides: square(2),
        auto_pad: { text: "SAME_UPPER" },
      }],
      ["biased", "Add", ["conv", "b1"]],
      ["elu", "Elu", ["biased"], { alpha: { float: 1 } }],
      ["normal", "Mul", ["elu", "gamma"]],
      ["normal2", "Add", ["normal", "beta"]],
      ["mean", "ReduceMean", ["normal2"], { axes: { ints: [2, 3] }, keepdims: { int: 0 } }],
      ["product", "MatMul", ["mean", "w2"]],
      ["sum", "Add", ["product", "b2"]],
      ["product2", "Mul", ["sum", "gamma2"]],
      ["sum2", "Sub", ["product2", "beta2"]],
      ["y", "Sigmoid", ["sum2"]],
    ],
    constants: {
      scale: scalar(1 / 127.5),
      offset: scalar(-1),
      "to image": integers(-1, 1, 9, 9),
      w1: drawn(4, 1, 3, 3),
      b1: drawn(1, 4, 1, 1),
      gamma: drawn(1, 4, 1, 1),
      beta: drawn(1, 4, 1, 1),
      w2: drawn(4, 3),
      b2: drawn(3),
      gamma2: drawn(3),
      beta2: drawn(3),
    },
  },
  "ZeroPadding2D, batch normalization of a flattened image, other activations": {
    input: [4, 5, 2],
    lines: [
      ["padded", "Pad", ["x", "pads"], { mode: { text: "constant" } }],
      ["first", "Transpose", ["padded"], { perm: { ints: [0, 3, 1, 2] } }],
      ["conv", "Conv", ["first", "w1", "b1"], { kernel_shape: square(3), strides: square(2) }],
      ["leaky", "LeakyRelu", ["conv"], { alpha: { float: 0.3 } }],
      ["pool", "AveragePool", ["leaky"], { kernel_shape: square(2), strides: square(1) }],
      ["last", "Transpose", ["pool"], { perm: { ints: [0, 2, 3, 1] } }],
      ["biased", "Add", ["last", "b"]],
      ["flat", "Reshape", ["biased", "to list"]],
      ["normal", "Mul", ["flat", "gamma"]],
      ["normal2", "Add", ["normal", "beta"]],
      ["tanh", "Tanh", ["normal2"]],
      ["product", "MatMul", ["tanh", "w2"]],
      ["y", "Softplus", ["product"]],
    ],
    constants: {
      pads: integers(0, 1, 1, 0, 0, 1, 1, 0),
      w1: drawn(3, 2, 3, 3),
      b1: drawn(3),
      b: drawn(3),
      "to list": integers(-1, 6),
      gamma: drawn(6),
      beta: drawn(6),
      w2: drawn(6, 4),
    },
  },
  "GlobalAveragePooling2D": {
    input: [4, 5, 3],
    lines: [
      ["first", "Transpose", ["x"], { perm: { ints: [0, 3, 1, 2] } }],
      ["pool", "GlobalAveragePool", ["first"]],
      ["list", "Squeeze", ["pool", "axes"]],
      ["product", "MatMul", ["list", "w"]],
      ["y", "Add", ["product", "b"]],
    ],
    constants: { axes: integers(2, 3), w: drawn(3, 4), b: drawn(4) },
  },
};
