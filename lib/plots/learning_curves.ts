import type { Measurement, Performance } from "../training/measurement.ts";
import type { Line, Lines } from "./chart.ts";
import { formatFigure, formatShare } from "./format_figure.ts";

/** What a training's curves say besides its history. */
export interface LearningTitle {
  /** The run: `784-500-10, batch size 100, rate 0.001`. */
  readonly title: string;
  /** What the curves are over. */
  readonly x: "epoch" | "iteration";
  /** The axis of the cost; `linear` when left out. */
  readonly scale?: "linear" | "log";
}

const roles = ["training", "validation", "test"] as const;

/**
 * The cost (mean loss) over a training, on each of the data that it was measured on, with the last
 * value in the name of the line. Lines are broken where a value is no finite number, and on a
 * logarithmic axis where it is not positive.
 *
 * Source: Uppsala, exercise 2a.
 *
 * @example
 * ```ts
 * import { costCurve } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const training = { loss: 0.5, errorRate: 0.125 };
 * const history = [{ epoch: 1, iteration: 600, learningRate: 0.1, training, penalty: 0 }];
 * const { lines } = costCurve(history, { title: "batch size 100, rate 0.1", x: "iteration" });
 * assertEquals(lines[0].name, "training (final 0.5)");
 * assertEquals(lines[0].points, [[600, 0.5]]);
 * ```
 */
export function costCurve(history: readonly Measurement[], about: LearningTitle): Lines {
  const { scale = "linear" } = about;
  return {
    ...learningCurve("Cost", history, about, ({ loss }) => loss, formatFigure),
    id: "cost",
    y: { label: "cost", scale },
  };
}

/**
 * The accuracy over a training, in percent, as {@linkcode costCurve} shows the cost. Its axis is
 * always linear.
 *
 * Source: Uppsala, exercise 2a.
 */
export function accuracyCurve(history: readonly Measurement[], about: LearningTitle): Lines {
  const accuracy = ({ errorRate }: Performance) => 1 - errorRate;
  const curve = learningCurve("Accuracy", history, about, accuracy, formatShare);
  const inPercent = ([x, share]: readonly [number, number]) => [x, 100 * share] as const;
  return {
    ...curve,
    id: "accuracy",
    y: { label: "accuracy in %", limits: [0, 100] },
    lines: curve.lines.map((line) => ({ ...line, points: line.points.map(inPercent) })),
  };
}

/**
 * The coefficient of determination over a training of a regression, as {@linkcode costCurve} shows the
 * cost: at 1 everything is predicted, at 0 no more than by the mean. What is below 0, as it may be by far
 * in the beginning, is only shown if there is nothing else.
 */
export function rSquaredCurve(history: readonly Measurement[], about: LearningTitle): Lines {
  const rSquared = (state: Performance) => state.rSquared ?? NaN;
  const curve = learningCurve("R²", history, about, rSquared, formatFigure);
  const isAboveMean = curve.lines.some(({ points }) => points.some(([_, value]) => value >= 0));
  return {
    ...curve,
    id: "r-squared",
    y: { label: "R²", range: isAboveMean ? [0, 1] : undefined },
  };
}

function learningCurve(
  name: string,
  history: readonly Measurement[],
  { title, x }: LearningTitle,
  valueOf: (state: Performance) => number,
  format: (value: number) => string,
): Omit<Lines, "id" | "y"> {
  const lines = roles.flatMap((role): Line[] => {
    const points = history.flatMap((record): [number, number][] => {
      const state = record[role];
      return state === undefined ? [] : [[record[x], valueOf(state)]];
    });
    const last = points.at(-1);
    if (last === undefined) return [];
    return [{ name: `${role} (final ${format(last[1])})`, points, role }];
  });
  const until = history.at(-1)?.[x] ?? 0;
  return {
    kind: "lines",
    title: name,
    subtitle: title,
    description: `${name} over the training, until ${x} ${until}: ` +
      (lines.map((line) => line.name).join(", ") || "nothing was measured") + ".",
    x: { label: x },
    lines,
  };
}
