import { assert, assertEquals, assertLess, assertMatch } from "@std/assert";
import {
  type ImageDescription,
  MNIST_IMAGES,
  UNKNOWN_IMAGES,
} from "../../../../lib/data/image_description.ts";
import { preparePicture } from "../../../../lib/data/pictures/prepare_picture.ts";
import type { GreyImage, Raster } from "../../../../lib/data/raster.ts";
import { templates } from "../../../cli/template_model.ts";
import { drawOnTransparency, papers, photograph } from "../../../paper.ts";

const shape = [1, 28, 28] as const;

function rasterOf({ width, height, pixels }: GreyImage): Raster {
  return { width, height, channels: 1, depth: 8, data: pixels };
}

/** A grey picture whose pixels a function tells. */
function draw(width: number, height: number, at: (x: number, y: number) => number): Raster {
  const data = Uint8Array.from(
    { length: width * height },
    (_, i) => at(i % width, Math.floor(i / width)),
  );
  return { width, height, channels: 1, depth: 8, data };
}

/** Pearson's correlation. */
function correlation(a: Uint8Array, b: Uint8Array): number {
  const mean = (values: Uint8Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    ab += (value - meanA) * (b[i] - meanB);
    aa += (value - meanA) ** 2;
    bb += (b[i] - meanB) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

/** Asserts that of all templates, the one that is on a picture is most like what is made of it. */
function assertReads(picture: Raster, label: number): void {
  const { images } = preparePicture(picture, MNIST_IMAGES, shape);
  assertEquals(images.length, 1);
  const likeness = templates.map(({ pixels }) => correlation(images[0].pixels, pixels));
  assertEquals(likeness.indexOf(Math.max(...likeness)), label);
  assertLess(0.6, likeness[label]);
}

for (const paper of papers) {
  Deno.test(`preparePicture() finds the digit on paper: ${paper}`, () => {
    for (const { label, pixels } of templates.slice(0, 5)) {
      assertReads(rasterOf(photograph(paper, pixels, 100 + label)), label);
    }
  });
}

Deno.test("preparePicture() finds light strokes on nothing", () => {
  for (const { label, pixels } of templates.slice(5)) {
    assertReads(drawOnTransparency(pixels, label), label);
  }
});

Deno.test("preparePicture() leaves an image as it is that is framed like the training images", () => {
  for (const { pixels } of templates) {
    const picture = rasterOf({ width: 28, height: 28, pixels });
    const [{ pixels: prepared, box }] = preparePicture(picture, MNIST_IMAGES, shape).images;
    assertEquals(prepared, pixels);
    assertEquals(box, { left: 0, top: 0, width: 28, height: 28 });
  }
});

Deno.test("preparePicture() writes in ink on the ground that the training images have", () => {
  const onLight: ImageDescription = { ...MNIST_IMAGES, ground: "light" };
  const [, one] = templates;
  const inverse = one.pixels.map((pixel) => 255 - pixel);
  for (const pixels of [one.pixels, inverse]) {
    const picture = rasterOf({ width: 28, height: 28, pixels });
    assertEquals(preparePicture(picture, onLight, shape).images[0].pixels, inverse);
  }
});

Deno.test("preparePicture() finds marks in the order of reading, line by line", () => {
  // A stroke is told by its height: 20, 24, 28 and 32 pixels.
  const strokes = [[40, 60], [20, 10], [90, 12], [120, 58]];
  const heights = [28, 20, 24, 32];
  const picture = draw(160, 110, (x, y) => {
    const isInk = strokes.some(([left, top], i) =>
      x >= left && x < left + 6 && y >= top && y < top + heights[i]
    );
    return isInk ? 10 : 250;
  });
  const { images, warning } = preparePicture(picture, MNIST_IMAGES, shape);
  assertEquals(images.map(({ box }) => box.height), [20, 24, 28, 32]);
  assertEquals(warning, undefined);
});

Deno.test("preparePicture() fits an object into the frame in its shades", () => {
  const clothes: ImageDescription = {
    content: "object",
    ground: "dark",
    framing: { extent: 28, centring: "box", centre: [13.5, 13.5] },
  };
  // 56 x 28 pixels, half of them grey and half of them black, on white.
  const picture = draw(
    100,
    80,
    (x, y) => x < 20 || x >= 76 || y < 30 || y >= 58 ? 255 : x < 48 ? 155 : 0,
  );
  const { images } = preparePicture(picture, clothes, shape);
  const [{ pixels, box }] = images;
  assertEquals(box, { left: 20, top: 30, width: 56, height: 28 });
  const expected = Uint8Array.from({ length: 784 }, (_, i) => {
    const [x, y] = [i % 28, Math.floor(i / 28)];
    return y < 7 || y >= 21 ? 0 : x < 14 ? 100 : 255;
  });
  assertEquals(pixels, expected);
});

Deno.test("preparePicture() takes the middle of a scene", () => {
  const picture = draw(8, 4, (x) => 10 * x);
  const [{ pixels }] = preparePicture(picture, UNKNOWN_IMAGES, [1, 2, 2]).images;
  // Of the columns 2 to 5, means of two.
  assertEquals([...pixels], [25, 45, 25, 45]);
  const colours = { ...picture, channels: 3, width: 2, height: 2, data: [...Array(12).keys()] };
  const { images } = preparePicture(colours, UNKNOWN_IMAGES, [3, 2, 2]);
  assertEquals([...images[0].pixels], [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]);
});

Deno.test("preparePicture() says in whole pixels where the middle of a scene is", () => {
  const boxOf = (width: number, height: number) => {
    return preparePicture(draw(width, height, () => 9), UNKNOWN_IMAGES, [1, 2, 2]).images[0].box;
  };
  // Of seven columns those from 1.5 to 5.5.
  assertEquals(boxOf(7, 4), { left: 2, top: 0, width: 4, height: 4 });
  assertEquals(boxOf(3, 6), { left: 0, top: 2, width: 3, height: 3 });
});

Deno.test("preparePicture() warns of blank pictures, whatever the light", () => {
  const blanks = [
    draw(28, 28, () => 0),
    draw(200, 150, () => 255),
    draw(200, 150, (x, y) => 255 - Math.floor(x / 2) - Math.floor(y / 3)),
    draw(1, 1, () => 7),
  ];
  for (const picture of blanks) {
    const { images, warning } = preparePicture(picture, MNIST_IMAGES, shape);
    assert(images[0].pixels.every((pixel) => pixel === 0));
    assertMatch(warning ?? "", /^blank: /);
  }
});
