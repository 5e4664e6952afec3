import { ClassSamples } from "../../lib/data/samples.ts";
import { perceptronSteps } from "../../lib/plots/perceptron_steps.ts";
import type { Lines } from "../../lib/plots/chart.ts";
import { Random } from "../../lib/random.ts";
import { Perceptron } from "../../lib/units/perceptron.ts";
import type { Figure } from "./figure.ts";

/** The perceptron's learning rule, as figure 35 of HSLU's lecture notes has it, and to its end. */
export const perceptronFigure: Figure = {
  name: "perceptron",
  summary: "the boundary of a perceptron while it learns",
  charts: () => [oneStep(), wholeLearning()],
};

/** The step of figure 35: the point (0, -0.5) is on the wrong side. */
function oneStep(): Lines {
  const samples = ClassSamples.of(
    [[0, -0.5], [-1.5, 0.5], [-0.5, -1], [1, -0.5], [0.5, 0.75], [1.25, 0.5]],
    ["−", "−", "−", "+", "+", "+"],
  );
  return perceptronSteps(samples, learn(samples, new Perceptron([1, 0.5], 0.5), 0.5), {
    id: "perceptron-step",
    title: "A step of the perceptron",
    subtitle:
      "The point (0, −0.5) is on the wrong side: weights (1, 0.5) become (1, 0.75), bias 0.5 becomes 0",
  });
}

/** From zero, on points that a line separates. */
function wholeLearning(): Lines {
  const random = new Random(3, "points");
  const points = Array.from({ length: 120 }, () => [random.uniform(-1, 1), random.uniform(-1, 1)])
    .filter(([x, y]) => Math.abs(y - 0.6 * x - 0.2) > 0.06);
  const samples = ClassSamples.of(points, points.map(([x, y]) => y > 0.6 * x + 0.2 ? "+" : "−"));
  return perceptronSteps(samples, learn(samples, new Perceptron([0, 0]), 0.1), {
    id: "perceptron-learning",
    title: "A perceptron learns",
    subtitle: "Each misclassified sample moves the boundary, until there is none",
  });
}

/** The boundary at first, and after each step that changed it, until every sample is right. */
function learn(
  { features, labels, classNames }: ClassSamples,
  perceptron: Perceptron,
  learningRate: number,
) {
  const boundary = () => ({ weights: perceptron.weights.slice(), bias: perceptron.bias });
  const boundaries = [boundary()];
  for (let isDone = false; !isDone;) {
    isDone = true;
    labels.forEach((label, i) => {
      const inputs = features.subarray(2 * i, 2 * i + 2);
      const target = classNames[label] === "+" ? 1 : 0;
      if (perceptron.learn(inputs, target, learningRate)) return;
      isDone = false;
      boundaries.push(boundary());
    });
  }
  return boundaries;
}
