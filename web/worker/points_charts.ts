import type { Generator } from "../../lib/data/generators.ts";
import type { ClassSamples, Samples } from "../../lib/data/samples.ts";
import { Network, type NetworkOptions } from "../../lib/network.ts";
import type { Chart, ColourScale, Tiles } from "../../lib/plots/chart.ts";
import { colourOf } from "../../lib/plots/colours.ts";
import { decisionRegions } from "../../lib/plots/decision_regions.ts";
import { fittedFunction, functionUnits } from "../../lib/plots/fitted_function.ts";
import { LossTrace } from "../../lib/plots/loss_trace.ts";
import { largestMagnitude } from "../../lib/plots/picture.ts";
import { cellMiddles, groundOf } from "../../lib/plots/plane.ts";
import { scatteredPlane } from "../../lib/plots/scatter.ts";
import { sizeOf } from "../../lib/shape.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { layerOutputsOf } from "../../lib/training/predict.ts";
import { lossCurve } from "./loss_curve.ts";
import type { ChartSource } from "./training_loop.ts";

/** Places of the plane that go through the network together. */
const PLACES = 1024;
/** Cells along each axis of the decision regions, and of a unit's picture: few, as they are often drawn. */
const REGION_CELLS = 90;
const UNIT_CELLS = 48;
/** More units of a layer are too many to be looked at. */
const MOST_UNITS = 16;

/** What a training on points is watched by. */
export class PointsCharts implements ChartSource {
  readonly #trained: Network;
  /** The same network, for many places at a time. */
  readonly #shown: Network;
  readonly #samples: Samples;
  readonly #generator: Generator;
  readonly #trace = new LossTrace();

  /** @param options What the network was made from. */
  constructor(
    network: Network,
    options: Omit<NetworkOptions, "batchSize">,
    samples: Samples,
    generator: Generator,
  ) {
    this.#trained = network;
    this.#shown = new Network({ ...options, batchSize: PLACES });
    this.#samples = samples;
    this.#generator = generator;
  }

  add(time: number, loss: number): void {
    this.#trace.add(time, loss);
  }

  endEpoch(): void {}

  draw(history: readonly Measurement[]): Promise<Chart[]> {
    const [from, to] = [this.#trained, this.#shown].map(({ layers }) =>
      layers.flatMap(({ parameters, buffers }) => [...parameters, ...buffers])
    );
    from.forEach(({ value }, i) => to[i].value.data.set(value.data));
    const loss = lossCurve(this.#generator.description, this.#trace, history);
    return Promise.resolve([...this.#picture(), loss, ...this.#units()]);
  }

  #picture(): Chart[] {
    const samples = this.#samples;
    const network = this.#shown;
    if ("labels" in samples) {
      return [decisionRegions(network, samples, { id: "regions", cells: REGION_CELLS })];
    }
    const { truth } = this.#generator;
    return [fittedFunction(network, samples, { id: "function", truth })];
  }

  /** What the units make of the plane, or of the line. */
  #units(): Chart[] {
    const samples = this.#samples;
    if ("labels" in samples) return unitTiles(this.#shown, samples);
    const parts = functionUnits(this.#shown, samples, { id: "units" });
    return parts === undefined ? [] : [parts];
  }
}

/** For each layer that goes into others with weights, its units as pictures of the plane. */
function unitTiles(network: Network, samples: ClassSamples): Tiles[] {
  const plane = scatteredPlane(samples);
  const places = Float64Array.from(cellMiddles(plane, UNIT_CELLS).data);
  return network.layers.flatMap(({ notation, outputShape }, i): Tiles[] => {
    const above = network.layers[i + 1];
    if (above === undefined || above.parameters.length === 0) return [];
    const units = sizeOf(outputShape);
    const outputs = layerOutputsOf(network, i + 1, places);
    const shown = Math.min(units, MOST_UNITS);
    const colours: ColourScale = {
      scale: "diverging",
      label: "output",
      limit: largestMagnitude(outputs),
    };
    return [{
      kind: "tiles",
      id: `units-${i + 1}`,
      title: `Units of layer ${i + 1} ${notation}`,
      subtitle: shown === units ? undefined : `The first ${shown} of ${units} units`,
      description: `What ${shown} units put out at each place of the plane.`,
      colours,
      columns: Math.min(8, shown),
      tiles: Array.from({ length: shown }, (_, unit) => ({
        picture: groundOf((cell) => colourOf(outputs[cell * units + unit], colours), UNIT_CELLS),
        captions: [`${unit + 1}`],
      })),
    }];
  });
}
