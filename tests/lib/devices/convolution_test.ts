import { assertEquals } from "@std/assert";
import type { ConvolutionGeometry } from "../../../lib/devices/convolution.ts";
import { rowsOf, testOnEachDevice } from "../../devices.ts";
import { matrixOf } from "../../layers.ts";

/** One filter with a kernel of 1 x 2, stride 2, on an image of 1 x 4: nothing overlaps. */
const geometry: ConvolutionGeometry = {
  channels: 1,
  height: 1,
  width: 4,
  filters: 1,
  kernelHeight: 1,
  kernelWidth: 2,
  stride: 2,
  paddingTop: 0,
  paddingLeft: 0,
  border: "zero",
  outputHeight: 1,
  outputWidth: 2,
};

testOnEachDevice(
  "convolutionWeightGradient scales what it adds and what it keeps",
  async (device) => {
    const x = matrixOf(device, 2, [1, 2, 3, 4, 5, 6, 7, 8]);
    const error = matrixOf(device, 2, [1, 10, 100, 1000]);
    const gradient = [1 + 30 + 500 + 7000, 2 + 40 + 600 + 8000];
    const destination = matrixOf(device, 1, [NaN, NaN]);
    device.convolutionWeightGradient(geometry, x, error, 1, 0, destination);
    assertEquals(await rowsOf(device, destination), [gradient]);
    device.convolutionWeightGradient(geometry, x, error, -2, 3, destination);
    assertEquals(await rowsOf(device, destination), [gradient.map((g) => 3 * g - 2 * g)]);
  },
);

testOnEachDevice(
  "convolutionInputError is 0 for pixels that no output has seen",
  async (device) => {
    const g = { ...geometry, width: 5, stride: 3 };
    const inputError = matrixOf(device, 1, [NaN, NaN, NaN, NaN, NaN]);
    const error = matrixOf(device, 1, [1, 2]);
    device.convolutionInputError(g, error, matrixOf(device, 1, [10, 100]), inputError);
    assertEquals(await rowsOf(device, inputError), [[10, 100, 0, 20, 200]]);
  },
);

testOnEachDevice(
  "convolutionInputError of a mirrored pixel counts its image, too",
  async (device) => {
    // One pixel mirrored on each side: 20 10 20 30 20 under a kernel of 2, stride 1.
    const g: ConvolutionGeometry = {
      ...geometry,
      width: 3,
      stride: 1,
      paddingLeft: 1,
      border: "reflect",
      outputWidth: 4,
    };
    const weights = matrixOf(device, 1, [1, 10]);
    const y = device.matrix(1, 4);
    device.convolution(g, matrixOf(device, 1, [10, 20, 30]), weights, matrixOf(device, 1, [5]), y);
    assertEquals(await rowsOf(device, y), [[
      20 + 100 + 5,
      10 + 200 + 5,
      20 + 300 + 5,
      30 + 200 + 5,
    ]]);

    const inputError = device.matrix(1, 3);
    device.convolutionInputError(g, matrixOf(device, 1, [1, 2, 3, 4]), weights, inputError);
    // Along the padded row the errors are 1, 10 + 2, 20 + 3, 30 + 4, 40; its ends belong to pixel 1.
    assertEquals(await rowsOf(device, inputError), [[12, 1 + 23 + 40, 34]]);
  },
);

testOnEachDevice("sumChannels sums over samples and positions", async (device) => {
  const x = matrixOf(device, 2, [1, 2, 3, 10, 20, 30, 4, 5, 6, 40, 50, 60]);
  const sums = matrixOf(device, 1, [NaN, NaN]);
  device.sumChannels(2, x, 0, sums);
  assertEquals(await rowsOf(device, sums), [[42, 420]]);
  device.sumChannels(-1, x, 0.5, sums);
  assertEquals(await rowsOf(device, sums), [[0, 0]]);
});
