import { Dataset } from "../lib/data/dataset.ts";
import { Random } from "../lib/random.ts";

/**
 * A small dataset that can be learned: each class lights its own pixels of a `size × size` image,
 * under noise.
 */
export function stripes(count: number, classes: number, size: number, seed = 1): Dataset {
  const random = new Random(seed);
  const images = new Uint8Array(count * size * size);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  for (let i = 0; i < images.length; i++) {
    const label = labels[Math.floor(i / (size * size))];
    images[i] = i % classes === label ? 160 + random.integer(96) : random.integer(64);
  }
  return new Dataset(images, labels, [1, size, size], classes);
}
