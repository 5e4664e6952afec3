import { assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { encodeGreyPng } from "../../lib/formats/encode_png.ts";
import { parseLayers } from "../../lib/config/layer_notation.ts";
import { encodeImages } from "../../lib/data/idx_images.ts";
import { encodeLabels } from "../../lib/data/idx_labels.ts";
import { divideBy255 } from "../../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import { encodeModel } from "../../lib/models/model_file.ts";
import { Network } from "../../lib/network.ts";
import { firstTestDigits } from "../mnist.ts";
import { COLOUR, makePng } from "../png.ts";
import { runMnist } from "./run_mnist.ts";
import { stripeKeys } from "./striped_files.ts";
import { templateModel, templates } from "./template_model.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** A PNG image of a digit, five times as large, in black on grey paper, off the middle. */
function picture(pixels: Uint8Array): Uint8Array {
  const [width, height] = [250, 160];
  return encodeGreyPng({
    width,
    height,
    pixels: Uint8Array.from({ length: width * height }, (_, i) => {
      const column = Math.floor((i % width - 90) / 5);
      const row = Math.floor((Math.floor(i / width) - 8) / 5);
      const isInside = column >= 0 && column < 28 && row >= 0 && row < 28;
      return isInside ? 220 - Math.round(0.75 * pixels[28 * row + column]) : 220;
    }),
  });
}

/** A model that tells two classes apart, "up" and "down", in images of 1 x 2 pixels. */
function writeModel(
  folder: TemporaryFolder,
  channels: number,
  layers: string,
  weights: readonly number[] = [],
): string {
  const network = new Network({
    device: createTypeScriptDevice("f32"),
    inputShape: [channels, 1, 2],
    layers: parseLayers(layers),
    batchSize: 1,
  });
  network.parameters[0].value.data.set(weights);
  const description = { normalization: divideBy255, classNames: ["up", "down"] };
  return folder.write("model", encodeModel(network, description));
}

Deno.test("mnist predict tells the digits in pictures of any size", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model.safetensors", templateModel());
  const paths = templates.map(({ label, pixels }) => folder.write(`${label}.png`, picture(pixels)));
  const { code, stdout, stderr } = await runMnist(["predict", model, ...paths]);
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  const [heading, ...lines] = stdout.trimEnd().split("\n");
  assertMatch(heading, /^image +class +0 +1 +2 +3 +4 +5 +6 +7 +8 +9$/);
  assertEquals(lines.map((line) => line.split(/ {2,}/).slice(0, 2)), [
    ...paths.map((path, c) => [path, `${c}`]),
  ]);
  for (const line of lines) assertMatch(line, /(?: +\d+\.\d\d %){10}$/);
});

Deno.test("mnist predict shows all of a path and of a class name, in one line", async () => {
  using folder = new TemporaryFolder();
  const names = templates.map((_, c) => `${"of the shape that is called ".repeat(3)}\u00a0${c}`);
  const model = folder.write("model.safetensors", templateModel(names));
  const path = folder.write(`${"x".repeat(100)}\n3.png`, picture(templates[3].pixels));
  const { stdout } = await runMnist(["predict", model, path]);
  const [heading, line] = stdout.split("\n").map((line) => line.split(/ {2,}/));
  const shown = names.map((name) => name.replace("\u00a0", "\\u{a0}"));
  assertEquals(heading, ["image", "class", ...shown]);
  assertEquals(line.slice(0, 2), [path.replace("\n", "\\u{a}"), shown[3]]);
});

Deno.test("mnist predict --json prints names and probabilities", async () => {
  using folder = new TemporaryFolder();
  const names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  const model = folder.write("model.safetensors", templateModel(names));
  const path = folder.write("3.png", picture(templates[3].pixels));
  const { stdout } = await runMnist(["predict", "--json", model, path]);
  const [result, ...rest] = JSON.parse(stdout);
  assertEquals(rest, []);
  assertEquals([result.image, result.class], [path, "three"]);
  const probabilities: [string, number][] = Object.entries(result.probabilities);
  assertEquals(probabilities.map(([name]) => name), names);
  assertAlmostEquals(probabilities.reduce((sum, [, p]) => sum + p, 0), 1, 1e-9);
});

