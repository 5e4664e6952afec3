import type { Config } from "../../../lib/config/config.ts";
import { type Augmentation, batchAugmentation } from "../../../lib/data/augmentation.ts";
import type { Dataset } from "../../../lib/data/dataset.ts";
import { augmentationTiles } from "../../../lib/plots/augmentation_tiles.ts";
import { datasetTiles } from "../../../lib/plots/dataset_tiles.ts";
import { edgeFilterTiles } from "../../../lib/plots/edge_filter_tiles.ts";
import { Random } from "../../../lib/random.ts";
import { countOf, formatCount } from "../../pages/figures.ts";
import type { Findings } from "../findings.ts";
import type { Part, Section } from "../../pages/section.ts";
import { formatTable, numbers, texts } from "../../pages/tables.ts";

/** Most tiles of a sheet of training images. */
const MOST_TILES = 100;

/** The images that the network was trained with and tested on. */
export function dataSection(findings: Findings): Section {
  const { training } = findings.data;
  const leftOut = findings.leftOut.map((text) => ` ${text}.`).join("");
  return {
    id: "data",
    title: "Data",
    introduction:
      (training === undefined
        ? "The images that the network was tested on. Those that it learnt from are not at hand."
        : "The images that the network learnt from, and those that it was tested on.") + leftOut,
    parts: [counts(findings), ...(training === undefined ? [] : pictures(findings, training))],
  };
}

function pictures(findings: Findings, training: Dataset): Part[] {
  if (training.shape.length !== 3) return [];
  const { trainedWith } = findings;
  return [
    trainingImages(training),
    edges(training),
    ...(trainedWith === undefined ? [] : [augmentation(trainedWith, training)]),
  ];
}

function counts({ data }: Findings): Part {
  const { training, validation, test } = data;
  const sets = [
    ...(training === undefined ? [] : [{ name: "training", dataset: training }]),
    ...(validation === undefined ? [] : [{ name: "validation", dataset: validation }]),
    { name: "test", dataset: test },
  ];
  const countsOfSets = sets.map(({ dataset }) => classCounts(dataset));
  return {
    kind: "text",
    title: "Images of each class",
    explanation:
      "The more training images a class has, the better it is learnt. Where the numbers of " +
      "images differ widely, the accuracy says little about the rare classes.",
    content: formatTable({
      columns: [texts("class"), ...sets.map(({ name }) => numbers(name))],
      rows: test.classNames.map((name, c) => [
        name,
        ...countsOfSets.map((counts) => formatCount(counts[c])),
      ]),
      totals: [[
        countOf(test.classes, "class", "classes"),
        ...sets.map(({ dataset }) => formatCount(dataset.count)),
      ]],
    }),
  };
}

function classCounts({ labels, classes }: Dataset): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}

function trainingImages(training: Dataset): Part {
  const perClass = Math.max(1, Math.floor(MOST_TILES / training.classes));
  return {
    kind: "chart",
    chart: datasetTiles(training, "training", Math.min(10, perClass)),
    width: "full",
    explanation: "The first training images of each class, as they are in the files. They show " +
      "how much the images of a class differ, and what classes have in common.",
  };
}

function edges(training: Dataset): Part {
  return {
    kind: "chart",
    chart: edgeFilterTiles(training.slice(0, 1)),
    width: "half",
    explanation:
      "Filters made by hand, on the first training image. Sobel's find where it gets brighter " +
      "(red) or darker (blue) to the right and downwards; Laplace's finds thin lines and corners. " +
      "A convolution learns such filters by itself.",
  };
}

function augmentation({ augmentation, seed }: Config, training: Dataset): Part {
  return {
    kind: "chart",
    chart: augmentationTiles(
      training.slice(0, 1),
      augmentation ?? batchAugmentation,
      new Random(seed, "report"),
    ),
    width: "half",
    columns: 4,
    explanation: explainAugmentation(augmentation),
  };
}

function explainAugmentation(augmentation: Augmentation | undefined): string {
  return augmentation === undefined
    ? "This training took its images as they are. With augmentation = batch in the configuration, " +
      "it would distort them at random, like this one, and hardly ever see the same image twice."
    : "The training distorted its images at random, as it does the first one here, so that the " +
      "network hardly ever saw the same image twice and could not learn it by heart.";
}
