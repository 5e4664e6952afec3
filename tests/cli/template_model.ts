import { parseLayers } from "../../lib/config/layer_notation.ts";
import { divideBy255 } from "../../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import type { TrainingFacts } from "../../lib/models/model.ts";
import { encodeModel } from "../../lib/models/model_file.ts";
import { Network } from "../../lib/network.ts";
import { type Digit, digits } from "../digits.ts";

/** One digit of each class, 0 to 9: the first ones of MNIST's test images. */
export const templates: readonly Digit[] = firstOfEachClass(digits);

/**
 * A model that compares an image with the templates: the score of a class, before softmax, is ten
 * times the cosine of the angle between its template and the image, times the image's length. So
 * every template is classified correctly.
 *
 * @param training What the file is to say of a training.
 */
export function templateModel(
  classNames = templates.map(({ label }) => `${label}`),
  training?: TrainingFacts,
): Uint8Array {
  const network = new Network({
    device: createTypeScriptDevice("f64"),
    inputShape: [1, 28, 28],
    layers: parseLayers("dense 10 softmax"),
    batchSize: 1,
  });
  const [weights] = network.parameters;
  for (const { pixels, label } of templates) {
    const length = Math.hypot(...pixels);
    pixels.forEach((pixel, i) => weights.value.data[10 * i + label] = 10 * pixel / length);
  }
  return encodeModel(network, { normalization: divideBy255, classNames, training });
}

function firstOfEachClass(digits: readonly Digit[]): Digit[] {
  return Array.from({ length: 10 }, (_, c) => {
    const digit = digits.find(({ label }) => label === c);
    if (digit === undefined) throw new RangeError(`Expected a digit ${c} but found none`);
    return digit;
  });
}