Deno.test("mnist predict says of a blank picture of any size that it is blank", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model.safetensors", templateModel());
  const blanks = [[28, 0], [28, 255], [90, 0], [300, 128]] as const;
  const paths = blanks.map(([extent, grey], i) => {
    const pixels = new Uint8Array(extent * extent).fill(grey);
    return folder.write(`${i}.png`, encodeGreyPng({ width: extent, height: extent, pixels }));
  });
  const { code, stdout } = await runMnist(["predict", model, ...paths, "--json"]);
  assertEquals(code, 0);
  for (const { probabilities, warning } of JSON.parse(stdout)) {
    assertMatch(warning, /^blank: /);
    // All scores of an image without ink are equal.
    assertEquals(Object.values(probabilities), Array(10).fill(0.1));
  }
  const { stderr } = await runMnist(["predict", model, paths[0]]);
  assertEquals(stderr, `mnist: ${paths[0]}: blank: nothing stands out from the background\n`);
});

Deno.test("mnist predict gives the same answer whether a picture is dark or light, small or large", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model.safetensors", templateModel());
  const paths = templates.slice(0, 5).flatMap(({ label, pixels }) => {
    // Away from the middle, by which MNIST places its digits.
    const moved = pixels.map((_, i) => i % 28 < 25 ? pixels[i + 3] ?? 0 : 0);
    const large = Uint8Array.from(
      { length: 140 * 140 },
      (_, i) => moved[28 * Math.floor(i / 700) + Math.floor(i % 140 / 5)],
    );
    return [
      folder.write(`${label}-a.png`, encodeGreyPng({ width: 28, height: 28, pixels: moved })),
      folder.write(
        `${label}-b.png`,
        encodeGreyPng({ width: 28, height: 28, pixels: moved.map((pixel) => 255 - pixel) }),
      ),
      folder.write(`${label}-c.png`, encodeGreyPng({ width: 140, height: 140, pixels: large })),
    ];
  });
  const { stdout } = await runMnist(["predict", model, ...paths, "--json"]);
  const classes = JSON.parse(stdout).map((answer: { class: string }) => answer.class);
  assertEquals(classes, [
    "0",
    "0",
    "0",
    "1",
    "1",
    "1",
    "2",
    "2",
    "2",
    "3",
    "3",
    "3",
    "4",
    "4",
    "4",
  ]);
});

Deno.test("mnist predict prepares pictures as the training images were: black on white", async () => {
  using folder = new TemporaryFolder();
  const digits = firstTestDigits(30);
  const inverse = digits.map(({ pixels }) => pixels.map((pixel) => 255 - pixel));
  const pixels = Uint8Array.from(inverse.flatMap((image) => [...image]));
  for (const part of ["", "test-"]) {
    folder.write(`${part}images`, encodeImages({ count: 30, rows: 28, columns: 28, pixels }));
    folder.write(`${part}labels`, encodeLabels(Uint8Array.from(digits, ({ label }) => label)));
  }
  const config = folder.write(
    "config",
    `${stripeKeys}
rel_path_log_file = log.txt
rel_path_model_file = model.safetensors
layers = dense 10 softmax
batch_size = 10
learning_rate = 0.1
num_epochs = 60`,
  );
  const trained = await runMnist(["train", config], { cwd: folder.path });
  assertMatch(trained.stdout, /Test accuracy 100\.00 %/);
  const paths = inverse.map((image, i) =>
    folder.write(`${i}.png`, encodeGreyPng({ width: 28, height: 28, pixels: image }))
  );
  const photos = digits.slice(0, 8).map((digit, i) =>
    folder.write(`${i}-photo.png`, picture(digit.pixels))
  );
  const args = ["predict", folder.join("model.safetensors"), ...paths, ...photos, "--json"];
  const answers: { class: string }[] = JSON.parse((await runMnist(args)).stdout);
  const expected = [...digits, ...digits.slice(0, 8)].map(({ label }) => `${label}`);
  assertEquals(answers.map((answer) => answer.class), expected);
});

