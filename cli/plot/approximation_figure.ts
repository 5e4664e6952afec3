import { bumpsFunction, sampleFunction } from "../../lib/data/functions.ts";
import { RegressionSamples } from "../../lib/data/samples.ts";
import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import { sigmoid } from "../../lib/layers/activations.ts";
import { dense } from "../../lib/layers/dense.ts";
import { Network } from "../../lib/network.ts";
import type { Line, Lines, Panels } from "../../lib/plots/chart.ts";
import { fittedFunction, functionUnits } from "../../lib/plots/fitted_function.ts";
import { heightMap } from "../../lib/plots/height_map.ts";
import { fieldOf } from "../../lib/plots/plane.ts";
import { outputsOf } from "../../lib/training/predict.ts";
import type { Figure } from "./figure.ts";

/** A hidden unit, whose output steps from 0 to 1 where its weighted sum is 0. */
interface Step {
  /** `w`, for each input; the larger, the steeper. */
  readonly weights: readonly number[];
  /** `b`. */
  readonly bias: number;
  /** Its weight in the output. */
  readonly out: number;
}

/** Slopes of the steps that a function is put together from. */
const STEEP = 400;
const PEAKS = 25;

/** How sums of sigmoids become any function, as figures 101 to 105 of HSLU's lecture notes show it. */
export const approximationFigure: Figure = {
  name: "approximation",
  summary: "how sums of sigmoids become any function",
  charts() {
    const peaks = Array.from({ length: PEAKS }, (_, i) => {
      const [start, end] = [i / PEAKS, (i + 1) / PEAKS];
      return peak(start, end, bumpsFunction.valueAt((start + end) / 2));
    });
    const network = networkOf(1, peaks.flat());
    const samples = sampleFunction(bumpsFunction, { count: 60, noise: 0 });
    const about = { id: "approximation-peaks", title: "A function from peaks" };
    const subtitle = `${PEAKS} peaks of two steep sigmoids each`;
    return [
      steps(),
      singlePeak(),
      fittedFunction(network, samples, { ...about, subtitle, truth: bumpsFunction }),
      ridges(),
    ];
  },
};

/** A sigmoid that steps at a place. */
function step(at: number, slope: number, out: number): Step {
  return { weights: [slope], bias: -slope * at, out };
}

/** Two steep steps: up by a height, and down again. */
function peak(start: number, end: number, height: number): Step[] {
  return [step(start, STEEP, height), step(end, STEEP, -height)];
}

/** Figure 101: the slope of a step at 0.4. */
function steps(): Lines {
  const lines = [5, 10, 30, 200].map((slope): Line => {
    const [_, { points }] = fitted([step(0.4, slope, 1)]).lines;
    return { name: `w = ${slope}`, points, role: "class" };
  });
  return {
    ...fitted([step(0.4, 5, 1)]),
    id: "approximation-steps",
    title: "A sigmoid becomes a step",
    subtitle: "σ(w (x − 0.4)) for several weights w",
    description: "Sigmoids that step at 0.4, the steeper the larger their weight.",
    lines,
  };
}

/** Figure 102: a peak of height 3. */
function singlePeak(): Lines {
  const units = functionUnits(networkOf(1, [step(0.3, 60, 3), step(0.6, 60, -3)]), unitInterval, {
    id: "approximation-peak",
    title: "Two steps become a peak",
  });
  if (units === undefined) throw new TypeError("Expected a network with a hidden layer");
  return units;
}

/** Figure 105: ridges in one, two and eight directions. */
function ridges(): Panels {
  const plane = { x: [-1, 1], y: [-1, 1] } as const;
  const panels = [1, 2, 8].map((directions): Lines => {
    const units = Array.from({ length: directions }, (_, i) => {
      const angle = Math.PI * i / directions;
      const weights = [20 * Math.cos(angle), 20 * Math.sin(angle)];
      return [{ weights, bias: 5, out: 1 }, { weights, bias: -5, out: -1 }];
    });
    const network = networkOf(2, units.flat());
    const field = fieldOf(plane, (x, y) => outputsOf(network, Float64Array.of(x, y))[0]);
    const title = directions === 1 ? "One ridge" : `${directions} ridges`;
    return {
      kind: "lines",
      id: `approximation-ridges-${directions}`,
      title,
      description: `${title} in the plane, highest where they cross.`,
      x: { label: "x1", range: plane.x },
      y: { label: "x2", range: plane.y },
      ...heightMap(field, "height"),
    };
  });
  return {
    kind: "panels",
    id: "approximation-ridges",
    title: "Ridges become a peak in the plane",
    subtitle: "Sums of ridges of two steep sigmoids each",
    description: "Ridges in one, two and eight directions; their sum is highest where all cross.",
    panels,
  };
}

/** Samples that say no more than that the axis goes from 0 to 1. */
const unitInterval = RegressionSamples.of([[0], [1]], [0, 0]);

function fitted(units: readonly Step[]): Lines {
  return fittedFunction(networkOf(1, units), unitInterval);
}

/** A hidden layer of sigmoids, and a linear output. */
function networkOf(inputs: 1 | 2, units: readonly Step[]): Network {
  const network = new Network({
    device: createTypeScriptDevice(),
    inputShape: [inputs],
    layers: [dense(units.length), sigmoid(), dense(1)],
    batchSize: 1000,
  });
  const [hidden, bias, output] = network.parameters.map(({ value }) => value);
  units.forEach((unit, k) => {
    unit.weights.forEach((weight, i) => hidden.data[i * units.length + k] = weight);
    bias.data[k] = unit.bias;
    output.data[k] = unit.out;
  });
  return network;
}
