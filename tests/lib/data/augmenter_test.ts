import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import {
  type Augmentation,
  batchAugmentation,
  imageAugmentation,
} from "../../../lib/data/augmentation.ts";
import { Augmenter } from "../../../lib/data/augmenter.ts";
import { ImageWarp } from "../../../lib/data/image_warp.ts";
import { Random } from "../../../lib/random.ts";
import type { Shape } from "../../../lib/shape.ts";

const none = { ...batchAugmentation, chance: 1, zoom: 0, rotation: 0, shift: 0 };

/** Distorts `count` copies of an image, in batches of `batchSize`. */
function augment(
  augmentation: Augmentation,
  shape: Shape,
  image: Uint8Array,
  count: number,
  { batchSize = count, seed = 1 } = {},
): Uint8Array[] {
  const augmenter = new Augmenter(augmentation, shape, new Random(seed, "augmentation"));
  const output = new Uint8Array(batchSize * image.length);
  const images: Uint8Array[] = [];
  while (images.length < count) {
    augmenter.fill(output, image, new Int32Array(batchSize), batchSize);
    for (let i = 0; i < batchSize; i++) {
      images.push(output.slice(i * image.length, (i + 1) * image.length));
    }
  }
  return images;
}

/** An image with the given grey level wherever `isInk` holds for the distances from its centre. */
function draw(size: number, grey: number, isInk: (x: number, y: number) => boolean): Uint8Array {
  const center = (size - 1) / 2;
  return Uint8Array.from(
    { length: size * size },
    (_, i) => isInk(i % size - center, Math.floor(i / size) - center) ? grey : 0,
  );
}

