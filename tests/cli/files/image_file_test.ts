import { assertEquals, assertRejects } from "@std/assert";
import { readColourImage, readGreyImage, readImageFile } from "../../../cli/files/image_file.ts";
import { encodeColourPng } from "../../../lib/formats/encode_png.ts";
import { COLOUR, COLOUR_ALPHA, makePng } from "../../png.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const images = "tests/fixtures/images";

Deno.test("readGreyImage() reads PNG and JPEG, of a given size if one is given", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("a.jpg", makePng({ width: 2, height: 1 }, [0, 5, 6]));
  const image = { width: 2, height: 1, pixels: Uint8Array.of(5, 6) };
  assertEquals(await readGreyImage(path), image);
  assertEquals(await readGreyImage(path, { width: 2, height: 1 }), image);
  const { pixels } = await readGreyImage(`${images}/grey.jpg`, { width: 24, height: 8 });
  assertEquals([pixels[2], pixels[12], pixels[22]], [0, 100, 255]);
});

Deno.test("readImageFile() refuses an image of another size", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("a.png", makePng({ width: 2, height: 1 }, [0, 5, 6]));
  const size = { width: 1, height: 2 };
  for (const [file, found] of [[path, "2 x 1"], [`${images}/grey.jpg`, "24 x 8"]]) {
    const { message } = await assertRejects(() => readImageFile(file, size), Error);
    assertEquals(message, `${file}: Expected an image of 1 x 2 pixels but found ${found}`);
  }
});

Deno.test("readImageFile() names a file that is missing or something else", async () => {
  using folder = new TemporaryFolder();
  const missing = folder.join("missing.png");
  const others: [string, string][] = [
    [missing, "no such file"],
    [folder.write("empty.png", ""), "an empty file"],
    [folder.write("text.png", "no picture"), "a text file"],
    [folder.write("a.png", "RIFF----WEBPVP8 "), "a WebP image; convert it to PNG or JPEG"],
    [
      folder.write("b.jpg", "\0\0\0\x20ftypheic\0\0\0\0"),
      "a HEIC image; convert it to PNG or JPEG",
    ],
  ];
  for (const [path, found] of others) {
    const { message } = await assertRejects(() => readImageFile(path), Error);
    assertEquals(message, `${path}: Expected a PNG or JPEG image but found ${found}`);
  }
});

Deno.test("readColourImage() reads what encodeColourPng() writes", async () => {
  using folder = new TemporaryFolder();
  const picture = { width: 1, height: 2, pixels: Uint8Array.of(255, 0, 1, 2, 3, 4) };
  assertEquals(await readColourImage(folder.write("a.png", encodeColourPng(picture))), picture);
});

Deno.test("readColourImage() refuses other kinds of images", async () => {
  using folder = new TemporaryFolder();
  const size = { width: 1, height: 1 };
  const others: [string, Uint8Array<ArrayBuffer>][] = [
    ["1 channels of 8 bits", makePng(size, [0, 1])],
    ["4 channels of 8 bits", makePng({ ...size, colourType: COLOUR_ALPHA }, [0, 1, 2, 3, 4])],
    [
      "3 channels of 16 bits",
      makePng({ ...size, colourType: COLOUR, depth: 16 }, [0, 1, 2, 3, 4, 5, 6]),
    ],
  ];
  for (const [found, bytes] of others) {
    const path = folder.write("other.png", bytes);
    const message = `${path}: Expected an image in 24-bit colour but found ${found}`;
    await assertRejects(() => readColourImage(path), Error, message);
  }
});
