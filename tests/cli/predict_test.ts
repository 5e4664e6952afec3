import { assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { encodeGreyPng } from "../../lib/formats/encode_png.ts";
import { parseLayers } from "../../lib/config/layer_notation.ts";
import { divideBy255 } from "../../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import { encodeModel } from "../../lib/models/model_file.ts";
import { Network } from "../../lib/network.ts";
import { runMnist } from "./run_mnist.ts";
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
  const names = templates.map((_, c) => `${"of the shape that is called ".repeat(3)}\u001b${c}`);
  const model = folder.write("model.safetensors", templateModel(names));
  const path = folder.write(`${"x".repeat(100)}\n3.png`, picture(templates[3].pixels));
  const { stdout } = await runMnist(["predict", model, path]);
  const [heading, line] = stdout.split("\n").map((line) => line.split(/ {2,}/));
  const shown = names.map((name) => name.replace("\u001b", "\\u{1b}"));
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

Deno.test("mnist predict takes images of 28 x 28 as they are if their background is dark", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model.safetensors", templateModel());
  const blank = encodeGreyPng({ width: 28, height: 28, pixels: new Uint8Array(784) });
  const path = folder.write("blank.png", blank);
  // All scores of a black image are equal.
  const { stdout } = await runMnist(["predict", model, path, "--json"]);
  const [{ probabilities }] = JSON.parse(stdout);
  assertEquals(Object.values(probabilities), Array(10).fill(0.1));
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

Deno.test("mnist predict refuses models for colour images, as its help says", async () => {
  using folder = new TemporaryFolder();
  const model = writeModel(folder, 3, "dense 2 softmax");
  const { code, stderr } = await runMnist(["predict", model, "any.png"]);
  const refusal = `mnist: ${model}: Expected a model for grey images but found one for 3x1x2\n`;
  assertEquals({ code, stderr }, { code: 1, stderr: refusal });
  const { stdout } = await runMnist(["predict", "--help"]);
  assertMatch(stdout, /one\s+for\s+colour\s+images\s+is\s+refused/);
});

Deno.test("mnist predict says what is wrong in one line", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model", templateModel());
  const white = new Uint8Array(784).fill(255);
  const blank = folder.write("b", encodeGreyPng({ width: 28, height: 28, pixels: white }));
  const large = folder.write("l", encodeGreyPng({ width: 56, height: 14, pixels: white }));
  const cases: readonly (readonly [readonly string[], number, string])[] = [
    [[model], 2, "Expected <model> <image.png> ... but found 1 word"],
    [[model, blank, "--rw"], 2, 'Expected a known option but found "--rw"'],
    [[model, blank, "--raw=no"], 2, "Expected --raw without a value but found"],
    [[blank, blank], 1, `${blank}: Expected a safetensors header`],
    [[model, model], 1, `${model}: Expected a PNG or JPEG image but found a model file`],
    [
      [model, folder.join("none.png")],
      1,
      "none.png: Expected a PNG or JPEG image but found no such file",
    ],
    [[model, blank], 1, `${blank}: Expected a digit but found nothing that stands out`],
    [[model, large, "--raw"], 1, `${large}: Expected an image of 28 x 28 pixels but found 56 x 14`],
  ];
  for (const [args, expectedCode, message] of cases) {
    const { code, stdout, stderr } = await runMnist(["predict", ...args]);
    assertEquals({ code, stdout }, { code: expectedCode, stdout: "" });
    assertEquals(stderr.includes(message), true, stderr);
    assertEquals(stderr.trimEnd().split("\n").length, 1);
  }
});
