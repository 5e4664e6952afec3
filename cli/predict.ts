import { extentsOf } from "../lib/data/pixel.ts";
import { escapeInvisible } from "../lib/formats/quote.ts";
import type { Model } from "../lib/models/model.ts";
import { sizeOf } from "../lib/shape.ts";
import { flag, repeatedOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { deviceOption } from "./arguments/config_arguments.ts";
import { UsageError } from "./arguments/reader.ts";
import { file, fileOrFolder } from "./arguments/values.ts";
import { divideWords, readModels } from "./files/model_files.ts";
import { answerAbout, formatAnswersAsJson, formatAnswersAsTable } from "./predict/answers.ts";
import { predictSamples } from "./predict/predict_samples.ts";
import { predictTogether } from "./predict/predict_together.ts";
import { checkIsForImages, type ReadPicture, readPictures } from "./predict/read_pictures.ts";
import { notice } from "./terminal/notice.ts";
import { printTiles } from "./terminal/print_tiles.ts";

/** Classifies pictures. */
export const command = defineCommand({
  name: "predict",
  summary: "Classifies pictures or samples with a trained model, or a committee",
  operands: {
    modelPaths: repeatedOperand(
      "model",
      file,
      1,
      'model file, as "mnist train" writes it for "rel_path_model_file", or committee file; several ' +
        "decide by the mean of their probabilities",
    ),
    paths: repeatedOperand(
      "image",
      fileOrFolder,
      1,
      "a PNG or JPEG image, a folder of them, or - for one from the standard input; for a model " +
        "of grey images, colours are taken as grey; for one of samples, a CSV file",
    ),
  },
  options: {
    raw: flag("raw", "take every image as it is; it must have the size of the training images"),
    show: flag("show", "print each image as the network sees it, too"),
    device: deviceOption,
    json: flag("json", "print JSON: a list with an object per picture or sample, in their order"),
  },
  notes: `Each picture is prepared as the training images of the model were, of which its
file says what they look like: ink on dark or on light, how it is framed and
centred. For digits as those of MNIST, it may be a photo, dark on light or
light on dark, in a shadow, on ruled or squared paper or in a frame; several
digits are read from left to right. A picture that is framed like the training
images already stays as it is, but for its ground.

A model that was trained on samples of numbers takes CSV files with the columns
of its features, and its answers are comma-separated values: the class and the
score of each class, or the numbers.

Doubts about an answer are reported: in JSON as "warning", otherwise on stderr.`,

  async run({ modelPaths, paths: picturePaths, raw, show, device, json }) {
    const { models, others: paths } = await divideWords([...modelPaths, ...picturePaths]);
    if (paths.length === 0) {
      throw new UsageError("Expected <image> ... after the models but found none");
    }
    const members = await readModels(models);
    const [{ name: modelName, model }] = members;
    if (model.featureNames !== undefined) {
      if (raw || show) {
        throw new UsageError(
          "Expected neither --raw nor --show for samples of numbers but found one",
        );
      }
      const format = json ? "json" : "csv";
      return console.log(await predictSamples(members, paths, { format, device }));
    }
    checkIsForImages(modelName, model);
    const { pictures, problems } = await readPictures(model, paths, raw);
    if (pictures.length > 0) {
      const images = concatenateImages(pictures, sizeOf(model.inputShape));
      const count = images.length / sizeOf(model.inputShape);
      const { predictions, classNames, isProbability } = await predictTogether(
        members,
        images,
        count,
        device,
      );
      const answers = pictures.map((picture) => {
        const own = predictions.splice(0, picture.images.length);
        return answerAbout(picture, own, model, isProbability);
      });
      // Beside JSON, which is read by programs, there is no room for pictures.
      if (show) showPictures(pictures, model, json ? console.error : console.log);
      const format = json ? formatAnswersAsJson : formatAnswersAsTable;
      console.log(format(answers, { classNames, isProbability }));
      for (const { path, warning } of json ? [] : answers) {
        if (warning !== undefined) notice(`${path}: ${warning}`);
      }
    } else if (json) console.log("[]");
    if (problems.length > 0) throw new AggregateError(problems);
  },
});

function concatenateImages(pictures: readonly ReadPicture[], size: number): Uint8Array {
  const images = pictures.flatMap(({ images }) => images);
  const bytes = new Uint8Array(images.length * size);
  images.forEach(({ pixels }, i) => bytes.set(pixels, i * size));
  return bytes;
}

function showPictures(
  pictures: readonly ReadPicture[],
  { inputShape }: Model,
  print: (text: string) => void,
): void {
  const tiles = pictures.flatMap(({ path, images }) =>
    images.map(({ pixels }, i) => {
      const number = images.length === 1 ? "" : `${i + 1} of ${images.length}: `;
      return { title: number + escapeInvisible(path), image: pixels };
    })
  );
  printTiles(tiles, extentsOf(inputShape), print);
}
