import type { ConvolutionGeometry } from "../../lib/devices/convolution.ts";
import type { Device } from "../../lib/devices/device.ts";
import { outputProduct } from "../../lib/devices/webgpu/convolution_products.ts";
import {
  type ConvolutionTile,
  convolutionTile,
  fitsMemory,
} from "../../lib/devices/webgpu/convolution_tile.ts";
import { productKernel, productWorkgroups } from "../../lib/devices/webgpu/implicit_product.ts";
import type { Recorder } from "../../lib/devices/webgpu/recorder.ts";
import { type Budget, formatSpeed, type Measured } from "./measured.ts";
import { convolutionOperands } from "./operations.ts";
import { convolutionFlop, describeGeometry } from "./step_costs.ts";
import { secondsOf } from "./timing.ts";

/** Rows and columns of a workgroup, and of each of its invocations. */
const SIZES = [
  [16, 128, 4, 4],
  [32, 64, 4, 4],
  [32, 128, 4, 4],
  [32, 128, 8, 4],
  [48, 64, 4, 4],
  [48, 64, 8, 4],
  [64, 64, 4, 4],
  [64, 64, 8, 4],
  [64, 128, 8, 4],
  [64, 128, 8, 8],
] as const;

/**
 * Forward convolutions in tiles of several sizes: whether those are the fastest that the device chooses.
 */
export async function* measureTiles(
  gpu: Recorder,
  device: Device,
  name: string,
  geometries: readonly ConvolutionGeometry[],
  samples: number,
  budget: Budget,
): AsyncGenerator<Measured> {
  const memory = gpu.limits.maxComputeWorkgroupStorageSize;
  for (const g of geometries) {
    if (budget.isSpent) return;
    const product = outputProduct(g);
    const columns = samples * g.outputHeight * g.outputWidth;
    const operands = convolutionOperands(device, g, samples);
    const speeds: [string, number][] = [];
    for (const [rows, columnsOfTile, rowsEach, columnsEach] of SIZES) {
      const tile = { rows, columns: columnsOfTile, rowsEach, columnsEach, isShared: true };
      if (!fitsMemory(tile, product.terms, memory)) continue;
      const kernel = productKernel(product, tile);
      const workgroups = productWorkgroups(tile, g.filters, columns, 1);
      const seconds = await secondsOf(
        device,
        () => gpu.run(kernel, operands, { samples }, workgroups),
      );
      speeds.push([nameOf(tile), convolutionFlop(g, samples) / seconds]);
    }
    speeds.sort(([_, a], [__, b]) => b - a);
    const size = [product.rows, columns, product.terms] as const;
    const chosen = nameOf(convolutionTile(size, { isSoftware: false, memory }));
    yield {
      what: `${name}, ${describeGeometry(g)}, forward by tile; the device takes ${chosen}`,
      figure: speeds.map(([_, speed]) => formatSpeed(speed)).join(", "),
      note: speeds.map(([tile]) => tile).join(", "),
    };
  }
}

function nameOf({ rows, columns, rowsEach, columnsEach }: ConvolutionTile): string {
  return `${rows}x${columns} by ${rowsEach}x${columnsEach}`;
}
