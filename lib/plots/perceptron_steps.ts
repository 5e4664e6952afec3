import type { ClassSamples } from "../data/samples.ts";
import type { Caption, Line, Lines } from "./chart.ts";
import { contourLines } from "./contours.ts";
import { fieldOf, type Plane } from "./plane.ts";
import { scatteredPlane, scatterPlot } from "./scatter.ts";

/** A straight line in the plane: where `w · x + b` is 0. */
export interface LinearBoundary {
  /** `w`, two numbers. */
  readonly weights: ArrayLike<number>;
  /** `b`. */
  readonly bias: number;
}

/**
 * The boundary of a perceptron while it learns: at first, after each step that changed it, and at last.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, figures 34 and 35.
 *
 * @param samples Of two features.
 * @param boundaries One or more, in their order.
 * @throws {RangeError} If the samples have not two features.
 *
 * @example
 * ```ts
 * import { ClassSamples } from "@handwriting/mnist";
 * import { perceptronSteps } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const samples = ClassSamples.of([[-10, 0], [10, 10]], [0, 1]);
 * const upright = { weights: [1, 0], bias: -4 };
 * const { lines } = perceptronSteps(samples, [upright], { id: "p", title: "Perceptron" });
 * assertEquals(lines.at(-1)?.points.every(([x]) => x === 4), true);
 * ```
 */
export function perceptronSteps(
  samples: ClassSamples,
  boundaries: readonly LinearBoundary[],
  caption: Pick<Caption, "id" | "title" | "subtitle">,
): Lines {
  const plane = scatteredPlane(samples);
  const paths = boundaries.map((boundary) => pathOf(boundary, plane));
  const between = paths.slice(1, -1);
  const steps = boundaries.length - 1;
  const first: Line = { name: "first boundary", points: paths[0], role: "reference" };
  const last: Line = {
    name: steps === 0 ? "boundary" : `boundary after ${steps} ${steps === 1 ? "step" : "steps"}`,
    points: paths[paths.length - 1],
    role: "model",
  };
  const others: Line = {
    name: "in between",
    points: between.flatMap((path) => [...path, [NaN, NaN] as const]),
    role: "rest",
  };
  return scatterPlot(samples, caption, [
    ...(between.length > 0 ? [others] : []),
    ...(steps > 0 ? [first] : []),
    last,
  ]);
}

function pathOf({ weights, bias }: LinearBoundary, plane: Plane): Line["points"] {
  return contourLines(fieldOf(plane, (x, y) => weights[0] * x + weights[1] * y + bias, 1), 0);
}
