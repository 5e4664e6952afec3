import { assertEquals, assertThrows } from "@std/assert";
import { clipByNorm, clipByValue } from "../../../lib/optimizers/clipping.ts";
import type { Device } from "../../../lib/devices/device.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, testOnEachDevice } from "../../devices.ts";

function gradientsOf(device: Device, ...lists: readonly (readonly number[])[]) {
  return lists.map((values) => {
    const gradient = device.matrix(1, values.length);
    gradient.data.set(values);
    return gradient;
  });
}

testOnEachDevice("clipByValue limits each element on its own", async (device) => {
  const gradients = gradientsOf(device, [3, -0.5, 0.25], [-7]);
  clipByValue(0.5)(device, gradients);
  await device.settle(...gradients);
  assertEquals(gradients.map((gradient) => gradient.toRows()), [[[0.5, -0.5, 0.25]], [[-0.5]]]);
});

testOnEachDevice(
  "clipByNorm scales all gradients by their common norm",
  async (device, tolerance) => {
    const gradients = gradientsOf(device, [3, 0], [-4]); // norm 5
    clipByNorm(2)(device, gradients);
    const factor = 2 / (5 + 1e-6);
    assertClose(await elementsOf(device, gradients[0]), [3 * factor, 0], tolerance);
    assertClose(await elementsOf(device, gradients[1]), [-4 * factor], tolerance);
  },
);

testOnEachDevice("clipByNorm leaves gradients of the limit or less alone", async (device) => {
  for (const limit of [5, 6]) {
    const gradients = gradientsOf(device, [3, 0], [-4]);
    clipByNorm(limit)(device, gradients);
    await device.settle(...gradients);
    assertEquals(gradients.map((gradient) => gradient.toRows()), [[[3, 0]], [[-4]]]);
  }
});

Deno.test("clipping refuses a limit that is not above 0 and finite", () => {
  for (const limit of [0, -1, NaN, Infinity]) {
    assertThrows(() => clipByValue(limit), RangeError, "elements");
    assertThrows(() => clipByNorm(limit), RangeError, "norm");
  }
});
