import { assertEquals, assertLess, assertMatch, assertRejects } from "@std/assert";
import { command } from "../../cli/show.ts";
import { UsageError } from "../../cli/arguments/reader.ts";
import { encodeCifar10 } from "../../lib/data/cifar10.ts";
import { encodeImages } from "../../lib/data/idx_images.ts";
import { encodeLabels } from "../../lib/data/idx_labels.ts";
import { runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";
import { decodeGreyPng, makePng } from "../png.ts";

/** Three images of 4 x 2 pixels: black, white, and white on the left. */
const images = encodeImages({
  count: 3,
  rows: 2,
  columns: 4,
  pixels: Uint8Array.of(
    ...new Array(8).fill(0),
    ...new Array(8).fill(255),
    ...[255, 255, 0, 0, 255, 255, 0, 0],
  ),
});

function write(folder: TemporaryFolder): string[] {
  return [
    folder.write("images", images),
    folder.write("labels", encodeLabels(Uint8Array.of(3, 1, 4))),
  ];
}

Deno.test("show prints images side by side with their numbers and labels", async () => {
  using folder = new TemporaryFolder();
  const outcome = await runMnist(["show", ...write(folder)]);
  assertEquals(outcome, {
    code: 0,
    stdout: "0: 3  1: 1  2: 4\n      @@@@  @@\n\n",
    stderr: "",
  });
});

Deno.test("show prints a part, and does without labels", async () => {
  using folder = new TemporaryFolder();
  const [path] = write(folder);
  const { stdout } = await runMnist(["show", path, "--from", "1", "--count", "1"]);
  assertEquals(stdout, "1\n@@@@\n\n");
});

Deno.test("show sets EMNIST's images upright and says so, unless it is told otherwise", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("emnist-letters-test-images-idx3-ubyte", images);
  const args = ["show", path, "--from", "2"];
  const upright = await runMnist(args);
  assertEquals(upright.stdout, "2\n@@\n  \n\n".replace("  \n", "\n"));
  assertMatch(upright.stderr, /^mnist: \S+: images of EMNIST are stored transposed.*\n$/);
  const stored = await runMnist([...args, "--orientation", "upright"]);
  assertEquals([stored.stdout, stored.stderr], ["2\n@@\n\n", ""]);
});

Deno.test("show takes no memory for images that it does not show", async () => {
  using folder = new TemporaryFolder();
  const header = encodeImages({ count: 1, rows: 1, columns: 1, pixels: new Uint8Array() });
  new DataView(header.buffer).setUint32(4, 4_000_000_000);
  const path = folder.write("images", header);
  await Deno.truncate(path, header.length + 4_000_000_000);
  const before = Deno.memoryUsage().rss;
  await command.run([path, "--png", folder.join("a.png"), "--from", "3999999990"]);
  assertLess(Deno.memoryUsage().rss - before, 1e8);
});

Deno.test("show reads CSV without labels, records of CIFAR-10, and class folders", async () => {
  using folder = new TemporaryFolder();
  const csv = folder.write("test.csv", `${"p,p,p,p\n"}0,0,0,0\n255,0,255,0\n`);
  const shown = await runMnist(["show", csv, "--from", "1"]);
  assertEquals(shown.stdout, "1\n@\n\n");
  const labels = Uint8Array.of(3, 1);
  const records = encodeCifar10({ images: new Uint8Array(2 * 3072), labels });
  const paths = ["a.bin", "b.bin"].map((name) => folder.write(name, records));
  const { stdout } = await runMnist(["show", paths.join(","), "--from", "1", "--count", "2"]);
  assertMatch(stdout, /^1: 1\s+2: 3$/m);
  await Deno.mkdir(folder.join("d/7"), { recursive: true });
  for (const [name, value] of [["a", 0], ["b", 255]] as const) {
    folder.write(`d/7/${name}.png`, makePng({ width: 1, height: 1 }, [0, value]));
  }
  const tiles = await runMnist(["show", folder.join("d"), "--from", "1"]);
  assertEquals(tiles.stdout, "1\n@\n\n");
});

Deno.test("show begins a new line of images when the width is used up", async () => {
  using folder = new TemporaryFolder();
  const pixels = new Uint8Array(4 * 28).fill(255);
  const path = folder.write("i", encodeImages({ count: 4, rows: 1, columns: 28, pixels }));
  const { stdout } = await runMnist(["show", path]);
  // Of 28 columns and 2 between them, two fit into 80.
  assertEquals(stdout.split("\n").filter((line) => line.startsWith("@")).length, 2);
});

Deno.test("show writes a PNG image of tiles", async () => {
  using folder = new TemporaryFolder();
  const png = folder.join("tiles.png");
  await command.run([...write(folder), "--png", png]);
  const { width, height, pixels } = decodeGreyPng(Deno.readFileSync(png));
  // Two columns of 112 pixels and 12 between them, with margins of 16; each pixel is a square of 28.
  assertEquals(width, 16 + 112 + 12 + 112 + 16);
  const at = (x: number, y: number) => pixels[y * width + x];
  assertEquals([at(16, 16), at(16 + 124, 16)], [0, 255]);
  // The rows are 12 apart, each of 56 pixels with a line of text below.
  const secondRow = 16 + (height - 2 * 16 - 12) / 2 + 12;
  assertEquals([at(16 + 55, secondRow), at(16 + 56, secondRow)], [255, 0]);
});

Deno.test("show refuses to write over what it reads", async () => {
  using folder = new TemporaryFolder();
  const paths = write(folder);
  for (const [png, what] of [[paths[0], "<images>"], [paths[1], "<labels>"]]) {
    await assertRejects(
      async () => await command.run([...paths, "--png", png]),
      Error,
      `Expected a file of its own but found "${png}", which is ${what}`,
    );
  }
  assertEquals(Deno.readFileSync(paths[0]), images);
});

Deno.test("show refuses wrong usage, and numbers beyond the end", async () => {
  using folder = new TemporaryFolder();
  const paths = write(folder);
  const png = folder.join("tiles.png");
  const wrong: [string[], new () => Error, string][] = [
    [[], UsageError, "Expected <images> [labels] but found 0 words"],
    [[...paths, "more"], UsageError, "but found 3 words"],
    [[...paths, "--count", "0"], UsageError, "--count: Expected an integer of 1 or more"],
    [[...paths, "--png", png, "--count", "2501"], UsageError, "at most 2500 tiles but found 2501"],
    [[...paths, "--png", png, "--from", "3"], Error, `${paths[0]}: Expected an index below 3`],
    [[paths[1], "--png", png], Error, `${paths[1]}: Expected images`],
  ];
  for (const [args, kind, message] of wrong) {
    await assertRejects(async () => await command.run(args), kind, message);
  }
  assertEquals(folder.names(), ["images", "labels"]);
});
