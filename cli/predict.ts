import { DIGIT_SIZE, hasLightBackground, prepareDigit } from "../lib/data/digit_image.ts";
import { escapeInvisible } from "../lib/formats/quote.ts";
import { formatShape, type Shape, sizeOf } from "../lib/shape.ts";
import { predict, type Prediction, tellsProbabilities } from "../lib/training/predict.ts";
import { flag, operand, repeatedOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { deviceOption } from "./arguments/config_arguments.ts";
import { file } from "./arguments/values.ts";
import { formatShare } from "./terminal/figures.ts";
import { about } from "./files/about.ts";
import { readModel } from "./files/model_files.ts";
import { openModel } from "./files/model_network.ts";
import { readGreyImage } from "./files/image_file.ts";
import type { ImageSize } from "./files/image_size.ts";
import { type Column, formatTable } from "./terminal/table.ts";

/** Classifies PNG images. */
export const command = defineCommand({
  name: "predict",
  summary: "Classifies PNG images with a trained model",
  operands: {
    modelPath: operand(
      "model",
      file,
      'model file, as "mnist train" writes it for "rel_path_model_file"; one for colour images ' +
        "is refused",
    ),
    paths: repeatedOperand("image.png", file, 1, "any PNG image; colours are taken as grey"),
  },
  options: {
    raw: flag("raw", "take every image as it is; it must have the size of the training images"),
    device: deviceOption,
    json: flag("json", "print JSON: a list with one object per image"),
  },
  notes: `For a model of 28x28 pixels, each image is prepared as those of MNIST were: a
picture or photo of one digit, dark on light or light on dark, is cropped,
scaled to fit into 20x20 pixels, and placed so that its centre of mass is in the
middle of 28x28. An image that has this size and a dark background is taken as
it is.`,

  async run({ modelPath, paths, raw, device, json }) {
    const model = await readModel(modelPath);
    const size = imageSize(modelPath, model.inputShape);
    const takesDigits = !raw && isDigitSize(size);
    const read = takesDigits ? readDigit : (path: string) => readPixels(path, size);
    const images = new Uint8Array(paths.length * sizeOf(model.inputShape));
    for (const [i, path] of paths.entries()) {
      images.set(await read(path), i * sizeOf(model.inputShape));
    }
    const network = openModel(model, paths.length, device);
    const predictions = predict(network, images, model.normalization);
    if (predictions.some(({ scores }) => scores.some(Number.isNaN))) {
      throw new Error(`${modelPath}: Expected outputs that are numbers but found NaN`);
    }
    const isProbability = tellsProbabilities(network);
    const format = json ? formatAsJson : formatAsTable;
    console.log(format({ paths, predictions, classNames: model.classNames, isProbability }));
  },
});

/** What there is to print. */
interface Results {
  readonly paths: readonly string[];
  readonly predictions: readonly Prediction[];
  readonly classNames: readonly string[];
  /** Whether the scores are probabilities. */
  readonly isProbability: boolean;
}

function imageSize(path: string, shape: Shape): ImageSize {
  const [channels, height, width] = shape;
  if (channels === 1 && height !== undefined && width !== undefined) return { width, height };
  throw new Error(
    `${path}: Expected a model for grey images but found one for ${formatShape(shape)}`,
  );
}

function isDigitSize({ width, height }: ImageSize): boolean {
  return width === DIGIT_SIZE && height === DIGIT_SIZE;
}

async function readPixels(path: string, size: ImageSize): Promise<Uint8Array> {
  return (await readGreyImage(path, size)).pixels;
}

async function readDigit(path: string): Promise<Uint8Array> {
  const image = await readGreyImage(path);
  if (isDigitSize(image) && !hasLightBackground(image)) return image.pixels;
  return about(path, () => prepareDigit(image));
}

function formatAsJson({ paths, predictions, classNames, isProbability }: Results): string {
  const objects = predictions.map(({ class: index, scores }, i) => ({
    image: paths[i],
    class: classNames[index],
    [isProbability ? "probabilities" : "outputs"]: Object.fromEntries(
      classNames.map((name, c) => [name, scores[c]]),
    ),
  }));
  return JSON.stringify(objects, null, 2);
}

function formatAsTable({ paths, predictions, classNames, isProbability }: Results): string {
  const columns: Omit<Column, "width">[] = [
    { heading: "image", align: "left" },
    { heading: "class", align: "left" },
    ...classNames.map((name) => ({ heading: escapeInvisible(name), align: "right" }) as const),
  ];
  const rows = predictions.map(({ class: index, scores }, i) => [
    escapeInvisible(paths[i]),
    escapeInvisible(classNames[index]),
    ...scores.map((score) => isProbability ? formatShare(score) : score.toFixed(4)),
  ]);
  return formatTable(columns, rows);
}
