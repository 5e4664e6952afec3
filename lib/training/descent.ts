import { createTypeScriptDevice } from "../devices/typescript/typescript_device.ts";
import { Parameter, type Trainable } from "../layers/parameter.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { nonNegativeInteger } from "../ranges.ts";

/** A cost that depends on two parameters, in place of that of a network. */
export interface CostSurface {
  /** `J(x, y)`. */
  cost(x: number, y: number): number;
  /** `∂J/∂x` and `∂J/∂y`. */
  gradient(x: number, y: number): readonly [number, number];
}

/**
 * The surface `J = (a x² + b y²) / 2`: a bowl where both curvatures are positive, the more elongated
 * the more they differ; and a saddle where one is negative.
 *
 * @param a The curvature along x.
 * @param b The curvature along y.
 */
export function quadraticSurface(a: number, b: number): CostSurface {
  return {
    cost: (x, y) => (a * x * x + b * y * y) / 2,
    gradient: (x, y) => [a * x, b * y],
  };
}

/**
 * The way that an optimizer takes down a surface: the start, and the place after each step. It ends
 * early where a place is no finite number any more.
 *
 * @param start `x` and `y`.
 * @param makeOptimizer Makes the optimizer that trains the two parameters.
 * @param steps 0 or more.
 *
 * @example
 * ```ts
 * import { descend, quadraticSurface, SGD } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const saddle = quadraticSurface(-1, 1);
 * const path = descend(saddle, [1, 1], (two) => new SGD(two, { learningRate: 0.5 }), 2);
 * assertEquals(path, [[1, 1], [1.5, 0.5], [2.25, 0.25]]);
 * ```
 */
export function descend(
  surface: CostSurface,
  start: readonly [number, number],
  makeOptimizer: (trainable: Trainable) => Optimizer,
  steps: number,
): [number, number][] {
  nonNegativeInteger(steps, "the number of steps");
  const device = createTypeScriptDevice();
  const place = new Parameter("place", device.matrix(1, 2), { role: "weights" });
  place.value.data.set(start);
  const optimizer = makeOptimizer({ device, parameters: [place] });
  const path: [number, number][] = [[...start]];
  for (let step = 0; step < steps; step++) {
    optimizer.begin();
    // As a layer's backward pass does it: the gradient goes where the optimizer wants it.
    const [x, y] = place.value.data;
    const { data } = place.destination;
    surface.gradient(x, y).forEach((derivative, i) => {
      data[i] = place.scale * derivative + place.keep * data[i];
    });
    optimizer.step();
    const [nextX, nextY] = place.value.data;
    if (!(Number.isFinite(nextX) && Number.isFinite(nextY))) break;
    path.push([nextX, nextY]);
  }
  return path;
}
