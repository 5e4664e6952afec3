import { assertEquals, assertRejects } from "@std/assert";
import { recordsFromPng } from "../../../cli/fetching/cifar10_png.ts";
import { encodeColourPng } from "../../../lib/formats/encode_png.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** A picture of two images, whose pixels are (0, 1, 2), (3, 4, 5) and so on, modulo 256. */
function writePicture(folder: TemporaryFolder): void {
  const pixels = Uint8Array.from({ length: 2 * 3072 }, (_, i) => i);
  folder.write("two.png", encodeColourPng({ width: 1024, height: 2, pixels }));
}

Deno.test("recordsFromPng() puts the label before the red, green and blue values", async () => {
  using folder = new TemporaryFolder();
  writePicture(folder);
  folder.write("labels.json", "[1,2,3,4,5]");
  await recordsFromPng("two.png", "labels.json", 2)(folder.path, folder.join("out.bin"));
  const bytes = Deno.readFileSync(folder.join("out.bin"));
  assertEquals(bytes.length, 2 * 3073);
  const image = [[0, 3, 6], [1, 4, 7], [2, 5, 8]];
  for (const [start, label] of [[0, 3], [3073, 4]]) {
    assertEquals(bytes[start], label);
    image.forEach((values, channel) => {
      const plane = start + 1 + channel * 1024;
      assertEquals([...bytes.subarray(plane, plane + 3)], values);
    });
  }
  // The last blue value of both.
  assertEquals([bytes[3072], bytes[6145]], [3071 % 256, 6143 % 256]);
});

Deno.test("recordsFromPng() refuses labels that are no list", async () => {
  using folder = new TemporaryFolder();
  writePicture(folder);
  const path = folder.write("labels.json", "{}");
  await assertRejects(
    () => recordsFromPng("two.png", "labels.json", 0)(folder.path, folder.join("out.bin")),
    Error,
    `${path}: Expected a list of labels`,
  );
  assertEquals(folder.names(), ["labels.json", "two.png"]);
});
