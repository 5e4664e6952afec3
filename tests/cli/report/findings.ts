import type { Findings } from "../../../cli/report/findings.ts";
import { parseConfig } from "../../../lib/config/config.ts";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import { divideBy255 } from "../../../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { ConfusionMatrix } from "../../../lib/metrics/confusion_matrix.ts";
import { encodeModel, parseModel } from "../../../lib/models/model_file.ts";
import { Network } from "../../../lib/network.ts";
import { Random } from "../../../lib/random.ts";
import { type Shape, sizeOf } from "../../../lib/shape.ts";
import { evaluateInDetail } from "../../../lib/training/evaluate.ts";
import { tellsProbabilities } from "../../../lib/training/predict.ts";

/** What {@linkcode findingsOf} makes findings of. */
export interface Circumstances {
  readonly layers?: string;
  readonly shape?: Shape;
  readonly classes?: number;
  /** As the configuration has it. */
  readonly batchSize?: string;
  /** Further lines of the configuration. */
  readonly config?: string;
}

/** What is found about an untrained network and 40 images of noise. */
export function findingsOf({
  layers = "dense 3 softmax",
  shape = [1, 8, 8],
  classes = 3,
  batchSize = "8",
  config = "",
}: Circumstances): Findings {
  const test = noise(shape, classes);
  const network = new Network({
    device: createTypeScriptDevice(),
    inputShape: shape,
    layers: parseLayers(layers),
    batchSize: 40,
  });
  const { classNames } = test;
  const normalization = divideBy255;
  const evaluation = evaluateInDetail(network, test, normalization);
  const parsed = parseConfig(
    `rel_path_train_images = images
rel_path_test_images = images
rel_path_log_file = log
layers = ${layers}
batch_size = ${batchSize}
num_epochs = 1
learning_rate = 0.25
${config}`,
    "test.config",
  );
  return {
    modelPath: "model.safetensors",
    name: "model.safetensors",
    model: parseModel(encodeModel(network, { normalization, classNames })),
    config: parsed,
    trainedWith: parsed,
    data: { training: test, test, normalization },
    leftOut: [],
    network,
    image: 0,
    evaluation,
    predictions: evaluation.scores.map((scores, i) => {
      return { class: evaluation.predictions[i], scores };
    }),
    matrix: new ConfusionMatrix(test.labels, evaluation.predictions, classes),
    isProbability: tellsProbabilities(network),
  };
}

function noise(shape: Shape, classes: number): Dataset {
  const random = new Random(1);
  const images = Uint8Array.from({ length: 40 * sizeOf(shape) }, () => random.integer(256));
  const labels = Uint8Array.from({ length: 40 }, (_, i) => i % classes);
  return new Dataset(images, labels, shape, classes);
}