/** Total grey, its centre, and the angle of its longest axis in degrees, from -90 to 90. */
function moments(image: Uint8Array, size: number) {
  let [mass, x, y, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  image.forEach((grey, i) => {
    const [column, row] = [i % size, Math.floor(i / size)];
    mass += grey;
    x += grey * column;
    y += grey * row;
    xx += grey * column * column;
    xy += grey * column * row;
    yy += grey * row * row;
  });
  [x, y] = [x / mass, y / mass];
  [xx, xy, yy] = [xx / mass - x * x, xy / mass - x * y, yy / mass - y * y];
  return { mass, x, y, xx, yy, angle: Math.atan2(2 * xy, xx - yy) * 90 / Math.PI };
}

/** Asserts that values lie in a range and come close to both of its ends. */
function assertFills(values: readonly number[], low: number, high: number, tolerance: number) {
  const [smallest, largest] = [Math.min(...values), Math.max(...values)];
  const message = `${smallest} to ${largest} for ${low} to ${high}`;
  assert(smallest >= low - tolerance && smallest <= low + 5 * tolerance, message);
  assert(largest <= high + tolerance && largest >= high - 5 * tolerance, message);
}

const texture = Uint8Array.from({ length: 3 * 8 * 10 }, (_, i) => (i * 37 + 11) % 256);

Deno.test("Augmenter leaves images unchanged where all ranges are 0", () => {
  for (const shape of [[3, 8, 10], [1, 10, 24], [1, 1, 240]] as const) {
    for (const image of augment(none, shape, texture, 3)) assertEquals(image, texture);
  }
});

Deno.test("Augmenter moves all channels of an image by the same whole pixels", () => {
  const [width, height] = [10, 8];
  const [limitX, limitY] = [2, 1]; // 20 % are 2 and 1.6 pixels, the latter rounded towards 0
  const seen = new Set<string>();
  for (const image of augment({ ...none, shift: 0.2 }, [3, height, width], texture, 300)) {
    const shift = [...shifts(limitX, limitY)].find(([dx, dy]) =>
      image.every((grey, i) => {
        const [channel, place] = [Math.floor(i / 80), i % 80];
        const [x, y] = [place % width - dx, Math.floor(place / width) - dy];
        const inside = x >= 0 && x < width && y >= 0 && y < height;
        return grey === (inside ? texture[channel * 80 + y * width + x] : 0);
      })
    );
    assert(shift !== undefined, "not a shift by whole pixels within the limits");
    seen.add(shift.join());
  }
  // A shift by exactly 20 % has probability 0, so columns move by 1 at most as well.
  assertEquals(seen.size, 9);
});

function* shifts(limitX: number, limitY: number): Generator<readonly [number, number]> {
  for (let dx = -limitX; dx <= limitX; dx++) {
    for (let dy = -limitY; dy <= limitY; dy++) yield [dx, dy];
  }
}

Deno.test("Augmenter shifts to anywhere between pixels if asked to", () => {
  const dot = draw(20, 240, (x, y) => Math.hypot(x, y) < 3);
  const shifted = augment({ ...none, shift: 0.2, shiftTo: "anywhere" }, [1, 20, 20], dot, 300);
  assertFills(shifted.map((image) => moments(image, 20).x - 9.5), -4, 4, 0.05);
  assertFills(shifted.map((image) => moments(image, 20).y - 9.5), -4, 4, 0.05);
});

Deno.test("Augmenter turns images about their centre by angles from the whole range", () => {
  const bar = draw(29, 255, (x, y) => Math.abs(x) < 10 && Math.abs(y) < 2.5);
  const turned = augment({ ...none, rotation: 25 }, [1, 29, 29], bar, 300);
  const found = turned.map((image) => moments(image, 29));
  assertFills(found.map(({ angle }) => angle), -25, 25, 0.5);
  const before = moments(bar, 29);
  for (const { mass, x, y } of found) {
    assert(Math.abs(mass / before.mass - 1) < 0.01, `mass ${mass} from ${before.mass}`);
    assert(Math.hypot(x - 14, y - 14) < 0.02, `centre ${x}, ${y}`);
  }
});

Deno.test("Augmenter shears images about their centre, row by row", () => {
  // The middle of row r of an upright bar is at 14 + tan(angle) (r - 14).
  const bar = draw(29, 255, (x) => Math.abs(x) < 2.5);
  const sheared = augment({ ...none, shear: 20 }, [1, 29, 29], bar, 300);
  const middleOf = (image: Uint8Array, row: number) =>
    moments(image.subarray(29 * row, 29 * row + 29), 29).x;
  const slopes = sheared.map((image) => (middleOf(image, 22) - middleOf(image, 6)) / 16);
  assertFills(slopes.map((slope) => Math.atan(slope) * 180 / Math.PI), -20, 20, 0.3);
  for (const [i, image] of sheared.entries()) {
    assertAlmostEquals(middleOf(image, 14), 14, 0.01);
    assertAlmostEquals(middleOf(image, 10), 14 - 4 * slopes[i], 0.03);
    assertAlmostEquals(moments(image.subarray(29 * 6, 29 * 7), 29).mass, 5 * 255, 10);
  }
});

Deno.test("Augmenter turns images that it has sheared", () => {
  // A bar that leans by its shear and is turned by its rotation lies anywhere up to their sum.
  const bar = draw(41, 255, (x, y) => Math.abs(x) < 1.5 && Math.abs(y) < 12);
  const images = augment({ ...none, shear: 20, rotation: 25 }, [1, 41, 41], bar, 2000);
  const angles = images.map((image) => {
    const { angle } = moments(image, 41);
    return angle > 0 ? angle - 90 : angle + 90;
  });
  assertFills(angles, -45, 45, 2);
});

Deno.test("Augmenter draws no numbers for what is 0", () => {
  const random = new Random(5);
  const expected = new Random(5);
  // Chance, two zooms, an angle and two shifts.
  for (let i = 0; i < 6; i++) expected.uniform(0, 1);
  new Augmenter(imageAugmentation, [1, 8, 10], random)
    .fill(new Uint8Array(80), texture, new Int32Array(1), 1);
  assertEquals(random.state, expected.state);
});

Deno.test("Augmenter mirrors images left to right, by chance", () => {
  const still = { ...none, flip: 0.3 };
  const mirrored = texture.map((_, i) => texture[10 * Math.floor(i / 10) + 9 - i % 10]);
  const images = augment(still, [3, 8, 10], texture, 2000);
  const flipped = images.filter((image) => image[0] !== texture[0]);
  assert(flipped.every((image) => image.every((grey, i) => grey === mirrored[i])));
  assert(
    images.every((image) => flipped.includes(image) || image.every((g, i) => g === texture[i])),
  );
  // 4 standard deviations of 2,000 draws with probability 0.3 are 0.041.
  assertAlmostEquals(flipped.length / 2000, 0.3, 0.041);
});

Deno.test("Augmenter mirrors an image before it moves it", () => {
  const right = { ...none, shift: 0.3, shiftTo: "pixels" } as const;
  const images = augment({ ...right, flip: 1 }, [3, 8, 10], texture, 50);
  const mirrored = texture.map((_, i) => texture[10 * Math.floor(i / 10) + 9 - i % 10]);
  // Nearly never mirrored, but drawn for: so both draw the same shifts.
  assertEquals(images, augment({ ...right, flip: 1e-9 }, [3, 8, 10], mirrored, 50));
});

Deno.test("Augmenter erases a rectangle of half of the images", () => {
  const white = new Uint8Array(784).fill(255);
  const erase = { ...imageAugmentation, zoom: 0, rotation: 0, shift: 0, erase: 0.3 };
  const images = augment(erase, [1, 28, 28], white, 2000);
  const erased = images.filter((image) => image.some((grey) => grey < 255));
  // 4 standard deviations of 2,000 draws with probability 1/2 are 0.045.
  assertAlmostEquals(erased.length / 2000, 0.5, 0.045);
  const none = augment({ ...erase, chance: 0 }, [1, 28, 28], white, 50);
  assert(none.every((image) => image.every((grey) => grey === 255)));
});

Deno.test("Augmenter zooms about the centre by factors from the whole range", () => {
  const disc = draw(28, 255, (x, y) => Math.hypot(x, y) < 8);
  const before = moments(disc, 28);
  const zoomed = augment({ ...none, zoom: 0.2 }, [1, 28, 28], disc, 300);
  const found = zoomed.map((image) => moments(image, 28));
  // An area grows with the square of the factor, the variance of its coordinates too.
  assertFills(found.map(({ mass }) => Math.sqrt(mass / before.mass)), 0.8, 1.2, 0.01);
  for (const { xx, yy, x, y } of found) {
    assert(Math.abs(xx / yy - 1) < 0.01, "zoomed alike in width and height");
    assert(Math.hypot(x - 13.5, y - 13.5) < 0.02, `centre ${x}, ${y}`);
  }
});

Deno.test("Augmenter zooms width and height separately if asked to", () => {
  const disc = draw(28, 255, (x, y) => Math.hypot(x, y) < 8);
  const before = moments(disc, 28);
  const zoomed = augment({ ...none, zoom: 0.2, zoomAxes: "separately" }, [1, 28, 28], disc, 300);
  const found = zoomed.map((image) => moments(image, 28));
  assertFills(found.map(({ xx }) => Math.sqrt(xx / before.xx)), 0.8, 1.2, 0.015);
  assertFills(found.map(({ yy }) => Math.sqrt(yy / before.yy)), 0.8, 1.2, 0.015);
  assert(found.some(({ xx, yy }) => xx / yy > 1.5) && found.some(({ xx, yy }) => yy / xx > 1.5));
});

Deno.test("Augmenter shifts last: the centre of an image moves by whole pixels", () => {
  const disc = draw(28, 255, (x, y) => Math.hypot(x, y) < 6);
  const seen = new Set<number>();
  for (const image of augment({ ...batchAugmentation, chance: 1 }, [1, 28, 28], disc, 300)) {
    const { x, y } = moments(image, 28);
    for (const shift of [x - 13.5, y - 13.5]) {
      assert(Math.abs(shift - Math.round(shift)) < 0.03, `shifted by ${shift}`);
      seen.add(Math.round(shift) + 0);
    }
  }
  // 20 % of 28 are 5.6.
  assertEquals([...seen].sort((a, b) => a - b), [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]);
});

Deno.test("Augmenter moves pixels elastically, by the share of the image's width", () => {
  // Where grey grows by 8 from column to column, a move by d columns changes it by 8 d.
  const ramp = Uint8Array.from({ length: 784 }, (_, i) => 8 * (i % 28));
  const elastic = { ...imageAugmentation, zoom: 0, rotation: 0, shift: 0, elastic: 0.1 };
  const moves = augment(elastic, [1, 28, 28], ramp, 300).flatMap((image) =>
    [...image].map((grey, i) => (grey - ramp[i]) / 8).filter((_, i) => i % 28 >= 3 && i % 28 < 25)
  );
  // At most 2.8 columns, and half a grey level from rounding.
  assert(moves.every((move) => Math.abs(move) <= 2.8 + 1 / 16));
  const deviation = Math.sqrt(moves.reduce((sum, move) => sum + move ** 2, 0) / moves.length);
  assertAlmostEquals(deviation / 2.8, 151 / 315 / Math.sqrt(3), 0.01);
});

Deno.test("Augmenter moves the pixels of all channels alike", () => {
  const rgb = Uint8Array.from({ length: 3 * 784 }, (_, i) => texture[i % 784 % 240]);
  const [image] = augment({ ...none, elastic: 0.15 }, [3, 28, 28], rgb, 1);
  assertNotEquals(image, rgb);
  assertEquals(image.subarray(0, 784), image.subarray(784, 2 * 784));
  assertEquals(image.subarray(0, 784), image.subarray(2 * 784));
});

Deno.test("Augmenter repeats the outermost pixels where that is asked for", () => {
  const grey = new Uint8Array(784).fill(77);
  for (const image of augment(imageAugmentation, [1, 28, 28], grey, 20)) {
    assertEquals(image, grey);
  }
  const zeros = augment({ ...imageAugmentation, border: "zero" }, [1, 28, 28], grey, 20);
  assert(zeros.every((image) => image.includes(0)));
});

Deno.test("Augmenter distorts whole batches with the given chance, each image differently", () => {
  const options = { batchSize: 4 };
  const images = augment(batchAugmentation, [3, 8, 10], texture, 4 * 2000, options);
  const changed = images.map((image) => image.some((grey, i) => grey !== texture[i]));
  const batches = Array.from({ length: 2000 }, (_, b) => changed.slice(4 * b, 4 * b + 4));
  assert(batches.every((batch) => batch.every((image) => image === batch[0])));
  // 4 standard deviations of 2,000 draws with probability 1/4 are 0.039.
  const share = batches.filter(([first]) => first).length / 2000;
  assert(Math.abs(share - 0.25) < 0.039, `${share} of the batches`);
  const distorted = batches.findIndex(([first]) => first);
  assertNotEquals(images[4 * distorted], images[4 * distorted + 1]);
});

Deno.test("Augmenter distorts single images with the given chance", () => {
  const augmentation = { ...imageAugmentation, chance: 0.5 };
  const images = augment(augmentation, [3, 8, 10], texture, 2000);
  const share = images.filter((image) => image.some((grey, i) => grey !== texture[i])).length /
    2000;
  assert(Math.abs(share - 0.5) < 0.045, `${share} of the images`);
});

Deno.test("Augmenter never distorts with a chance of 0, and always with 1", () => {
  for (const preset of [batchAugmentation, imageAugmentation]) {
    const never = augment({ ...preset, chance: 0 }, [3, 8, 10], texture, 50, { batchSize: 2 });
    assert(never.every((image) => image.every((grey, i) => grey === texture[i])));
    const always = augment({ ...preset, chance: 1 }, [3, 8, 10], texture, 50, { batchSize: 2 });
    assert(always.every((image) => image.some((grey, i) => grey !== texture[i])));
  }
});

Deno.test("Augmenter takes the samples in the order of their numbers in the batch", () => {
  const images = Uint8Array.of(1, 2, 3, 4, 5, 6);
  const output = new Uint8Array(7).fill(99);
  const augmenter = new Augmenter(none, [1, 1, 2], new Random(1));
  augmenter.fill(output, images, Int32Array.of(2, 0, 2, 1), 3);
  assertEquals(output, Uint8Array.of(5, 6, 1, 2, 5, 6, 99));
});

Deno.test("Augmenter repeats itself by seed", () => {
  const run = (seed: number) => augment(imageAugmentation, [3, 8, 10], texture, 5, { seed });
  assertEquals(run(3), run(3));
  assertNotEquals(run(3), run(4));
});

Deno.test("Augmenter refuses what is no image and numbers out of range", () => {
  const random = new Random(1);
  assertThrows(() => new Augmenter(none, [784], random), RangeError, "784 values");
  const wrong: [Partial<Augmentation>, string][] = [
    [{ chance: 1.1 }, "chance"],
    [{ chance: NaN }, "chance"],
    [{ zoom: 1 }, "zoom"],
    [{ zoom: -0.1 }, "zoom"],
    [{ rotation: 181 }, "rotation"],
    [{ shear: 90 }, "shear"],
    [{ shear: -1 }, "shear"],
    [{ shift: -1 }, "shift"],
    [{ flip: 1.1 }, "flip"],
    [{ erase: 1.1 }, "erase"],
    [{ elastic: 1.1 }, "elastic"],
  ];
  for (const [change, name] of wrong) {
    const construct = () => new Augmenter({ ...none, ...change }, [1, 2, 2], random);
    assertThrows(construct, RangeError, `augmentation's ${name}`);
  }
});

Deno.test("Augmenter fills a batch slice by slice as at once, also where it skips some", () => {
  const images = new Uint8Array(3 * 80).map((_, i) => i);
  const samples = Int32Array.of(0, 2, 1, 1, 0, 2, 2, 0);
  const every = { shear: 10, elastic: 0.1, flip: 0.5, erase: 0.4, chance: 0.5 };
  for (const augmentation of [{ ...imageAugmentation, ...every }, batchAugmentation]) {
    for (const [first, end] of [[0, 8], [0, 3], [3, 6], [5, 8]]) {
      const [random, expectedRandom] = [new Random(7), new Random(7)];
      const augmenter = new Augmenter(augmentation, [1, 8, 10], random);
      const expected = new Augmenter(augmentation, [1, 8, 10], expectedRandom);
      for (let batch = 0; batch < 10; batch++) {
        const [slice, whole] = [new Uint8Array(80 * (end - first)), new Uint8Array(80 * 8)];
        augmenter.beginBatch();
        augmenter.skip(first);
        augmenter.fillSlice(slice, images, samples.subarray(first), end - first);
        augmenter.skip(8 - end);
        expected.fill(whole, images, samples, 8);
        assertEquals(slice, whole.subarray(80 * first, 80 * end));
        assertEquals(random.state, expectedRandom.state);
      }
    }
  }
});

Deno.test("Augmenter chooses the warps of the images that it would fill a batch with", () => {
  const [count, size] = [40, 3 * 8 * 10];
  const samples = new Int32Array(count);
  for (const elastic of [0, 0.1]) {
    const augmentation = { ...imageAugmentation, chance: 0.5, shear: 10, elastic };
    for (const one of [augmentation, { ...augmentation, unit: "batch" as const }]) {
      const [random, expectedRandom] = [new Random(7), new Random(7)];
      const augmenter = new Augmenter(one, [3, 8, 10], random);
      const { images, warpNumbers } = augmenter;
      const imageWarp = new ImageWarp(images, warpNumbers);
      const expected = new Augmenter(one, [3, 8, 10], expectedRandom);
      const [numbers, filled] = [
        new Float64Array(count * warpNumbers),
        new Uint8Array(count * size),
      ];
      const drawn = new Uint8Array(size);
      for (let batch = 0; batch < 8; batch++) {
        augmenter.beginBatch();
        augmenter.chooseWarps(numbers, count);
        expected.fill(filled, texture, samples, count);
        for (let i = 0; i < count; i++) {
          imageWarp.draw(numbers, i * warpNumbers, texture, 0, drawn, 0);
          assertEquals(drawn, filled.subarray(i * size, (i + 1) * size));
        }
        assertEquals(random.state, expectedRandom.state);
      }
    }
  }
});

Deno.test("Augmenter does more than to warp images only where it erases", () => {
  const make = (erase: number) =>
    new Augmenter({ ...imageAugmentation, erase }, [3, 8, 10], new Random(1));
  assertEquals(make(0).onlyWarps, true);
  assertEquals(make(0.1).onlyWarps, false);
});
