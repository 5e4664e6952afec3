import { assertEquals, assertLess } from "@std/assert";
import { type Augmentation, imageAugmentation } from "../../../../lib/data/augmentation.ts";
import { Augmenter } from "../../../../lib/data/augmenter.ts";
import { createWebGpuDevice } from "../../../../lib/devices/webgpu/webgpu_device.ts";
import { Random } from "../../../../lib/random.ts";
import { testOnRecorder } from "../../../webgpu.ts";

/**
 * The largest share of pixels that single precision may round to the next byte. Where all pixels are noise,
 * 5 of 100,000 are.
 */
const MOST_ROUNDED = 2e-4;

const augmentations: Readonly<Record<string, Partial<Augmentation>>> = {
  "maps": { shear: 10 },
  "maps, with zeros outside": { border: "zero", chance: 0.7 },
  "maps and elastic displacements": { rotation: 12, shift: 0.08, elastic: 0.1 },
};

for (const [name, augmentation] of Object.entries(augmentations)) {
  for (const [channels, height, width] of [[1, 28, 28], [3, 9, 14]] as const) {
    testOnRecorder(
      `warp by ${name}, of ${channels} x ${height} x ${width} pixels, computes what the host does`,
      async (gpu) => {
        const device = createWebGpuDevice(gpu);
        const [count, size] = [200, channels * height * width];
        const random = new Random(1);
        const images = Uint8Array.from({ length: count * size }, () => random.integer(256));
        const augmenterOf = () =>
          new Augmenter(
            { ...imageAugmentation, ...augmentation },
            [channels, height, width],
            new Random(1, "augmentation"),
          );
        const rows = device.indices(count);
        rows.forEach((_, r) => rows[r] = (7 * r) % count);
        const expected = new Uint8Array(count * size);
        augmenterOf().fill(expected, images, rows, count);

        const augmenter = augmenterOf();
        const warps = device.matrix(count, augmenter.warpNumbers);
        augmenter.beginBatch();
        augmenter.chooseWarps(warps.data, count);
        const table = device.matrix(1, 256);
        table.data.forEach((_, byte) => table.data[byte] = byte);
        const output = device.matrix(count, size);
        device.warp(device.bytes(images), rows, warps, augmenter.images, table, output);
        await device.settle(output);

        const differences = output.data.map((pixel, i) => Math.abs(pixel - expected[i]));
        assertEquals(differences.filter((difference) => difference > 1).length, 0);
        const rounded = differences.filter((difference) => difference > 0).length;
        assertLess(rounded / differences.length, MOST_ROUNDED);
      },
    );
  }
}
