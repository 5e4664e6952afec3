import {
  assert,
  assertEquals,
  assertNotEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { dropout } from "../../../lib/layers/dropout.ts";
import { Network } from "../../../lib/network.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, rowsOf, testOnEachDevice, testOnEachDoubleDevice } from "../../devices.ts";
import { assertGradientsMatchDifferences, layerContext } from "../../layers.ts";

testOnEachDevice(
  "Dropout scales what it keeps, and keeps the expectation",
  async (device, tolerance) => {
    const count = 20_000;
    for (const rate of [0.2, 0.5, 0.9]) {
      const layer = dropout(rate)(layerContext(device, [count]));
      const x = device.matrix(1, count);
      x.data.fill(3);
      const output = Array.from(await elementsOf(device, layer.forward(x, "training")));
      const kept = output.filter((y) => y !== 0);
      assertClose(kept, kept.map(() => 3 / (1 - rate)), tolerance);
      // Five standard deviations of the share that is kept.
      const margin = 5 * Math.sqrt(rate * (1 - rate) / count);
      assert(Math.abs(kept.length / count - (1 - rate)) < margin, `${kept.length} kept`);
    }
  },
);

testOnEachDevice("Dropout treats the error as it treated the input", async (device, tolerance) => {
  const layer = dropout(0.4)(layerContext(device, [50], 3));
  const x = device.matrix(2, 50);
  x.data.fill(1);
  const output = Array.from(await elementsOf(device, layer.forward(x, "training")));
  const error = device.matrix(2, 50);
  error.data.forEach((_, i) => error.data[i] = i - 30);
  assertClose(
    await elementsOf(device, layer.backward(error)),
    output.map((y, i) => y * (i - 30)),
    tolerance,
  );
});

testOnEachDoubleDevice("Dropout has the gradient of its central differences", async (device) => {
  await assertGradientsMatchDifferences(dropout(0.3), device, [3, 3, 5], 3);
});

testOnEachDevice("Dropout drops anew in training, the same again in rehearsal", async (device) => {
  const layer = dropout(0.5)(layerContext(device, [100]));
  const x = device.matrix(1, 100);
  x.data.fill(1);
  const first = await rowsOf(device, layer.forward(x, "training"));
  assertEquals(await rowsOf(device, layer.forward(x, "rehearsal")), first);
  assertNotEquals(await rowsOf(device, layer.forward(x, "training")), first);
});

testOnEachDevice("Dropout passes everything on in inference, without a copy", (device) => {
  const layer = dropout(0.5)(layerContext(device, [100]));
  const x = device.matrix(1, 100);
  assertStrictEquals(layer.forward(x, "inference"), x);
  assertStrictEquals(layer.forward(x), x);
});

testOnEachDevice("Dropout at rate 0 keeps every value", async (device) => {
  const layer = dropout(0)(layerContext(device, [100]));
  const x = device.matrix(1, 100);
  x.data.forEach((_, i) => x.data[i] = i);
  assertEquals(await rowsOf(device, layer.forward(x, "training")), await rowsOf(device, x));
});

Deno.test("Dropout leaves the initial weights of a network as they are without it", () => {
  const weights = (layers: ConstructorParameters<typeof Network>[0]["layers"]) =>
    new Network({ device: createTypeScriptDevice(), inputShape: [4], layers, batchSize: 1 })
      .parameters.map(({ value }) => value.toRows());
  assertEquals(
    weights([dropout(0.2), dense(3), dropout(0.2), dense(2)]),
    weights([dense(3), dense(2)]),
  );
});

Deno.test("Dropout repeats its masks when the network's generator is set back", () => {
  const device = createTypeScriptDevice();
  const layers = [dropout(0.5), dropout(0.5)];
  const network = new Network({ device, inputShape: [200], layers, batchSize: 1 });
  const x = device.matrix(1, 200);
  x.data.fill(1);
  const { state } = network.dropoutRandom;
  const masks = Array.from({ length: 3 }, () => network.forward(x, "training").toRows());
  assertNotEquals(masks[0], masks[1]);
  network.dropoutRandom.state = state;
  assertEquals(Array.from({ length: 3 }, () => network.forward(x, "training").toRows()), masks);
});

Deno.test("Dropout refuses a rate below 0, of 1 or more", () => {
  const context = layerContext(createTypeScriptDevice(), [1]);
  for (const rate of [-0.1, 1, 20, NaN]) {
    assertThrows(() => dropout(rate)(context), RangeError, "the dropout rate");
  }
});

testOnEachDevice(
  "Dropout drops of a slice what it would drop of the whole batch",
  async (device) => {
    const [rows, columns] = [5, 37];
    const batch = device.matrix(rows, columns);
    batch.data.fill(1);
    const whole = dropout(0.5)(layerContext(device, [columns], rows));
    const sliced = dropout(0.5)(layerContext(device, [columns], rows));
    for (let step = 0; step < 3; step++) {
      const expected = await rowsOf(device, whole.forward(batch, "training"));
      sliced.beginBatch?.();
      for (const [first, end] of [[3, 5], [0, 2], [2, 3]]) {
        const slice = batch.rowRange(first, end);
        const dropped = expected.slice(first, end);
        assertEquals(await rowsOf(device, sliced.forward(slice, "slice", first)), dropped);
        assertEquals(await rowsOf(device, sliced.backward(slice)), dropped);
      }
      assertEquals(await rowsOf(device, sliced.forward(batch, "rehearsal")), expected);
    }
  },
);