Deno.test("mnist predict reads several digits from left to right", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model.safetensors", templateModel());
  const order = [4, 0, 7];
  const [width, height] = [330, 130];
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [Math.floor(i % width / 4), Math.floor(i / width / 4)];
    const digit = templates[order[Math.floor(x / 28)]];
    return y >= 28 || digit === undefined ? 255 : 255 - digit.pixels[28 * y + x % 28];
  });
  const path = folder.write("407.png", encodeGreyPng({ width, height, pixels }));
  const json = await runMnist(["predict", model, path, "--json"]);
  const [answer] = JSON.parse(json.stdout);
  assertEquals([answer.class, answer.warning], ["407", undefined]);
  assertEquals(answer.digits.map((digit: { class: string }) => digit.class), ["4", "0", "7"]);
  const { left, width: extent } = answer.digits[2].box;
  assertEquals(left > 56 * 4 && left + extent <= 84 * 4, true);
  const { stdout } = await runMnist(["predict", model, path]);
  const rows = stdout.split("\n").slice(1, 5).map((line) => line.trim().split(/ {2,}/).slice(0, 2));
  assertEquals(rows, [[path, "407"], ["1 of 3", "4"], ["2 of 3", "0"], ["3 of 3", "7"]]);
});

Deno.test("mnist predict warns of ink at all sides, and of marks that are no digits", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model.safetensors", templateModel());
  const draw = (name: string, isInk: (x: number, y: number) => boolean) => {
    const [width, height] = [120, 100];
    const pixels = Uint8Array.from(
      { length: width * height },
      (_, i) => isInk(i % width, Math.floor(i / width)) ? 20 : 240,
    );
    return folder.write(name, encodeGreyPng({ width, height, pixels }));
  };
  const cross = draw("cross.png", (x, y) => Math.abs(x - 60) < 8 || Math.abs(y - 50) < 8);
  const dash = draw("dash.png", (x, y) => x >= 20 && x < 90 && y >= 45 && y < 55);
  const block = draw("block.png", (x, y) => x >= 30 && x < 80 && y >= 30 && y < 75);
  const { code, stdout } = await runMnist(["predict", model, cross, dash, block, "--json"]);
  const warnings = JSON.parse(stdout).map((answer: { warning: string }) => answer.warning);
  assertEquals(code, 0);
  assertMatch(warnings[0], /touches all sides/);
  assertMatch(warnings[1], /not a digit: a digit is not as wide/);
  assertMatch(warnings[2], /not a digit: a digit does not fill/);
});

Deno.test("mnist predict takes folders and the standard input, and shows what the network sees", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model.safetensors", templateModel());
  Deno.mkdirSync(folder.join("pictures/more"), { recursive: true });
  for (const { label, pixels } of templates.slice(0, 3)) {
    folder.write(`pictures/${label === 2 ? "more/2" : label}.png`, picture(pixels));
  }
  folder.write("pictures/notes.txt", "no picture");
  const { stdout } = await runMnist(["predict", model, folder.join("pictures"), "--json"]);
  const answers: { image: string; class: string }[] = JSON.parse(stdout);
  assertEquals(answers.map(({ image, class: name }) => [image, name]), [
    [folder.join("pictures/0.png"), "0"],
    [folder.join("pictures/1.png"), "1"],
    [folder.join("pictures/more/2.png"), "2"],
  ]);
  const stdin = picture(templates[1].pixels);
  const { code, stdout: shown } = await runMnist(["predict", model, "-", "--show"], { stdin });
  assertEquals(code, 0);
  const lines = shown.trimEnd().split("\n");
  assertEquals(lines[0], "-");
  // 14 lines of two rows of pixels each, the digit in their middle; then the table.
  assertMatch(lines[7], /^ {11,}\S*[#%@]/);
  assertMatch(lines[17], /^- +1 /);
});

Deno.test("mnist predict classifies the other pictures if one is bad, and fails in the end", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model.safetensors", templateModel());
  const good = folder.write("good.png", picture(templates[6].pixels));
  const bad = folder.write("bad.png", "no picture");
  const missing = folder.join("missing.png");
  const { code, stdout, stderr } = await runMnist(["predict", model, bad, good, missing]);
  assertEquals(code, 1);
  assertMatch(stdout.split("\n")[1], /good\.png +6 /);
  const [first, second, ...rest] = stderr.trimEnd().split("\n");
  assertMatch(first, /bad\.png: Expected/);
  assertMatch(second, /missing\.png: Expected a PNG or JPEG image but found no such file/);
  assertEquals(rest, []);
});

