import { assertEquals } from "@std/assert";
import { convolutions } from "../../../../../lib/devices/wasm/convolution.ts";
import type { ConvolutionGeometry } from "../../../../../lib/devices/convolution.ts";
import { kernelsFor } from "../../../../../lib/devices/wasm/all_kernels.ts";
import { Heap, Workspace } from "../../../../../lib/devices/wasm/heap.ts";
import {
  compileKernels,
  instantiateKernels,
} from "../../../../../lib/devices/wasm/kernel_module.ts";
import { linearAlgebra } from "../../../../../lib/devices/wasm/linear_algebra.ts";
import { kernelMemory, wasmMemory } from "../../../../../lib/devices/wasm/memory.ts";
import { wideTiles } from "../../../../../lib/devices/wasm/wide/wide_module.ts";
import { Width } from "../../../../../lib/devices/wasm/wide/width.ts";
import type { Matrix, Precision } from "../../../../../lib/matrix.ts";
import { Random } from "../../../../../lib/random.ts";

/** The operations that can use the wide tiles, with the kernels that choose. */
function operations(precision: Precision) {
  const memory = kernelMemory(true);
  const { module: tiles } = wideTiles(precision, true);
  const modules = { kernels: compileKernels(kernelsFor(precision), true), tiles };
  const kernels = instantiateKernels(modules, memory);
  const heap = new Heap(memory, kernels.heapBase());
  const [scratch, table] = [kernels.scratchBytes(), kernels.tableBytes()].map((bytes) =>
    heap.allocate(bytes)
  );
  kernels.start(1, scratch, table, 1);
  return {
    kernels,
    ...wasmMemory(kernels, memory, heap, precision),
    ...linearAlgebra(kernels, undefined),
    ...convolutions(kernels, new Workspace(heap), precision, undefined),
  };
}

type Operations = ReturnType<typeof operations>;

function matrix({ matrix }: Operations, rows: number, columns: number, random: Random): Matrix {
  const made = matrix(rows, columns);
  made.data.forEach((_, i, data) => data[i] = random.uniform(-1, 1));
  return made;
}

/** Asserts that what is calculated has the same bits with and without the wide tiles. */
function assertSame({ kernels }: Operations, calculate: () => Matrix, message: string): void {
  const [narrow, wide] = [0, 1].map((isWide) => {
    kernels.setWide(isWide);
    return calculate().data.slice();
  });
  assertEquals(narrow.findIndex((x, i) => !Object.is(x, wide[i])), -1, message);
}

/** Lets the engine optimize the tiles, so that it pairs their operations if it does so at all. */
async function warm({ kernels }: Operations): Promise<void> {
  for (let i = 0; i < 10; i++) {
    kernels.runTiles(1, 20);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

for (const precision of ["f32", "f64"] as const) {
  Deno.test(`products have the same bits with the wide tiles (${precision})`, async () => {
    const device = operations(precision);
    await warm(device);
    const random = new Random(1, "weights");
    const any = (values: readonly number[]) => values[random.integer(values.length)];
    for (let round = 0; round < 60; round++) {
      const [m, k] = [any([64, 65, 97, 128]), any([1, 10, 63, 64, 65, 129, 1025])];
      const n = any([21, 24, 40, 41, 79, 100]);
      const [transposeA, transposeB] = [any([0, 1]) === 1, any([0, 1]) === 1];
      const a = transposeA ? matrix(device, k, m, random) : matrix(device, m, k, random);
      const b = transposeB ? matrix(device, n, k, random) : matrix(device, k, n, random);
      const c = matrix(device, m, n, random);
      const [scale, keep] = [any([1, -0.3]), any([0, 1, 0.9])];
      assertSame(device, () => {
        const result = device.matrix(m, n);
        result.data.set(c.data);
        device.gemm(transposeA, transposeB, scale, a, b, keep, result);
        return result;
      }, `${m} x ${k} by ${k} x ${n}, transposed ${transposeA} ${transposeB}`);
    }
  });

  Deno.test(`convolutions have the same bits with the wide tiles (${precision})`, async () => {
    const device = operations(precision);
    await warm(device);
    const random = new Random(2, "weights");
    for (
      const [channels, filters, extent, kernel] of [
        [1, 16, 28, 5],
        [3, 40, 9, 3],
        [8, 8, 14, 5],
        [16, 10, 14, 5],
        [40, 17, 10, 3],
      ]
    ) {
      const g: ConvolutionGeometry = {
        ...{ channels, height: extent, width: extent, filters },
        ...{ kernelHeight: kernel, kernelWidth: kernel, stride: 1, border: "zero" },
        ...{ paddingTop: kernel >> 1, paddingLeft: kernel >> 1 },
        ...{ outputHeight: extent, outputWidth: extent },
      };
      const samples = 17;
      const [inputs, outputs] = [channels * extent * extent, filters * extent * extent];
      const x = matrix(device, samples, inputs, random);
      const error = matrix(device, samples, outputs, random);
      const weights = matrix(device, filters, channels * kernel * kernel, random);
      const bias = matrix(device, 1, filters, random);
      const calculations = {
        forward() {
          const y = device.matrix(samples, outputs);
          device.convolution(g, x, weights, bias, y);
          return y;
        },
        inputError() {
          const below = device.matrix(samples, inputs);
          device.convolutionInputError(g, error, weights, below);
          return below;
        },
        gradient() {
          const gradient = device.matrix(filters, channels * kernel * kernel);
          device.convolutionWeightGradient(g, x, error, 1, 0, gradient);
          return gradient;
        },
      };
      for (const [name, calculate] of Object.entries(calculations)) {
        assertSame(device, calculate, `${name}, ${channels} channels, ${filters} filters`);
      }
    }
  });
}

/** Kernels whose tiles take as many milliseconds as given; notes what is chosen. */
function timedKernels(milliseconds: { wide: number; narrow: number }) {
  const chosen: number[] = [];
  return {
    chosen,
    setWide: (wide: number) => void chosen.push(wide),
    runTiles(wide: number) {
      const end = performance.now() + (wide ? milliseconds.wide : milliseconds.narrow);
      while (performance.now() < end);
    },
  };
}

Deno.test("Width takes the wide tiles while they are clearly faster", () => {
  const milliseconds = { wide: 0.2, narrow: 0.2 };
  const kernels = timedKernels(milliseconds);
  const width = new Width(kernels);
  const considerUntil = (choices: number) => {
    while (kernels.chosen.length < choices) width.consider();
  };
  considerUntil(1);
  assertEquals([kernels.chosen, width.isWide], [[0], false]);
  milliseconds.wide = 0.1;
  considerUntil(2);
  assertEquals([kernels.chosen, width.isWide], [[0, 1], true]);
  milliseconds.wide = 0.3;
  considerUntil(3);
  assertEquals([kernels.chosen, width.isWide], [[0, 1, 0], false]);
});
