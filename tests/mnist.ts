import { fromFileUrl } from "@std/path";
import type { Digit } from "./digits.ts";

const folder = new URL("../mnist-datasets/", import.meta.url);

/** The first `count` digits of MNIST's test images. */
export function firstTestDigits(count: number): Digit[] {
  const images = firstBytes("t10k-images.idx3-ubyte", 16 + 784 * count).subarray(16);
  const labels = firstBytes("t10k-labels.idx1-ubyte", 8 + count).subarray(8);
  return Array.from(labels, (label, i) => {
    return { label, pixels: images.subarray(784 * i, 784 * (i + 1)) };
  });
}

function firstBytes(name: string, count: number): Uint8Array {
  using file = Deno.openSync(fromFileUrl(new URL(name, folder)));
  const bytes = new Uint8Array(count);
  file.readSync(bytes);
  return bytes;
}