Deno.test("mnist predict --raw takes even black on white as it is", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model.safetensors", templateModel());
  const [, one] = templates;
  const inverted = one.pixels.map((pixel) => 255 - pixel);
  const path = folder.write("one.png", encodeGreyPng({ width: 28, height: 28, pixels: inverted }));
  const classOf = async (...options: string[]) => {
    const { stdout } = await runMnist(["predict", model, path, "--json", ...options]);
    return JSON.parse(stdout)[0].class;
  };
  assertEquals(await classOf(), "1");
  assertEquals(await classOf("--raw") === "1", false);
});

Deno.test("mnist predict prints plain outputs where they are no probabilities", async () => {
  using folder = new TemporaryFolder();
  const model = writeModel(folder, 1, "dense 2", [1, -1, 0, 0.5]);
  const image = encodeGreyPng({ width: 2, height: 1, pixels: Uint8Array.of(255, 0) });
  const path = folder.write("a.png", image);
  const { stdout } = await runMnist(["predict", model, path]);
  assertEquals(stdout.split("\n")[1].slice(path.length), "  up     1.0000  -1.0000");
  const json = await runMnist(["predict", model, path, "--json"]);
  assertEquals(JSON.parse(json.stdout), [
    { image: path, class: "up", outputs: { up: 1, down: -1 } },
  ]);
});

Deno.test("mnist predict scales pictures for a model of colour images", async () => {
  using folder = new TemporaryFolder();
  // "up" is told from the red of the left pixel, "down" from the blue of it.
  const model = writeModel(folder, 3, "dense 2", [9, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0]);
  const colours = { red: [255, 0, 0], blue: [0, 0, 255] };
  for (const [name, colour] of Object.entries(colours)) {
    const rows = Array.from({ length: 4 }, () => [0, ...Array(8).fill(colour).flat()]).flat();
    const path = folder.write(name, makePng({ width: 8, height: 4, colourType: COLOUR }, rows));
    const { stdout } = await runMnist(["predict", model, path, "--json"]);
    assertEquals(JSON.parse(stdout)[0].class, name === "red" ? "up" : "down");
  }
});

Deno.test("mnist predict refuses models of other images than grey or in colour", async () => {
  using folder = new TemporaryFolder();
  const model = writeModel(folder, 2, "dense 2 softmax");
  const { code, stderr } = await runMnist(["predict", model, "any.png"]);
  const refusal =
    `mnist: ${model}: Expected a model for images of 1 or 3 channels but found one for 2x1x2\n`;
  assertEquals({ code, stderr }, { code: 1, stderr: refusal });
});

Deno.test("mnist predict says what is wrong in one line", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model", templateModel());
  const white = new Uint8Array(784).fill(255);
  const blank = folder.write("b", encodeGreyPng({ width: 28, height: 28, pixels: white }));
  const large = folder.write("l", encodeGreyPng({ width: 56, height: 14, pixels: white }));
  const text = folder.write("t", "no picture\n");
  const table = folder.write("t.csv", "x,label\n1,0\n");
  const cases: readonly (readonly [readonly string[], number, string])[] = [
    [[model], 2, "Expected <model> ... <image> ... but found 1 word"],
    [[model, blank, "--rw"], 2, 'Expected a known option but found "--rw"'],
    [[model, blank, "--raw=no"], 2, "Expected --raw without a value but found"],
    [[blank, blank], 1, `${blank}: Expected a model file but found a PNG image`],
    [[model, model], 2, "Expected <image> ... after the models but found none"],
    [[model, table], 1, `${table}: Expected a PNG or JPEG image but found a table in text\n`],
    [[model, text], 1, `${text}: Expected a PNG or JPEG image but found a text`],
    [
      [model, folder.join("none.png")],
      1,
      "none.png: Expected a PNG or JPEG image but found no such file",
    ],
    [[model, large, "--raw"], 1, `${large}: Expected an image of 28 x 28 pixels but found 56 x 14`],
  ];
  for (const [args, expectedCode, message] of cases) {
    const { code, stdout, stderr } = await runMnist(["predict", ...args]);
    assertEquals({ code, stdout }, { code: expectedCode, stdout: "" });
    assertEquals(stderr.includes(message), true, stderr);
    assertEquals(stderr.trimEnd().split("\n").length, 1);
  }
});
