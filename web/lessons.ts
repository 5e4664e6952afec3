/** A sentence on what there is to see, and the file of the library that has the formula. */
export interface Lesson {
  readonly sentence: string;
  /** From the root of the sources. */
  readonly source: string;
}

/** What each kind of layer does, by the word that its notation begins with. */
export const layerLessons: Readonly<Record<string, Lesson>> = {
  dense: {
    sentence: "Each output is a weighted sum of all inputs, plus a bias: Y = X W + b.",
    source: "lib/layers/dense.ts",
  },
  conv: {
    sentence: "Each filter goes over the image and responds where it finds its pattern.",
    source: "lib/layers/convolution.ts",
  },
  max_pool: {
    sentence: "The largest value of each window: what was found, and roughly where.",
    source: "lib/layers/pooling.ts",
  },
  average_pool: {
    sentence: "The mean of each window: the same in less detail.",
    source: "lib/layers/pooling.ts",
  },
  global_average_pool: {
    sentence: "The mean of each channel: how much of a pattern there is, wherever it is.",
    source: "lib/layers/pooling.ts",
  },
  flatten: {
    sentence: "The image as a list of its values.",
    source: "lib/layers/pass_through.ts",
  },
  identity: { sentence: "Passes its input on.", source: "lib/layers/pass_through.ts" },
  dropout: {
    sentence: "Drops values at random in training; here, in use, it passes them on.",
    source: "lib/layers/dropout.ts",
  },
  batch_norm: {
    sentence: "Shifts and scales each channel to a mean and a spread that were learned.",
    source: "lib/layers/batch_norm.ts",
  },
  relu: {
    sentence: "max(0, x): what is negative becomes 0.",
    source: "lib/layers/activations.ts",
  },
  leaky_relu: {
    sentence: "x where it is positive, else a small part of it.",
    source: "lib/layers/activations.ts",
  },
  elu: {
    sentence: "x where it is positive, else α (exp(x) − 1).",
    source: "lib/layers/activations.ts",
  },
  softplus: {
    sentence: "log(1 + exp(x)): a ReLU without its corner.",
    source: "lib/layers/activations.ts",
  },
  sigmoid: {
    sentence: "1 / (1 + exp(−x)): any number becomes one between 0 and 1.",
    source: "lib/layers/activations.ts",
  },
  tanh: {
    sentence: "The hyperbolic tangent: any number becomes one between −1 and 1.",
    source: "lib/layers/activations.ts",
  },
  heaviside: {
    sentence: "1 from 0 on, else 0: the neuron of 1943.",
    source: "lib/layers/activations.ts",
  },
  softmax: {
    sentence: "exp(x) / Σ exp(x): scores become probabilities that add up to 1.",
    source: "lib/layers/softmax.ts",
  },
};

/** What each chart shows, by its id or the beginning of it. */
export const chartLessons: Readonly<Record<string, Lesson>> = {
  loss: {
    sentence: "What training makes small: the mean loss of the mini-batches, as it goes.",
    source: "lib/losses.ts",
  },
  accuracy: {
    sentence: "The share of the images that is classified correctly, after each epoch.",
    source: "lib/training/measurement.ts",
  },
  "confusion-matrix": {
    sentence: "Which classes are taken for which others, among the test images.",
    source: "lib/metrics/confusion_matrix.ts",
  },
  "precision-recall": {
    sentence:
      "To find more images of a class (recall), a lower threshold also takes more of others for it " +
      "(precision).",
    source: "lib/metrics/precision_recall.ts",
  },
  roc: {
    sentence: "The share of a class that is found, against the share of the others taken for it.",
    source: "lib/metrics/roc.ts",
  },
  calibration: {
    sentence:
      "Of what it is 80 % sure of, 80 % should be right; below the diagonal it is too sure.",
    source: "lib/metrics/calibration.ts",
  },
  misclassified: {
    sentence: "The mistakes that the network is surest of come first.",
    source: "lib/training/evaluate.ts",
  },
  weights: {
    sentence: "A unit responds to what is bright where it is red, and dark where it is blue.",
    source: "lib/layers/dense.ts",
  },
  filters: {
    sentence: "Each filter responds where the image is bright under red and dark under blue.",
    source: "lib/layers/convolution.ts",
  },
  units: {
    sentence:
      "What each unit makes of the plane, or adds to the function: what the network is put " +
      "together from.",
    source: "lib/training/predict.ts",
  },
  function: {
    sentence: "The function that the network has become, beside the samples of the true one.",
    source: "lib/plots/fitted_function.ts",
  },
  regions: {
    sentence: "The colour of each place is the class that the network predicts there.",
    source: "lib/training/predict.ts",
  },
};

/** The other sources that the page links to. */
export const otherLessons = {
  preparation: {
    sentence: "Framed and centred as the training images were.",
    source: "lib/data/pictures/prepare_picture.ts",
  },
  saliency: {
    sentence: "Red: brighter pixels raise the score. Blue: they lower it.",
    source: "lib/training/inspection.ts",
  },
} as const satisfies Readonly<Record<string, Lesson>>;

/** All files that the page links to, each once. */
export function linkedSources(): string[] {
  const lessons = [layerLessons, chartLessons, otherLessons]
    .flatMap((table): Lesson[] => Object.values(table));
  return Array.from(new Set(lessons.map(({ source }) => source))).sort();
}

/** Where the page has a source, as a text that every web server serves as one. */
export function sourceAddress(source: string): string {
  return `sources/${source}.txt`;
}
