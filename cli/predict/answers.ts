import type { ImageDescription } from "../../lib/data/image_description.ts";
import { whyNotADigit } from "../../lib/data/pictures/why_not_a_digit.ts";
import type { Box } from "../../lib/data/pictures/field.ts";
import { extentsOf } from "../../lib/data/pixel.ts";
import { formatJson } from "../../lib/formats/json.ts";
import type { Model } from "../../lib/models/model.ts";
import type { Prediction } from "../../lib/training/predict.ts";
import { formatShare } from "../terminal/figures.ts";
import { type Column, formatTable } from "../../lib/formats/table.ts";
import type { ReadPicture } from "./read_pictures.ts";

/** A network that is no surer of its answer knows nothing like the image. */
const LEAST_PROBABILITY = 0.5;

/** What is said about one picture. */
export interface Answer {
  readonly path: string;
  /** One for each of its images. */
  readonly predictions: readonly Prediction[];
  readonly boxes: readonly Box[];
  readonly warning?: string;
}

/** What the answers mean. */
export interface AnswerKind {
  readonly classNames: readonly string[];
  /** Whether the scores are probabilities. */
  readonly isProbability: boolean;
}

/** The answer about a picture, with what speaks against it. */
export function answerAbout(
  { path, images, warning }: ReadPicture,
  predictions: readonly Prediction[],
  { classNames, inputShape, images: description }: Model,
  isProbability: boolean,
): Answer {
  const boxes = images.map(({ box }) => box);
  if (warning !== undefined) return { path, predictions, boxes, warning };
  const areDigits = classNames.every((name) => /^\d$/.test(name)) && isWriting(description);
  const problems = images.map(({ pixels }, i) => {
    const { class: index, scores } = predictions[i];
    const strange = areDigits
      ? whyNotADigit(onDark(pixels, description), extentsOf(inputShape))
      : undefined;
    if (strange !== undefined) return `perhaps not a digit: ${strange}`;
    if (!isProbability || scores[index] >= LEAST_PROBABILITY) return undefined;
    return `perhaps of none of the classes: the most likely one has ${formatShare(scores[index])}`;
  });
  return { path, predictions, boxes, warning: problems.find((text) => text !== undefined) };
}

/** One object for each picture; of several digits, one for each is in its `digits`. */
export function formatAnswersAsJson(answers: readonly Answer[], kind: AnswerKind): string {
  const objects = answers.map((answer) => {
    const { path, predictions, boxes, warning } = answer;
    const [first] = predictions;
    const single = predictions.length === 1 ? scoresAsJson(first, kind) : {
      digits: predictions.map((prediction, i) => ({
        class: kind.classNames[prediction.class],
        ...scoresAsJson(prediction, kind),
        box: boxes[i],
      })),
    };
    return { image: path, class: joinClasses(answer, kind), ...single, warning };
  });
  return formatJson(objects);
}

/** A table with a line for each picture; of several digits, with one more for each. */
export function formatAnswersAsTable(answers: readonly Answer[], kind: AnswerKind): string {
  const { classNames, isProbability } = kind;
  const columns: Omit<Column, "width">[] = [
    { heading: "image", align: "left" },
    { heading: "class", align: "left" },
    ...classNames.map((name) => ({ heading: name, align: "right" }) as const),
  ];
  const cellsOf = ({ class: index, scores }: Prediction) => [
    classNames[index],
    ...scores.map((score) => isProbability ? formatShare(score) : score.toFixed(4)),
  ];
  const rows = answers.flatMap((answer) => {
    const { path, predictions } = answer;
    if (predictions.length === 1) return [[path, ...cellsOf(predictions[0])]];
    const whole = [path, joinClasses(answer, kind), ...classNames.map(() => "")];
    const count = predictions.length;
    return [whole, ...predictions.map((each, i) => [`  ${i + 1} of ${count}`, ...cellsOf(each)])];
  });
  return formatTable(columns, rows);
}

function scoresAsJson(
  { scores }: Prediction,
  { classNames, isProbability }: AnswerKind,
): Record<string, Record<string, number>> {
  const named = Object.fromEntries(classNames.map((name, c) => [name, scores[c]]));
  return { [isProbability ? "probabilities" : "outputs"]: named };
}

/** The classes in the order of reading: `407`, but `ankle boot, bag`. */
function joinClasses({ predictions }: Answer, { classNames }: AnswerKind): string {
  const names = predictions.map((prediction) => classNames[prediction.class]);
  return names.join(names.every((name) => [...name].length === 1) ? "" : ", ");
}

/** A model that says nothing of its images was trained on MNIST's, or is of no digits. */
function isWriting(description?: ImageDescription): boolean {
  return description === undefined ||
    (description.content === "writing" && description.framing !== undefined);
}

function onDark(pixels: Uint8Array, description?: ImageDescription): Uint8Array {
  return description?.ground === "light" ? pixels.map((pixel) => 255 - pixel) : pixels;
}
