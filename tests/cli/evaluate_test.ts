import { assertAlmostEquals, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { encodeGreyPng } from "../../lib/formats/encode_png.ts";
import { parseLayers } from "../../lib/config/layer_notation.ts";
import { encodeImages } from "../../lib/data/idx_images.ts";
import { encodeLabels } from "../../lib/data/idx_labels.ts";
import { divideBy255 } from "../../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import { formatPredictionLog } from "../../lib/formats/prediction_log.ts";
import { binaryCrossEntropy } from "../../lib/losses.ts";
import type { TrainingFacts } from "../../lib/models/model.ts";
import { encodeModel } from "../../lib/models/model_file.ts";
import { Network } from "../../lib/network.ts";
import { makePng } from "../png.ts";
import { runMnist } from "./run_mnist.ts";
import { templateModel, templates } from "./template_model.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** A folder with the model and IDX files of the templates, the last one with the label 0. */
function makeFolder(): TemporaryFolder & { readonly files: readonly string[] } {
  const folder = new TemporaryFolder();
  const pixels = Uint8Array.from(templates.flatMap(({ pixels }) => [...pixels]));
  const labels = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 0);
  const files = [
    folder.write("model.safetensors", templateModel()),
    folder.write("images", encodeImages({ count: 10, rows: 28, columns: 28, pixels })),
    folder.write("labels", encodeLabels(labels)),
  ];
  return Object.assign(folder, { files });
}

