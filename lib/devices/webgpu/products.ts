import type { Matrix } from "../../matrix.ts";
import type { LinearAlgebra } from "../linear_algebra.ts";
import { BLOCK, blockProduct, BLOCKS } from "./block_product.ts";
import type { Kernel } from "./kernel.ts";
import type { ProductForm, productNumbers } from "./product_source.ts";
import type { Recorder } from "./recorder.ts";
import { type Tile, tileFor, tileProduct } from "./tile_product.ts";

type ProductKernel = Kernel<"a" | "b" | "c", keyof typeof productNumbers>;

/** The kernels that have been made, by what they were made for. */
const kernels = new Map<string, ProductKernel>();

/** Matrix products. */
export function products(gpu: Recorder): Pick<LinearAlgebra, "gemm"> {
  return {
    gemm(transposeA, transposeB, scale, a, b, keep, c) {
      const { rows, columns } = c;
      const inner = transposeA ? a.rows : a.columns;
      const form = {
        transposeA,
        transposeB,
        alignedA: isAligned(a),
        alignedB: isAligned(b),
        alignedC: isAligned(c),
      };
      const memory = gpu.limits.maxComputeWorkgroupStorageSize;
      const tile = gpu.isSoftware ? undefined : tileFor(rows, columns, memory);
      const kernel = kernelFor(form, tile);
      const numbers = { rows, columns, inner, scale, keep };
      const workgroups = tile === undefined
        ? [Math.ceil(columns / (BLOCK * BLOCKS)), Math.ceil(rows / BLOCK)]
        : [Math.ceil(columns / tile.size), Math.ceil(rows / tile.size)];
      gpu.run(kernel, { a, b, c }, numbers, workgroups);
    },
  };
}

/** Whether the rows of a matrix begin at multiples of four elements of its buffer. */
function isAligned({ columns, data }: Matrix): boolean {
  return columns % 4 === 0 && data.byteOffset % 16 === 0;
}

function kernelFor(form: ProductForm, tile: Tile | undefined): ProductKernel {
  const flags = Object.values(form).map(Number).join("");
  const key = `${flags} ${tile?.size}`;
  let kernel = kernels.get(key);
  if (kernel === undefined) {
    kernel = tile === undefined ? blockProduct(form) : tileProduct(form, tile);
    kernels.set(key, kernel);
  }
  return kernel;
}
