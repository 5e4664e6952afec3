import type { Updates } from "../updates.ts";
import { averages } from "./averages.ts";
import { elementwise } from "./elementwise.ts";
import { norms } from "./norms.ts";
import type { Recorder } from "./recorder.ts";
import { isNan } from "./wgsl.ts";

const addKernel = elementwise({
  name: "add",
  arrays: { x: "read f32", y: "write f32" },
  numbers: { count: "u32", scale: "f32" },
  code: "y[i] += p.scale * x[i];",
});

const addSignKernel = elementwise({
  name: "addSign",
  arrays: { x: "read f32", y: "write f32" },
  numbers: { count: "u32", scale: "f32" },
  code: `if (x[i] > 0.0) { y[i] += p.scale; }
    else if (x[i] < 0.0) { y[i] -= p.scale; }
    else { y[i] += x[i]; }`,
});

const scaleKernel = elementwise({
  name: "scale",
  arrays: { x: "write f32" },
  numbers: { count: "u32", factor: "f32" },
  code: "x[i] *= p.factor;",
});

const clipKernel = elementwise({
  name: "clip",
  arrays: { x: "write f32" },
  numbers: { count: "u32", limit: "f32" },
  code: "if (!isNan(x[i])) { x[i] = clamp(x[i], -p.limit, p.limit); }",
  declarations: isNan,
});

const momentumKernel = elementwise({
  name: "momentumStep",
  arrays: { gradient: "read f32", velocity: "write f32", w: "write f32" },
  numbers: { count: "u32", rate: "f32", momentum: "f32", undamped: "f32", ahead: "u32" },
  code: `let g = gradient[i];
    let v = p.momentum * velocity[i] + p.undamped * g;
    velocity[i] = v;
    w[i] -= p.rate * select(v, g + p.momentum * v, p.ahead != 0u);`,
});

const adagradKernel = elementwise({
  name: "adagradStep",
  arrays: { gradient: "read f32", squares: "write f32", w: "write f32" },
  numbers: { count: "u32", rate: "f32", epsilon: "f32" },
  code: `let g = gradient[i];
    let s = squares[i] + g * g;
    squares[i] = s;
    w[i] -= p.rate * g / (sqrt(s) + p.epsilon);`,
});

const rmspropKernel = elementwise({
  name: "rmspropStep",
  arrays: { gradient: "read f32", squares: "write f32", w: "write f32" },
  numbers: { count: "u32", rate: "f32", decay: "f32", rest: "f32", epsilon: "f32" },
  code: `let g = gradient[i];
    let s = p.decay * squares[i] + p.rest * g * g;
    squares[i] = s;
    w[i] -= p.rate * g / (sqrt(s) + p.epsilon);`,
});

const adamKernel = elementwise({
  name: "adamStep",
  arrays: { gradient: "read f32", means: "write f32", squares: "write f32", w: "write f32" },
  numbers: {
    count: "u32",
    rate: "f32",
    beta1: "f32",
    rest1: "f32",
    beta2: "f32",
    rest2: "f32",
    epsilon: "f32",
    correction1: "f32",
    correction2: "f32",
  },
  code: `let g = gradient[i];
    let m = p.beta1 * means[i] + p.rest1 * g;
    let v = p.beta2 * squares[i] + p.rest2 * g * g;
    means[i] = m;
    squares[i] = v;
    w[i] -= p.rate * (m / p.correction1) / (sqrt(v / p.correction2) + p.epsilon);`,
});

/** What optimizers and penalties do, element by element. */
export function updates(gpu: Recorder): Updates {
  return {
    add(scale, x, y) {
      gpu.runElementwise(addKernel, { x, y }, { count: y.data.length, scale });
    },
    addSign(scale, x, y) {
      gpu.runElementwise(addSignKernel, { x, y }, { count: y.data.length, scale });
    },
    scale(factor, x) {
      gpu.runElementwise(scaleKernel, { x }, { count: x.data.length, factor });
    },
    clip(limit, x) {
      gpu.runElementwise(clipKernel, { x }, { count: x.data.length, limit });
    },
    ...averages(gpu),
    ...norms(gpu),
    momentumStep({ rate, momentum, dampening, nesterov }, gradient, velocity, w) {
      gpu.runElementwise(momentumKernel, { gradient, velocity, w }, {
        count: w.data.length,
        rate,
        momentum,
        undamped: 1 - dampening,
        ahead: Number(nesterov),
      });
    },
    adagradStep(rate, epsilon, gradient, squares, w) {
      const numbers = { count: w.data.length, rate, epsilon };
      gpu.runElementwise(adagradKernel, { gradient, squares, w }, numbers);
    },
    rmspropStep(rate, decay, epsilon, gradient, squares, w) {
      const numbers = { count: w.data.length, rate, decay, rest: 1 - decay, epsilon };
      gpu.runElementwise(rmspropKernel, { gradient, squares, w }, numbers);
    },
    adamStep(step, gradient, means, squares, w) {
      gpu.runElementwise(adamKernel, { gradient, means, squares, w }, {
        count: w.data.length,
        ...step,
        rest1: 1 - step.beta1,
        rest2: 1 - step.beta2,
      });
    },
  };
}
