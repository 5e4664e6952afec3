import type { Activation, ActivationName, Activations } from "../activations.ts";
import { elementwise } from "./elementwise.ts";
import { Kernel } from "./kernel.ts";
import type { Recorder } from "./recorder.ts";
import { softmaxes } from "./softmax.ts";
import * as wgsl from "./wgsl.ts";

type ActivateKernel = Kernel<"x" | "y", "count" | "alpha">;
type BackwardKernel = Kernel<"y" | "error" | "inputError", "count" | "alpha">;

function activateKernel(name: ActivationName, value: string, declarations = ""): ActivateKernel {
  return elementwise({
    name,
    arrays: { x: "read f32", y: "write f32" },
    numbers: { count: "u32", alpha: "f32" },
    code: `y[i] = ${value};`,
    declarations,
  });
}

function backwardKernel(name: ActivationName, value: string, declarations = ""): BackwardKernel {
  return elementwise({
    name: `${name} backward`,
    arrays: { y: "read f32", error: "read f32", inputError: "write f32" },
    numbers: { count: "u32", alpha: "f32" },
    code: `inputError[i] = ${value};`,
    declarations,
  });
}

/** By its bits: numbers of at most 0, but +0, which comes out as it is, are one range; NaN is none. */
const relu = `
fn relu(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  return select(x, 0.0, bits >= 0x80000000u && bits <= 0xff800000u);
}`;

/** By way of `exp(-2 |x|) - 1`, which neither overflows nor loses digits near 0. */
const hyperbolicTangent = `${wgsl.expm1}
fn hyperbolicTangent(x: f32) -> f32 {
  let e = expm1(-2.0 * abs(x));
  return select(-e, e, x < 0.0) / (2.0 + e);
}`;

/** The kernels of each activation, forward and backward. */
const kernels: Readonly<Record<ActivationName, readonly [ActivateKernel, BackwardKernel]>> = {
  relu: [
    activateKernel("relu", "relu(x[i])", relu),
    backwardKernel("relu", "select(0.0, error[i], y[i] > 0.0)"),
  ],
  leakyRelu: [
    activateKernel("leakyRelu", "x[i] * select(p.alpha, 1.0, x[i] > 0.0)"),
    backwardKernel("leakyRelu", "error[i] * select(p.alpha, 1.0, y[i] > 0.0)"),
  ],
  elu: [
    activateKernel("elu", "select(p.alpha * expm1(x[i]), x[i], x[i] > 0.0)", wgsl.expm1),
    backwardKernel("elu", "error[i] * select(y[i] + p.alpha, 1.0, y[i] > 0.0)"),
  ],
  sigmoid: [
    activateKernel("sigmoid", "sigmoid(x[i])", wgsl.sigmoid),
    backwardKernel("sigmoid", "y[i] * (1.0 - y[i]) * error[i]"),
  ],
  tanh: [
    activateKernel("tanh", "hyperbolicTangent(x[i])", hyperbolicTangent),
    backwardKernel("tanh", "(1.0 - y[i] * y[i]) * error[i]"),
  ],
  softplus: [
    activateKernel("softplus", "softplus(x[i])", wgsl.softplus),
    backwardKernel("softplus", "-expm1(-y[i]) * error[i]", wgsl.expm1),
  ],
};

const heavisideKernel = elementwise({
  name: "heaviside",
  arrays: { x: "read f32", y: "write f32" },
  numbers: { count: "u32" },
  code: `if (isNan(x[i])) { y[i] = x[i]; }
    else { y[i] = select(0.0, 1.0, x[i] >= 0.0); }`,
  declarations: wgsl.isNan,
});

/** The hash is that of `random.ts`. */
const dropoutKernel = elementwise({
  name: "dropout",
  arrays: { x: "read f32", y: "write f32" },
  numbers: { count: "u32", first: "u32", threshold: "u32", factor: "f32" },
  code: "y[i] = select(p.factor * x[i], 0.0, hash(i + p.first) < p.threshold);",
  declarations: `
fn hash(number: u32) -> u32 {
  var x = (number ^ (number >> 16u)) * 0x21f0aaadu;
  x = (x ^ (x >> 15u)) * 0x735a2d97u;
  return x ^ (x >> 15u);
}`,
});

/** Activations, element by element, and softmax. */
export function activations(gpu: Recorder): Activations {
  return {
    activate({ name, alpha = 0 }: Activation, x, y) {
      gpu.runElementwise(kernels[name][0], { x, y }, { count: x.data.length, alpha });
    },
    activateBackward({ name, alpha = 0 }: Activation, y, error, inputError) {
      const numbers = { count: y.data.length, alpha };
      gpu.runElementwise(kernels[name][1], { y, error, inputError }, numbers);
    },
    heaviside(x, y) {
      gpu.runElementwise(heavisideKernel, { x, y }, { count: x.data.length });
    },
    ...softmaxes(gpu),
    dropout(seed, rate, x, y) {
      const first = Math.imul(seed, 0x9e3779b9);
      // Whole numbers are below a number where they are below the next whole one.
      const threshold = Math.min(Math.ceil(rate * 2 ** 32), 2 ** 32 - 1);
      const numbers = { count: x.data.length, first, threshold, factor: 1 / (1 - rate) };
      gpu.runElementwise(dropoutKernel, { x, y }, numbers);
    },
  };
}
