import type { Trainable } from "../../lib/layers/parameter.ts";
import { AdaGrad } from "../../lib/optimizers/adagrad.ts";
import { Adam } from "../../lib/optimizers/adam.ts";
import { Momentum, Nesterov } from "../../lib/optimizers/momentum.ts";
import type { Optimizer } from "../../lib/optimizers/optimizer.ts";
import { RMSprop } from "../../lib/optimizers/rmsprop.ts";
import { SGD } from "../../lib/optimizers/sgd.ts";
import { costSurfaceChart, type CostSurfaceTitle } from "../../lib/plots/cost_surface.ts";
import type { Lines } from "../../lib/plots/chart.ts";
import { type CostSurface, descend, quadraticSurface } from "../../lib/training/descent.ts";
import type { Figure } from "./figure.ts";

/** A surface, where optimizers start on it, and how far they go. */
interface Descent extends CostSurfaceTitle {
  readonly surface: CostSurface;
  readonly start: readonly [number, number];
  readonly steps: number;
  /** The learning rate of those that step along the gradient. */
  readonly rate: number;
  /** That of those that divide it by its size, and so step by about the rate itself. */
  readonly scaledRate: number;
}

/** An optimizer with its name. */
interface Contender {
  readonly name: string;
  readonly isScaled: boolean;
  make(trainable: Trainable, learningRate: number): Optimizer;
}

const contenders: readonly Contender[] = [
  {
    name: "gradient descent",
    isScaled: false,
    make: (two, learningRate) => new SGD(two, { learningRate }),
  },
  {
    name: "momentum",
    isScaled: false,
    make: (two, learningRate) => new Momentum(two, { learningRate }),
  },
  {
    name: "Nesterov",
    isScaled: false,
    make: (two, learningRate) => new Nesterov(two, { learningRate }),
  },
  {
    name: "AdaGrad",
    isScaled: true,
    make: (two, learningRate) => new AdaGrad(two, { learningRate }),
  },
  {
    name: "RMSprop",
    isScaled: true,
    make: (two, learningRate) => new RMSprop(two, { learningRate }),
  },
  { name: "Adam", isScaled: true, make: (two, learningRate) => new Adam(two, { learningRate }) },
];

const descents: readonly Descent[] = [
  {
    id: "optimizers-steep-saddle",
    title: "Along the steep axis of a saddle point",
    surface: quadraticSurface(-1, 10),
    start: [0.001, 1],
    plane: { x: [-1.5, 2.5], y: [-1.5, 1.5] },
    steps: 60,
    rate: 0.05,
    scaledRate: 0.1,
  },
  {
    id: "optimizers-elongated-bowl",
    title: "In an elongated bowl",
    surface: quadraticSurface(1, 40),
    start: [-3.5, 1.2],
    plane: { x: [-4, 4], y: [-1.5, 1.5] },
    steps: 80,
    rate: 0.02,
    scaledRate: 0.2,
  },
  {
    id: "optimizers-flat-saddle",
    title: "Along the flat axis of a saddle point",
    surface: quadraticSurface(0.5, -2),
    start: [-2.5, 0.001],
    plane: { x: [-3, 3], y: [-1.5, 2.5] },
    steps: 80,
    rate: 0.05,
    scaledRate: 0.1,
  },
];

/** Six optimizers on three surfaces, as figures 135 to 137 of HSLU's lecture notes have them. */
export const optimizerFigure: Figure = {
  name: "optimizers",
  summary: "paths of six optimizers over a bowl and over saddle points",
  charts: () => descents.map(chartOf),
};

function chartOf({ surface, start, steps, rate, scaledRate, ...title }: Descent): Lines {
  const paths = contenders.map(({ name, isScaled, make }) => {
    const learningRate = isScaled ? scaledRate : rate;
    const points = descend(surface, start, (two) => make(two, learningRate), steps);
    return { name: `${name}, rate ${learningRate}`, points };
  });
  return costSurfaceChart(surface, paths, { ...title, subtitle: `${steps} steps` });
}
