import type { Dataset } from "../data/dataset.ts";
import type { Prediction } from "../training/predict.ts";
import type { Tiles } from "./chart.ts";
import { formatCount, formatFigure, formatShare } from "./format_figure.ts";
import { datasetPicture } from "./picture.ts";

/** Images shown when nobody says how many. */
const USUAL_COUNT = 48;

/** An image that was taken for another class than its own. */
interface Mistake {
  readonly index: number;
  readonly predicted: number;
  readonly score: number;
}

/**
 * The images of which a network is most convinced that they are of another class than they are:
 * misclassified, with the highest score first, and of equals the first in the dataset.
 *
 * @param predictions One for each image.
 * @param scale What the scores are: probabilities are written in percent.
 * @param count Images shown at most; 48 when left out.
 * @throws {RangeError} If there are not as many predictions as images.
 *
 * @example
 * ```ts
 * import { Dataset } from "@handwriting/mnist";
 * import { misclassifiedImages } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const dataset = new Dataset(new Uint8Array(8), Uint8Array.of(1, 0), [1, 2, 2], 2);
 * const predictions = [{ class: 1, scores: [0.2, 0.8] }, { class: 1, scores: [0.1, 0.9] }];
 * const { tiles } = misclassifiedImages(dataset, predictions, "probability");
 * assertEquals(tiles.map(({ captions }) => captions), [["true 0", "taken for 1", "90.00 %"]]);
 * ```
 */
export function misclassifiedImages(
  dataset: Dataset,
  predictions: readonly Prediction[],
  scale: "probability" | "score",
  count = USUAL_COUNT,
): Tiles {
  const mistakes = worstFirst(dataset, predictions);
  const format = scale === "probability" ? formatShare : formatFigure;
  const { classNames, labels } = dataset;
  const shown = mistakes.slice(0, count);
  return {
    kind: "tiles",
    id: "misclassified",
    title: "Misclassified images",
    subtitle: countOf(shown.length, mistakes.length, dataset.count),
    description: `Images taken for another class than their own, those with the highest ${scale} ` +
      "first.",
    tiles: shown.map(({ index, predicted, score }) => ({
      picture: datasetPicture(dataset, index),
      captions: [
        `true ${classNames[labels[index]]}`,
        `taken for ${classNames[predicted]}`,
        format(score),
      ],
    })),
  };
}

function countOf(shown: number, mistakes: number, images: number): string {
  const among = `among ${formatCount(images)} image${images === 1 ? "" : "s"}`;
  if (mistakes === 0) return `No mistakes ${among}`;
  const part = shown === mistakes ? "All" : `${shown} of`;
  return `${part} ${formatCount(mistakes)} mistake${
    mistakes === 1 ? "" : "s"
  } ${among}, worst first`;
}

function worstFirst({ labels }: Dataset, predictions: readonly Prediction[]): Mistake[] {
  if (predictions.length !== labels.length) {
    throw new RangeError(
      `Expected as many predictions as images, ${labels.length}, but found ${predictions.length}`,
    );
  }
  return predictions
    .map((prediction, index) => ({
      index,
      predicted: prediction.class,
      score: prediction.scores[prediction.class],
    }))
    .filter(({ index, predicted }) => predicted !== labels[index])
    .toSorted((a, b) => b.score - a.score);
}
