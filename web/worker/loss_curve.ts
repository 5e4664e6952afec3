import type { Lines } from "../../lib/plots/chart.ts";
import type { LossTrace } from "../../lib/plots/loss_trace.ts";
import type { Measurement } from "../../lib/training/measurement.ts";

/**
 * The loss of the mini-batches as training goes on, and that of the data that are measured after each
 * epoch.
 *
 * @param title What is trained.
 */
export function lossCurve(
  title: string,
  trace: LossTrace,
  history: readonly Measurement[],
): Lines {
  const measured = (["validation", "test"] as const).flatMap((role) => {
    const points = history.flatMap(({ epoch, [role]: state }): [number, number][] =>
      state === undefined ? [] : [[epoch, state.loss]]
    );
    return points.length === 0 ? [] : [{ name: `${role} data`, role, points }];
  });
  return {
    kind: "lines",
    id: "loss",
    title: "Loss",
    subtitle: title,
    description: trace.latest === undefined
      ? "Nothing has been trained yet."
      : `The loss of the mini-batches as training goes on, ${trace.latest.toPrecision(3)} at last.`,
    x: { label: "epoch" },
    y: { label: "mean loss" },
    lines: [
      { name: "training, mini-batches", role: "training", points: trace.points },
      ...measured,
    ],
  };
}
