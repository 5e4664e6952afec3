import { assertEquals } from "@std/assert";
import type { ConvolutionGeometry } from "../../../../lib/devices/convolution.ts";
import { fourierTiling, isWorthwhile } from "../../../../lib/devices/wasm/fourier_tiling.ts";

/** A convolution of square images that keeps their size; kernels of odd extent. */
function same(
  channels: number,
  filters: number,
  size: number,
  kernel: number,
): ConvolutionGeometry {
  return {
    channels,
    filters,
    height: size,
    width: size,
    kernelHeight: kernel,
    kernelWidth: kernel,
    stride: 1,
    paddingTop: (kernel - 1) / 2,
    paddingLeft: (kernel - 1) / 2,
    border: "zero",
    outputHeight: size,
    outputWidth: size,
  };
}

Deno.test("fourierTiling lets an image's two borders share the zeros of a tile", () => {
  // 14 pixels and 2 zeros; as 5 - 1 = 4 would not fit, a tile with its own border has 12 outputs.
  assertEquals(fourierTiling(same(16, 16, 14, 5)), {
    n: 16,
    wraps: true,
    advanceRows: 14,
    advanceColumns: 14,
    tiles: 1,
  });
  assertEquals(fourierTiling(same(16, 16, 30, 5))?.wraps, true);
  assertEquals(fourierTiling(same(16, 16, 31, 5))?.wraps, false);
});

Deno.test("fourierTiling cuts an image that is larger than the largest tile", () => {
  const tiling = fourierTiling(same(16, 16, 84, 5));
  assertEquals(tiling, { n: 32, wraps: false, advanceRows: 28, advanceColumns: 28, tiles: 9 });
});

Deno.test("fourierTiling has no answer where transforms cannot do it", () => {
  const g = same(16, 16, 28, 5);
  assertEquals(fourierTiling({ ...g, stride: 2 }), undefined);
  assertEquals(fourierTiling({ ...g, border: "reflect" }), undefined);
  assertEquals(fourierTiling(same(16, 16, 99, 33)), undefined);
});

Deno.test("isWorthwhile weighs transforms against a product", () => {
  const isDoneByFourier = (g: ConvolutionGeometry, samples: number) => {
    const tiling = fourierTiling(g);
    return tiling !== undefined && isWorthwhile(g, tiling, samples);
  };
  assertEquals(isDoneByFourier(same(16, 32, 28, 5), 16), true);
  assertEquals(isDoneByFourier(same(48, 64, 14, 5), 16), true);
  assertEquals(isDoneByFourier(same(16, 32, 28, 1), 16), false, "one weight per kernel");
  assertEquals(isDoneByFourier(same(1, 1, 28, 5), 16), false, "one channel and filter");
  assertEquals(isDoneByFourier(same(64, 64, 5, 3), 1), false, "kernels larger than the image");
});
