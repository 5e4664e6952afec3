import { layerNotation, parseLayers } from "../../lib/config/layer_notation.ts";
import { generators } from "../../lib/data/generators.ts";
import type { Samples } from "../../lib/data/samples.ts";
import { openDevice } from "../../lib/devices/open_device.ts";
import { crossEntropy, meanSquaredError } from "../../lib/losses.ts";
import { Network } from "../../lib/network.ts";
import { Adam } from "../../lib/optimizers/adam.ts";
import { constantRate } from "../../lib/schedules/schedule.ts";
import { Training } from "../../lib/training/training.ts";
import type { PointsRecipe } from "../dialogue.ts";
import { PointsCharts } from "./points_charts.ts";
import { RateDial } from "./rate_dial.ts";
import { type Listener, TrainingLoop } from "./training_loop.ts";

const BATCH_SIZE = 10;
const EPOCHS = 1000;

/** Slow enough for regions to be seen growing: about a minute for all epochs. */
const PACING = { rest: 30, chartInterval: 100 };

/**
 * A training on points, which has not begun yet.
 *
 * @throws {FormatError} If the layers are not in their notation.
 * @throws {RangeError} If a number is out of range, a layer does not fit, or there is no such generator.
 */
export function preparePoints(recipe: PointsRecipe, listener: Listener): TrainingLoop {
  const { generator: name, count, noise, seed, hidden, learningRate } = recipe;
  const generator = generators.find((each) => each.name === name);
  if (generator === undefined) {
    throw new RangeError(`Expected the name of a generator but found ${name}`);
  }
  const samples = generator.generate({ count, noise, seed });
  const test = generator.generate({ count, noise, seed: seed + 1 });
  // Read by themselves first, so that an error tells of what was typed alone.
  if (hidden.trim() !== "") layerNotation.parse(hidden.trim());
  const layers = parseLayers(
    [hidden.trim(), outputLayers(samples)].filter((part) => part !== "").join(", "),
  );
  const loss = "labels" in samples ? crossEntropy : meanSquaredError;
  // Points are too few for several threads.
  const device = openDevice({ threads: 1 });
  const options = { device, inputShape: samples.shape, layers, loss, seed };
  const network = new Network({ ...options, batchSize: BATCH_SIZE });
  const rate = new RateDial(constantRate, learningRate);
  const training = new Training(network, samples, {
    length: { epochs: EPOCHS },
    optimizer: new Adam(network, { learningRate }),
    schedule: rate.recipe(learningRate, "epoch"),
    test,
    seed,
  });
  const charts = new PointsCharts(network, options, samples, generator);
  const course = { network, device, training, rate, charts, pacing: PACING };
  return new TrainingLoop(course, listener);
}

/** One output for each class, or for each target. */
function outputLayers(samples: Samples): string {
  return "labels" in samples
    ? `dense ${samples.classes} softmax`
    : `dense ${samples.targetNames.length}`;
}