/** Mean of `-log softmax`, computed by the definition. */
function expectedLoss(): number {
  const losses = templates.map(({ pixels }, i) => {
    const scores = templates.map((template) => {
      const product = template.pixels.reduce((sum, value, j) => sum + value * pixels[j], 0);
      return 10 * product / Math.hypot(...template.pixels) / 255;
    });
    const sum = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    return Math.log(sum) - scores[i === 9 ? 0 : i];
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / 10;
}

Deno.test("mnist evaluate prints accuracy, error rate, count and loss", async () => {
  using folder = makeFolder();
  const { code, stdout, stderr } = await runMnist(["evaluate", ...folder.files]);
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  const loss = expectedLoss().toFixed(4);
  assertEquals(
    stdout,
    `Accuracy 90.00 %, error rate 10.00 % (1 of 10 images wrong), loss ${loss}\n`,
  );
});

Deno.test("mnist evaluate --json prints the same as JSON", async () => {
  using folder = makeFolder();
  const { stdout } = await runMnist(["evaluate", "--json", ...folder.files]);
  const { loss, ...rest } = JSON.parse(stdout);
  // All on the diagonal, but for the last image: a 0 that is taken for a 9.
  const confusion_matrix = Array.from({ length: 10 }, (_, row) => {
    return Array.from({ length: 10 }, (_, column) => row === column && row < 9 ? 1 : 0);
  });
  confusion_matrix[0][9] = 1;
  const classes = Array.from({ length: 10 }, (_, c) => `${c}`);
  const figures = { images: 10, wrong: 1, accuracy: 0.9, error_rate: 0.1 };
  const left_out = { images: 0, classes: [] };
  assertEquals(rest, { ...figures, classes, confusion_matrix, left_out });
  assertAlmostEquals(loss, expectedLoss(), 1e-9);
});

Deno.test("mnist evaluate takes the test images of a configuration", async () => {
  using folder = makeFolder();
  const [model, images, labels] = folder.files;
  const config = folder.write(
    "test.config",
    `rel_path_train_images = nowhere\nrel_path_train_labels = nowhere\n` +
      `rel_path_test_images = ${images}\nrel_path_test_labels = ${labels}\n` +
      "rel_path_log_file = nowhere\nnum_epochs = 1\nbatch_size = 1\nhidden_size = 1\n" +
      "learning_rate = 1\n",
  );
  const { code, stdout } = await runMnist(["evaluate", model, config]);
  assertEquals(code, 0);
  assertMatch(stdout, /\(1 of 10 images wrong\)/);
});

Deno.test("mnist evaluate takes a folder of PNG images, even without some classes", async () => {
  using folder = makeFolder();
  for (const { label, pixels } of templates.slice(3, 6)) {
    Deno.mkdirSync(folder.join(`pictures/${label}`), { recursive: true });
    const image = encodeGreyPng({ width: 28, height: 28, pixels });
    folder.write(`pictures/${label}/0.png`, image);
  }
  const { stdout } = await runMnist(["evaluate", folder.files[0], folder.join("pictures")]);
  assertMatch(stdout, /^Accuracy 100.00 %.* \(0 of 3 images wrong\)/);
});

Deno.test("mnist evaluate says what is wrong in one line", async () => {
  using folder = makeFolder();
  const [model, images, labels] = folder.files;
  const small = encodeImages({ count: 1, rows: 1, columns: 2, pixels: Uint8Array.of(1, 2) });
  const png = folder.write("7.png", makePng({ width: 1, height: 1 }, [0, 7]));
  const log = folder.write("log.txt", formatPredictionLog(1, [7], [7]));
  const cases: readonly (readonly [readonly string[], number, string])[] = [
    [[model], 2, "Expected <dataset> [labels] after the models but found 0 words"],
    [
      [model, images, labels, labels],
      2,
      "Expected <dataset> [labels] after the models but found 3",
    ],
    [[model, model], 2, "Expected <dataset> [labels] after the models but found 0 words"],
    [[model, images, labels, "--csv"], 2, "Expected prediction logs for --csv but found none"],
    [[model, images, labels, "--csv", "--json"], 2, "Expected --json or --csv but found both"],
    [[model, images, labels, "--jsn"], 2, 'Expected a known option but found "--jsn"'],
    [[model, images, labels, "--json=foo"], 2, "Expected --json without a value but found"],
    [[model, images], 1, `${images}: Expected a label file beside an image file but found none`],
    [
      [model, "tests/fixtures/images/grey.jpg"],
      1,
      "grey.jpg: Expected a dataset but found a JPEG image",
    ],
    [[model, folder.write("none.config", "\n")], 1, "none.config: Expected the required keys"],
    [[model, folder.write("empty", "")], 1, "empty: Expected a dataset but found an empty file"],
    [[images, images, labels], 1, `${images}: Expected a model file but found an IDX file`],
    [["tests/fixtures/images/grey.jpg", images, labels], 1, "grey.jpg: Expected "],
    [["tests/fixtures/images/grey.jpg"], 1, "grey.jpg: Expected "],
    [[png, images, labels], 1, `${png}: Expected a model file but found a PNG image`],
    [[log, "--threshold", "0.5"], 2, "Expected a model for --threshold but found prediction"],
    [
      [model, images, labels, "--threshold", "0.5"],
      2,
      `${model}: Expected a model of 2 classes for --threshold but found 10`,
    ],
    [
      [model, images, labels, "--threshold", "1"],
      2,
      '--threshold: Expected a number above 0 and below 1 but found "1"',
    ],
    [[log, "--device", "wasm"], 2, "Expected a model for --device but found prediction logs"],
    [[log, "--orientation", "transposed"], 2, "Expected a model for --orientation but found"],
    [[folder.join("none"), images, labels], 1, "Expected a model file but found no such file"],
    [
      [model, folder.write("small", small), folder.write("one", encodeLabels(Uint8Array.of(0)))],
      1,
      "small: Expected images of 1x28x28, the size that the model takes, but found 1x1x2",
    ],
  ];
  for (const [args, expectedCode, message] of cases) {
    const { code, stdout, stderr } = await runMnist(["evaluate", ...args]);
    assertEquals({ code, stdout }, { code: expectedCode, stdout: "" });
    assertEquals(stderr.includes(message), true, stderr);
    assertEquals(stderr.trimEnd().split("\n").length, 1);
  }
});

Deno.test("mnist evaluate --json escapes what changes a terminal in the names of files", async () => {
  using folder = makeFolder();
  const [model, ...dataset] = folder.files;
  const path = folder.write("\u009b31m\u202e", templateModel());
  const { stdout } = await runMnist(["evaluate", "--json", model, path, ...dataset]);
  const members: readonly { readonly model: string }[] = JSON.parse(stdout).members;
  assertEquals(members.map(({ model }) => model), [model, path]);
  assertEquals(/[\p{Cc}\p{Bidi_C}]/u.test(stdout.trimEnd()), false);
  const log = folder.write("\u009b31m\u202e.txt", formatPredictionLog(1, [7], [7]));
  const graded = await runMnist(["evaluate", "--json", log]);
  assertEquals(JSON.parse(graded.stdout).file, log);
  assertEquals(/[\p{Cc}\p{Bidi_C}]/u.test(graded.stdout.trimEnd()), false);
});

Deno.test("mnist evaluate and mnist predict name the member that puts out what is no number", async () => {
  using folder = makeFolder();
  const [model, images, labels] = folder.files;
  const network = new Network({
    device: createTypeScriptDevice("f64"),
    inputShape: [1, 28, 28],
    layers: parseLayers("dense 10 softmax"),
    batchSize: 1,
  });
  network.parameters[1].value.data.fill(NaN);
  const classNames = templates.map(({ label }) => `${label}`);
  const content = encodeModel(network, { normalization: divideBy255, classNames });
  const broken = folder.write("broken", content);
  const picture = { width: 28, height: 28, pixels: templates[0].pixels };
  const png = folder.write("0.png", encodeGreyPng(picture));
  for (
    const args of [["evaluate", model, broken, images, labels], ["predict", model, broken, png]]
  ) {
    const { code, stdout, stderr } = await runMnist(args);
    assertEquals({ code, stdout }, { code: 1, stdout: "" });
    assertEquals(
      stderr,
      `mnist: ${broken}: Expected outputs that are finite numbers but found NaN\n`,
    );
  }
});

Deno.test("mnist evaluate and mnist predict refuse a model that puts out what is infinite", async () => {
  using folder = makeFolder();
  const [, images, labels] = folder.files;
  const network = new Network({
    device: createTypeScriptDevice("f64"),
    inputShape: [1, 28, 28],
    layers: parseLayers("dense 10"),
    batchSize: 1,
  });
  // Every class but 0 is infinitely unlikely; the loss of its images is finite all the same.
  network.parameters[1].value.data.fill(-Infinity, 1);
  network.parameters[1].value.data[0] = 1;
  const classNames = templates.map(({ label }) => `${label}`);
  const model = folder.write(
    "infinite",
    encodeModel(network, { normalization: divideBy255, classNames }),
  );
  const picture = { width: 28, height: 28, pixels: templates[0].pixels };
  const png = folder.write("0.png", encodeGreyPng(picture));
  for (const args of [["evaluate", model, images, labels], ["predict", model, png]]) {
    const { code, stdout, stderr } = await runMnist(args);
    assertEquals({ code, stdout }, { code: 1, stdout: "" });
    assertEquals(
      stderr,
      `mnist: ${model}: Expected outputs that are finite numbers but found -Infinity\n`,
    );
  }
});

/** A model that takes a single pixel for a "b" with the probability `σ(6 x / 255 - 3)`. */
function pixelModel(training?: TrainingFacts): Uint8Array {
  const network = new Network({
    device: createTypeScriptDevice(),
    inputShape: [1, 1, 1],
    layers: parseLayers("dense 1 sigmoid"),
    loss: binaryCrossEntropy,
    batchSize: 1,
  });
  network.parameters[0].value.data[0] = 6;
  network.parameters[1].value.data[0] = -3;
  const description = { normalization: divideBy255, classNames: ["a", "b"], training };
  return encodeModel(network, description);
}

/** A folder with that model, five pixels of the classes a, b, b, b and c, and a configuration for them. */
function makePixels(training?: (config: string) => TrainingFacts) {
  const folder = new TemporaryFolder();
  // Probabilities of b: 0.05, 0.27, 0.73, 0.95, 0.5.
  const pixels = Uint8Array.of(0, 85, 170, 255, 127);
  folder.write("class-names.txt", "a\nb\nc\n");
  const images = folder.write("images", encodeImages({ count: 5, rows: 1, columns: 1, pixels }));
  const labels = folder.write("labels", encodeLabels(Uint8Array.of(0, 1, 1, 1, 2)));
  const config = `rel_path_train_images = nowhere
rel_path_test_images = ${images}
rel_path_test_labels = ${labels}
rel_path_log_file = nowhere
num_epochs = 1
batch_size = 1
hidden_size = 1
learning_rate = 1
`;
  const model = folder.write("model", pixelModel(training?.(config)));
  return Object.assign(folder, { files: [model, images, labels] });
}

Deno.test("mnist evaluate lets a threshold decide between two classes", async () => {
  using folder = makePixels();
  const evaluated = async (...args: string[]) => {
    const { stdout } = await runMnist(["evaluate", ...folder.files, ...args]);
    return stdout;
  };
  // Of three b, those of 0.73 and 0.95 are found at 0.7, that of 0.95 at 0.9, and all at 0.2.
  assertStringIncludes(
    await evaluated("--threshold", "0.7"),
    "(1 of 4 images wrong), loss 0.4309\nClass b from a probability of 0.7 on: " +
      "precision 100.00 %, recall 66.67 %, F1 80.00 %\n",
  );
  const figures = async (threshold: string) => {
    const { wrong, precision, recall, f1, positive } = JSON.parse(
      await evaluated("--threshold", threshold, "--json"),
    );
    return [wrong, precision, recall, f1, positive];
  };
  assertEquals(await figures("0.9"), [2, 1, 1 / 3, 0.5, "b"]);
  assertEquals(await figures("0.2"), [0, 1, 1, 1, "b"]);
  assertEquals(await figures("0.01"), [1, 3 / 4, 1, 6 / 7, "b"]);
  assertEquals(await figures("0.99"), [3, null, 0, 0, "b"]);
});

Deno.test("mnist evaluate --threshold holds for a committee and each of its members", async () => {
  using folder = makePixels();
  const [model, ...data] = folder.files;
  const args = ["evaluate", model, model, ...data, "--threshold", "0.9", "--json"];
  const { agreement, members, wrong } = JSON.parse((await runMnist(args)).stdout);
  assertEquals([agreement, wrong], [1, 2]);
  assertEquals(members.map(({ wrong }: { wrong: number }) => wrong), [2, 2]);
});

Deno.test("mnist evaluate --json tells what was left out", async () => {
  using folder = makePixels();
  const { stdout, stderr } = await runMnist(["evaluate", ...folder.files, "--json"]);
  const { images, left_out } = JSON.parse(stdout);
  assertEquals([images, left_out], [4, { images: 1, classes: ["c"] }]);
  assertMatch(stderr, /left out 1 of 5 images, of the class c, which .* does not know\n$/);
});

Deno.test("mnist evaluate takes the images that a model was tested on, if its file says which", async () => {
  using folder = makePixels((config) => ({ program: "mnist", epochs: 1, seed: 1, config }));
  const { code, stdout } = await runMnist(["evaluate", folder.files[0]], { cwd: "/" });
  assertEquals(code, 0);
  assertMatch(stdout, /\(1 of 4 images wrong\)/);
});
