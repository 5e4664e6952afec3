import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { batchAugmentation, imageAugmentation } from "../../../lib/data/augmentation.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import { augmentationTiles } from "../../../lib/plots/augmentation_tiles.ts";
import { Random } from "../../../lib/random.ts";
import { digits as allDigits } from "../../digits.ts";

const digits = allDigits.slice(0, 2);
const images = Uint8Array.from(digits.flatMap(({ pixels }) => [...pixels]));
const labels = Uint8Array.from(digits, ({ label }) => label);
const dataset = new Dataset(images, labels, [1, 28, 28]);

Deno.test("augmentationTiles() shows each image and then distorted versions of it", () => {
  const chart = augmentationTiles(dataset, batchAugmentation, new Random(1), 3);
  const { tiles, columns } = chart;
  assertEquals(columns, 4);
  assertEquals(
    tiles.map(({ captions }) => captions),
    [["7"], [], [], [], ["2"], [], [], []],
  );
  const originals = [tiles[0], tiles[4]].map(({ picture }) =>
    picture.pixels.filter((_, i) => i % 3 === 0)
  );
  assertEquals(originals, digits.map(({ pixels }) => pixels));
  const versions = [1, 2, 3, 5, 6, 7].map((i) => tiles[i].picture.pixels);
  versions.forEach((version, i) => {
    assertNotEquals(version, tiles[i < 3 ? 0 : 4].picture.pixels);
  });
  assertNotEquals(versions[0], versions[1]);
});

Deno.test("augmentationTiles() shows the same versions for the same seed", () => {
  const [one, same, other] = [1, 1, 2].map((seed) =>
    augmentationTiles(dataset, batchAugmentation, new Random(seed)).tiles
  );
  assertEquals(one, same);
  assertNotEquals(one, other);
});

Deno.test("augmentationTiles() tells the ranges and the chance", () => {
  const { subtitle } = augmentationTiles(dataset, batchAugmentation, new Random(1));
  assertEquals(
    subtitle,
    "Zoom up to ±20 %, rotation up to ±25°, shift up to 20 %, in 25 % of the batches",
  );
  const elastic = { ...imageAugmentation, elastic: 0.12 };
  assertEquals(
    augmentationTiles(dataset, elastic, new Random(1)).subtitle,
    "Zoom up to ±20 %, rotation up to ±25°, shift up to 20 %, elastic up to 12 %, " +
      "in 100 % of the images",
  );
  const more = { ...batchAugmentation, shear: 12.5, flip: 0.5, erase: 0.25 };
  assertEquals(
    augmentationTiles(dataset, more, new Random(1)).subtitle,
    "Zoom up to ±20 %, rotation up to ±25°, shear up to ±12.5°, shift up to 20 %, " +
      "50 % mirrored, erased up to 25 %, in 25 % of the batches",
  );
});

Deno.test("augmentationTiles() without distortion shows the image as it is", () => {
  const none = { ...batchAugmentation, zoom: 0, rotation: 0, shift: 0 };
  const { tiles } = augmentationTiles(dataset, none, new Random(1), 1);
  assertEquals(tiles[1].picture, tiles[0].picture);
});

Deno.test("augmentationTiles() refuses plain features", () => {
  const features = new Dataset(new Uint8Array(4), Uint8Array.of(0), [4]);
  assertThrows(
    () => augmentationTiles(features, batchAugmentation, new Random(1)),
    RangeError,
    "to distort but found 4 values",
  );
});
