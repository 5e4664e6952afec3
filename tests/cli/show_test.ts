import { assertEquals, assertRejects } from "@std/assert";
import { command } from "../../cli/show.ts";
import { UsageError } from "../../cli/arguments/reader.ts";
import { encodeImages, encodeLabels } from "../../lib/data/idx.ts";
import { runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";
import { decodeGreyPng } from "../png.ts";

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
    [[...paths, "--png", png, "--from", "3"], Error, `${paths[0]}: Expected a first image below 3`],
    [[paths[1], "--png", png], Error, `${paths[1]}: Expected the magic number`],
  ];
  for (const [args, kind, message] of wrong) {
    await assertRejects(async () => await command.run(args), kind, message);
  }
  assertEquals(folder.names(), ["images", "labels"]);
});
