import { assertAlmostEquals, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { encodeGreyPng } from "../../cli/files/png_file.ts";
import { encodeImages } from "../../lib/data/idx_images.ts";
import { encodeLabels } from "../../lib/data/idx_labels.ts";
import { parseLayers } from "../../lib/config/layer_notation.ts";
import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import type { Member } from "../../lib/models/committee.ts";
import { encodeModel } from "../../lib/models/model_file.ts";
import { Network } from "../../lib/network.ts";
import { memberOf, twoMembers } from "../two_members.ts";
import { runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

const device = createTypeScriptDevice();

/** A folder with the two members `one` and `two`, and with the labels `b` and `c` of a black and a white image. */
function makeFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  const [one, two] = twoMembers(device);
  write(folder, "one", one);
  write(folder, "two", two);
  const pixels = Uint8Array.of(0, 255);
  folder.write("images", encodeImages({ count: 2, rows: 1, columns: 1, pixels }));
  folder.write("labels", encodeLabels(Uint8Array.of(1, 2)));
  folder.write("class-names.txt", "a\nb\nc\n");
  folder.write("white.png", encodeGreyPng({ width: 1, height: 1, pixels: pixels.slice(1) }));
  return folder;
}

function write(folder: TemporaryFolder, name: string, { network, ...description }: Member): void {
  folder.write(name, encodeModel(network, description));
}

/** What a subcommand prints in the folder, where it must succeed. */
async function succeed(folder: TemporaryFolder, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runMnist(args, { cwd: folder.path });
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  return stdout;
}

Deno.test("mnist committee writes a file that predicts as its models together do", async () => {
  using folder = makeFolder();
  assertEquals(
    await succeed(folder, "committee", "one", "two", "--out", "both"),
    "Wrote both, a committee of 2 models\n",
  );
  const together = await succeed(folder, "predict", "one", "two", "white.png", "--json");
  assertEquals(await succeed(folder, "predict", "both", "white.png", "--json"), together);
  const [{ image, class: found, probabilities }] = JSON.parse(together);
  assertEquals([image, found], ["white.png", "b"]);
  assertAlmostEquals(probabilities.a, 0.15, 1e-12);
  assertAlmostEquals(probabilities.b, 0.65, 1e-12);
  assertAlmostEquals(probabilities.c, 0.2, 1e-12);
});

Deno.test("mnist committee says in one line what it wrote, whatever it is called", async () => {
  using folder = makeFolder();
  assertEquals(
    await succeed(folder, "committee", "one", "two", "--out", "a\nb"),
    "Wrote a\\u{a}b, a committee of 2 models\n",
  );
});

Deno.test("mnist committee takes committees in as their members", async () => {
  using folder = makeFolder();
  await succeed(folder, "committee", "one", "two", "--out", "both");
  assertEquals(
    await succeed(folder, "committee", "both", "one", "--out", "three"),
    "Wrote three, a committee of 3 models\n",
  );
  const [{ probabilities }] = JSON.parse(
    await succeed(folder, "predict", "three", "white.png", "--json"),
  );
  assertAlmostEquals(probabilities.a, (0.2 + 0.1 + 0.2) / 3, 1e-12);
});

Deno.test("mnist evaluate shows a committee and its members", async () => {
  using folder = makeFolder();
  await succeed(folder, "committee", "one", "two", "--out", "both");
  const loss = (...probabilities: number[]) =>
    -probabilities.reduce((sum, p) => sum + Math.log(p), 0) / probabilities.length;
  const text = await succeed(folder, "evaluate", "both", "images", "labels");
  const [first, second, _, heading, ...rows] = text.trimEnd().split("\n");
  assertEquals(
    first,
    `Accuracy 50.00 %, error rate 50.00 % (1 of 2 images wrong), loss ${loss(0.4, 0.2).toFixed(4)}`,
  );
  assertEquals(second, "All 2 members agree on 50.00 % of the images");
  assertMatch(heading, /^member +error rate +wrong +loss$/);
  assertEquals(rows.map((row) => row.split(/ {2,}/)), [
    ["both, member 1", "100.00 %", "2", loss(0.3, 0.3).toFixed(4)],
    ["both, member 2", "50.00 %", "1", loss(0.5, 0.1).toFixed(4)],
  ]);

  const { members, ...whole } = JSON.parse(
    await succeed(folder, "evaluate", "one", "two", "images", "labels", "--json"),
  );
  assertAlmostEquals(whole.loss, loss(0.4, 0.2), 1e-12);
  assertEquals({ ...whole, loss: 0 }, {
    images: 2,
    wrong: 1,
    accuracy: 0.5,
    error_rate: 0.5,
    loss: 0,
    classes: ["a", "b", "c"],
    confusion_matrix: [[0, 0, 0], [0, 1, 0], [0, 1, 0]],
    left_out: { images: 0, classes: [] },
    agreement: 0.5,
  });
  assertEquals(
    members.map(({ model, wrong, error_rate }: Record<string, unknown>) => [
      model,
      wrong,
      error_rate,
    ]),
    [["one", 2, 1], ["two", 1, 0.5]],
  );
});

Deno.test("mnist committee says what is wrong in one line, and writes nothing", async () => {
  using folder = makeFolder();
  write(folder, "other", memberOf(device, ["a", "b"], [0.5, 0.5], [0.5, 0.5]));
  const network = new Network({
    device,
    inputShape: [1, 1, 1],
    layers: parseLayers("dense 3 sigmoid"),
    batchSize: 1,
  });
  write(folder, "sigmoid", { ...twoMembers(device)[0], network });
  const averaged = "sigmoid: Expected softmax or a single sigmoid as the last layer";
  const classes = 'other: Expected the classes of the first model, "a, b, c", but found "a, b"';
  const cases: readonly (readonly [readonly string[], number, string])[] = [
    [
      ["committee", "one", "two"],
      2,
      "--out: Expected a file but found none",
    ],
    [["committee", "one", "--out", "x"], 2, "Expected 2 or more models but found 1"],
    [["committee", "one", "two", "--out", "two"], 1, 'but found "two", which is one of the models'],
    [
      ["committee", "one", "images", "--out", "x"],
      1,
      "images: Expected a model file but found an IDX file",
    ],
    [["committee", "one", "other", "--out", "x"], 1, classes],
    [["evaluate", "one", "other", "images", "labels"], 1, classes],
    [["predict", "one", "other", "white.png"], 1, classes],
    [["committee", "one", "sigmoid", "--out", "x"], 1, averaged],
    [["evaluate", "one", "sigmoid", "images", "labels"], 1, averaged],
    [["predict", "one", "sigmoid", "white.png"], 1, averaged],
  ];
  for (const [args, expectedCode, message] of cases) {
    const { code, stdout, stderr } = await runMnist(args, { cwd: folder.path });
    assertEquals({ code, stdout }, { code: expectedCode, stdout: "" }, stderr);
    assertStringIncludes(stderr, message);
    assertEquals(stderr.trimEnd().split("\n").length, 1);
  }
  assertEquals(folder.names().includes("x"), false);
});
