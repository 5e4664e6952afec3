import { assertEquals } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import {
  describeImages,
  MNIST_IMAGES,
  UNKNOWN_IMAGES,
} from "../../../lib/data/image_description.ts";
import { Random } from "../../../lib/random.ts";
import { digits } from "../../digits.ts";

function datasetOf(images: readonly ArrayLike<number>[], width: number, channels = 1): Dataset {
  const bytes = Uint8Array.from(images.flatMap((image) => Array.from(image)));
  const height = bytes.length / images.length / width / channels;
  return new Dataset(bytes, new Uint8Array(images.length), [channels, height, width]);
}

/** Images with a rectangle of one shade on black. */
function rectangles(
  count: number,
  rectangle: (i: number) => [left: number, top: number, width: number, height: number],
): Dataset {
  const images = Array.from({ length: count }, (_, i) => {
    const [left, top, width, height] = rectangle(i);
    return Uint8Array.from({ length: 32 * 32 }, (_, p) => {
      const [x, y] = [p % 32, Math.floor(p / 32)];
      return x >= left && x < left + width && y >= top && y < top + height ? 200 : 0;
    });
  });
  return datasetOf(images, 32);
}

Deno.test("describeImages() finds what MNIST's authors say of their images", () => {
  assertEquals(describeImages(datasetOf(digits.map(({ pixels }) => pixels), 28)), MNIST_IMAGES);
});

Deno.test("describeImages() tells light ground from dark, in colour too", () => {
  const inverse = digits.map(({ pixels }) => pixels.map((pixel) => 255 - pixel));
  const expected = { ...MNIST_IMAGES, ground: "light" };
  assertEquals(describeImages(datasetOf(inverse, 28)), expected);
  const colours = inverse.map((pixels) => [...pixels, ...pixels, ...pixels]);
  assertEquals(describeImages(datasetOf(colours, 28, 3)), expected);
});

Deno.test("describeImages() finds that boxes are centred, and objects in them", () => {
  // Of 24 pixels in one direction and 10 to 24 in the other, their middle at 15.5.
  const description = describeImages(rectangles(15, (i) => [4, 11 - i / 2 | 0, 24, 10 + (i | 1)]));
  assertEquals(description.content, "object");
  assertEquals(description.framing?.extent, 24);
});

Deno.test("describeImages() finds no framing where sizes or places differ", () => {
  const sizes = rectangles(20, (i) => [15 - i / 2 | 0, 15 - i / 2 | 0, 1 + i, 1 + i]);
  assertEquals(describeImages(sizes).framing, undefined);
  const places = rectangles(20, (i) => [i, (7 * i) % 20, 8, 8]);
  assertEquals(describeImages(places).framing, undefined);
});

Deno.test("describeImages() finds no plain ground in scenes", () => {
  const random = new Random(1);
  const scenes = Array.from({ length: 30 }, () => {
    const light = random.integer(256);
    return Uint8Array.from({ length: 64 }, () => Math.min(255, light + random.integer(20)));
  });
  assertEquals(describeImages(datasetOf(scenes, 8)), UNKNOWN_IMAGES);
});

Deno.test("describeImages() knows nothing of blank images but their ground", () => {
  const blank = datasetOf([new Uint8Array(16).fill(255)], 4);
  assertEquals(describeImages(blank).framing, undefined);
  assertEquals(describeImages(blank).ground, "light");
});
