import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { encodeImages } from "../../../lib/data/idx_images.ts";
import { encodeLabels } from "../../../lib/data/idx_labels.ts";
import type { News } from "../../../web/dialogue.ts";
import { Desk } from "../../../web/worker/desk.ts";
import { digits } from "../../digits.ts";
import { templateModel, templates } from "../../cli/template_model.ts";

/** A desk with a model that classifies its templates correctly. */
async function deskWithModel(news: News[] = []): Promise<Desk> {
  const desk = new Desk((each) => news.push(each));
  const path = "template.safetensors";
  await desk.answers.open([{ path, bytes: new Uint8Array(templateModel()) }]);
  return desk;
}

/** A picture of the size of the network's images, as a canvas gives it. */
function rasterOf(pixels: Uint8Array) {
  const data = Uint8Array.from({ length: 4 * 784 }, (_, i) => i % 4 === 3 ? 255 : pixels[i >> 2]);
  return { width: 28, height: 28, channels: 4, depth: 8, data };
}

Deno.test("Desk answers what the network makes of a picture, and why", async () => {
  const desk = await deskWithModel();
  for (const { pixels, label } of templates) {
    const view = { kind: "picture", raster: rasterOf(pixels) } as const;
    const sight = await desk.answers.look({ view, image: 0, member: 0 });
    const [image] = sight.images;
    assertEquals(image.prediction.class, label);
    assertEquals(sight.layers.map(({ notation }) => notation), ["dense 10", "softmax"]);
    const [dense, softmax] = sight.layers;
    softmax.outputs.forEach((share, c) =>
      assertAlmostEquals(share, image.prediction.scores[c], 1e-6)
    );

    const unit = await desk.answers.unit({ layer: 0, output: label });
    assertEquals(unit.value, dense.outputs[label]);
    const { weights, inputs, shape } = unit.pictures ?? { weights: [], inputs: [], shape: [] };
    assertEquals(shape, [1, 28, 28]);
    const sum = Array.from(weights, (weight, i) => weight * inputs[i]).reduce((a, b) => a + b);
    assertAlmostEquals(sum, unit.value, 1e-4);
    // Without hidden layers, the score grows with each pixel by its weight.
    sight.saliency.forEach((slope, i) => assertAlmostEquals(slope, weights[i], 1e-6));
  }
});

/** Test data of some digits in a folder. */
async function giveDigits(desk: Desk, folder: string, some: typeof digits): Promise<void> {
  const pixels = new Uint8Array(some.flatMap(({ pixels }) => Array.from(pixels)));
  await desk.answers.take([
    {
      path: `${folder}/t10k-images.idx3-ubyte`,
      bytes: encodeImages({ count: some.length, channels: 1, rows: 28, columns: 28, pixels }),
    },
    {
      path: `${folder}/t10k-labels.idx1-ubyte`,
      bytes: encodeLabels(Uint8Array.from(some, ({ label }) => label)),
    },
  ]);
}

Deno.test("Desk draws how a network does on the test images", async () => {
  const desk = await deskWithModel();
  await giveDigits(desk, "mnist-datasets", digits);
  const { images, wrong, charts } = await desk.answers.measure(undefined);
  assertEquals(images, digits.length);
  assertEquals(wrong, (await desk.answers.rank(undefined)).wrong);
  assertEquals(charts.map(({ id }) => id), [
    "confusion-matrix",
    "precision-recall",
    "roc",
    "calibration",
  ]);
});

Deno.test("Desk tests a model on the data of its own configuration, where the page has them", async () => {
  const desk = new Desk(() => {});
  const config = `rel_path_train_images = mine
rel_path_test_images = mine
rel_path_log_file = log
layers = dense 10 softmax
learning_rate = 1
batch_size = 1
num_epochs = 1
`;
  const training = { program: "mnist", epochs: 1, seed: 1, config };
  await desk.answers.open([{
    path: "a",
    bytes: new Uint8Array(templateModel(undefined, training)),
  }]);
  await giveDigits(desk, "mnist-datasets", digits);
  assertEquals((await desk.answers.measure(undefined)).images, digits.length);
  await giveDigits(desk, "mine", digits.slice(0, 3));
  assertEquals((await desk.answers.measure(undefined)).images, 3);
});

Deno.test("Desk ranks test images, those misclassified first and the surest of them before", async () => {
  const desk = await deskWithModel();
  const count = digits.length;
  await giveDigits(desk, "mnist-datasets", digits);
  const { order, wrong } = await desk.answers.rank(undefined);
  assertEquals(Array.from(order).sort((a, b) => a - b), Array.from({ length: count }, (_, i) => i));
  const answers = [];
  for (const index of order) {
    const view = { kind: "test image", index } as const;
    const { images: [{ prediction }], label } = await desk.answers.look({
      view,
      image: 0,
      member: 0,
    });
    const { class: predicted, scores } = prediction;
    answers.push({ isWrong: predicted !== label, score: scores[predicted] });
  }
  assertEquals(answers.map(({ isWrong }) => isWrong), answers.map((_, place) => place < wrong));
  const ofMistakes = answers.slice(0, wrong).map(({ score }) => score);
  assertEquals(ofMistakes, ofMistakes.toSorted((a, b) => b - a));
});

Deno.test("Desk lets a committee decide, and looks into each member", async () => {
  const desk = new Desk(() => {});
  const bytes = new Uint8Array(templateModel());
  const names = ["one.safetensors", "two.safetensors"];
  const subject = await desk.answers.open(names.map((path) => ({ path, bytes })));
  assertEquals(subject.name, "one.safetensors, two.safetensors");
  assertEquals(subject.members.length, 2);
  assertEquals(subject.parameterCount, 2 * 7850);
  const [{ pixels, label }] = templates;
  const view = { kind: "picture", raster: rasterOf(pixels) } as const;
  const sight = await desk.answers.look({ view, image: 0, member: 1 });
  assertEquals(sight.images[0].prediction.class, label);
});

Deno.test("Desk trains on points, tells how it goes, and ends after an epoch when it is told so", async () => {
  const news: News[] = [];
  const desk = new Desk((each) => news.push(each));
  const recipe = {
    generator: "blobs",
    count: 60,
    noise: 0.1,
    seed: 1,
    hidden: "",
    learningRate: 0.1,
  };
  const progress = await desk.answers.preparePoints(recipe);
  assertEquals([progress.state, progress.batchesPerEpoch, progress.parameterCount], [
    "ready",
    6,
    9,
  ]);
  await desk.answers.train({ topic: "points", extent: "an epoch" });
  const ended = () =>
    news.some((each) => each.kind === "progress" && each.progress.state === "paused");
  while (!ended()) await new Promise((resolve) => setTimeout(resolve, 5));
  const [last] = news.flatMap((each) => each.kind === "progress" ? [each.progress] : []).slice(-1);
  assertEquals([last.epoch, last.batch], [1, 6]);
  const charts = await desk.answers.chart("points");
  assertEquals(charts.map(({ id }) => id), ["regions", "loss"]);
  assertThrows(
    () => desk.answers.preparePoints({ ...recipe, generator: "cubes" }),
    RangeError,
    "the name of a generator",
  );
});
