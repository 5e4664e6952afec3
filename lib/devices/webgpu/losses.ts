import type { Matrix } from "../../matrix.ts";
import type { Losses } from "../losses.ts";
import type { Scalar } from "../scalar.ts";
import type { Kernel } from "./kernel.ts";
import type { Recorder } from "./recorder.ts";
import { reduction, sum } from "./reduction.ts";
import { exponentials, log1p, sigmoid } from "./wgsl.ts";

type LossKernel = Kernel<
  "x" | "targets" | "error" | "partial",
  "count" | "factor" | "columns" | "delta"
>;

/** A kernel for terms that add to the sum and receive their error. */
function lossKernel(name: string, code: string, declarations = ""): LossKernel {
  return reduction({
    name,
    arrays: { x: "read f32", targets: "read f32", error: "write f32", partial: "write f32" },
    numbers: { count: "u32", factor: "f32", columns: "u32", delta: "f32" },
    code,
    declarations,
  });
}

const crossEntropyKernel = lossKernel(
  "crossEntropy",
  `let t = targets[i];
  if (t == 0.0) { error[i] = 0.0; }
  else {
    sum -= t * logarithm(x[i]);
    error[i] = -t * p.factor / x[i];
  }`,
  exponentials,
);

/** Its terms are rows. */
const softmaxCrossEntropyKernel = lossKernel(
  "softmaxCrossEntropy",
  `let first = i * p.columns;
  let end = first + p.columns;
  var maximum = x[p.xStart + first];
  for (var j = first + 1u; j < end; j++) { maximum = max(maximum, x[p.xStart + j]); }
  var exponentials = 0.0;
  for (var j = first; j < end; j++) { exponentials += exponential(x[p.xStart + j] - maximum); }
  let sumLogarithm = logarithm(exponentials);
  for (var j = first; j < end; j++) {
    let t = targets[p.targetsStart + j];
    let shifted = x[p.xStart + j] - maximum;
    if (t != 0.0) { sum += t * (sumLogarithm - shifted); }
    error[p.errorStart + j] = p.factor * (exponential(shifted) / exponentials - t);
  }`,
  exponentials,
);

/** `LEAST_LOGARITHM` and `LEAST_VARIANCE` are those of the reference device. */
const binaryCrossEntropyKernel = lossKernel(
  "binaryCrossEntropy",
  `let probability = x[i];
  let other = 1.0 - probability;
  let t = targets[i];
  sum -= t * limitedLog(probability) + (1.0 - t) * limitedLog(other);
  error[i] = p.factor * (probability - t) / max(probability * other, LEAST_VARIANCE);`,
  `${exponentials}
const LEAST_LOGARITHM = -100.0;
const LEAST_VARIANCE = 1e-12;
fn limitedLog(x: f32) -> f32 {
  if (x == 0.0) { return LEAST_LOGARITHM; }
  let y = logarithm(x);
  return select(max(y, LEAST_LOGARITHM), y, isNan(y));
}`,
);

const sigmoidBinaryCrossEntropyKernel = lossKernel(
  "sigmoidBinaryCrossEntropy",
  `let logit = x[i];
  let t = targets[i];
  sum += max(logit, 0.0) - logit * t + log1p(exponential(-abs(logit)));
  error[i] = p.factor * (sigmoid(logit) - t);`,
  `${log1p}${sigmoid}`,
);

const meanSquaredErrorKernel = lossKernel(
  "meanSquaredError",
  `let difference = x[i] - targets[i];
  sum += difference * difference;
  error[i] = p.factor * 2.0 * difference;`,
);

const meanAbsoluteErrorKernel = lossKernel(
  "meanAbsoluteError",
  `let difference = x[i] - targets[i];
  sum += abs(difference);
  error[i] = p.factor * sign(difference);`,
);

const huberKernel = lossKernel(
  "huber",
  `let difference = x[i] - targets[i];
  let clipped = clamp(difference, -p.delta, p.delta);
  sum += clipped * (difference - clipped / 2.0);
  error[i] = p.factor * clipped;`,
);

/** Losses, each of which is one pass over the batch, with the sum of its terms taken on the way. */
export function losses(gpu: Recorder): Losses {
  /** Of `count` terms, of which each is divided by `divisor`. */
  function loss(
    kernel: LossKernel,
    [count, divisor]: readonly [number, number],
    x: Matrix,
    targets: Matrix,
    error: Matrix,
    delta = 0,
  ): Scalar {
    const numbers = { count, factor: 1 / divisor, columns: x.columns, delta };
    return sum(gpu, x.data.length, (partial, workgroups) => {
      gpu.run(kernel, { x, targets, error, partial }, numbers, [workgroups]);
    });
  }

  return {
    crossEntropy: (x, targets, error) =>
      loss(crossEntropyKernel, [x.data.length, x.rows], x, targets, error),
    softmaxCrossEntropy: (x, targets, error) =>
      loss(softmaxCrossEntropyKernel, [x.rows, x.rows], x, targets, error),
    binaryCrossEntropy: (x, targets, error) =>
      loss(binaryCrossEntropyKernel, [x.data.length, x.data.length], x, targets, error),
    sigmoidBinaryCrossEntropy: (x, targets, error) =>
      loss(sigmoidBinaryCrossEntropyKernel, [x.data.length, x.data.length], x, targets, error),
    meanSquaredError: (x, targets, error) =>
      loss(meanSquaredErrorKernel, [x.data.length, x.data.length], x, targets, error),
    meanAbsoluteError: (x, targets, error) =>
      loss(meanAbsoluteErrorKernel, [x.data.length, x.data.length], x, targets, error),
    huber: (x, targets, delta, error) =>
      loss(huberKernel, [x.data.length, x.data.length], x, targets, error, delta),
  };
}
