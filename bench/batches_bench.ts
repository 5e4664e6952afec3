import { batchAugmentation, imageAugmentation } from "../lib/data/augmentation.ts";
import { Augmenter } from "../lib/data/augmenter.ts";
import { Random } from "../lib/random.ts";
import { benchOnEachDevice } from "./devices.ts";

const PIXELS = 784;
const IMAGES = 1000;
const BATCH_SIZE = 16;

const random = new Random(1);
const images = Uint8Array.from({ length: IMAGES * PIXELS }, () => random.integer(256));
const chosen = Int32Array.from({ length: BATCH_SIZE }, () => random.integer(IMAGES));

benchOnEachDevice(`gather ${BATCH_SIZE} images`, (device) => {
  const pixels = device.bytes(images);
  const rows = device.indices(BATCH_SIZE);
  rows.set(chosen);
  const table = device.matrix(1, 256);
  table.data.set(Array.from({ length: 256 }, (_, byte) => byte / 255));
  const batch = device.matrix(BATCH_SIZE, PIXELS);
  return () => device.gather(pixels, rows, table, batch);
});

const augmentations = { luqué: { ...batchAugmentation, chance: 1 }, keras: imageAugmentation };

for (const [manner, augmentation] of Object.entries(augmentations)) {
  const augmenter = new Augmenter(augmentation, [1, 28, 28], new Random(1, "augmentation"));
  const batch = new Uint8Array(BATCH_SIZE * PIXELS);
  Deno.bench({
    name: `in the manner of ${manner}`,
    group: `augment ${BATCH_SIZE} images`,
    fn: () => augmenter.fill(batch, images, chosen, BATCH_SIZE),
  });
}
