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
import { testOnEachDevice, testOnEachDoubleDevice } from "../../devices.ts";
import { assertGradientsMatchDifferences, layerContext } from "../../layers.ts";

testOnEachDevice("Dropout scales what it keeps, and keeps the expectation", (device, tolerance) => {
  const count = 20_000;
  for (const rate of [0.2, 0.5, 0.9]) {
    const layer = dropout(rate)(layerContext(device, [count]));
    const x = device.matrix(1, count);
    x.data.fill(3);
    const output = Array.from(layer.forward(x, "training").data);
    const kept = output.filter((y) => y !== 0);
    assertClose(kept, kept.map(() => 3 / (1 - rate)), tolerance);
    // Five standard deviations of the share that is kept.
    const margin = 5 * Math.sqrt(rate * (1 - rate) / count);
    assert(Math.abs(kept.length / count - (1 - rate)) < margin, `${kept.length} kept`);
  }
});

testOnEachDevice("Dropout treats the error as it treated the input", (device, tolerance) => {
  const layer = dropout(0.4)(layerContext(device, [50], 3));
  const x = device.matrix(2, 50);
  x.data.fill(1);
  const output = Array.from(layer.forward(x, "training").data);
  const error = device.matrix(2, 50);
  error.data.forEach((_, i) => error.data[i] = i - 30);
  assertClose(layer.backward(error).data, output.map((y, i) => y * (i - 30)), tolerance);
});

testOnEachDoubleDevice("Dropout has the gradient of its central differences", (device) => {
  assertGradientsMatchDifferences(dropout(0.3), device, [3, 3, 5], 3);
});

testOnEachDevice("Dropout drops anew in training, the same again in rehearsal", (device) => {
  const layer = dropout(0.5)(layerContext(device, [100]));
  const x = device.matrix(1, 100);
  x.data.fill(1);
  const first = layer.forward(x, "training").toRows();
  assertEquals(layer.forward(x, "rehearsal").toRows(), first);
  assertNotEquals(layer.forward(x, "training").toRows(), first);
});

testOnEachDevice("Dropout passes everything on in inference, without a copy", (device) => {
  const layer = dropout(0.5)(layerContext(device, [100]));
  const x = device.matrix(1, 100);
  assertStrictEquals(layer.forward(x, "inference"), x);
  assertStrictEquals(layer.forward(x), x);
});

testOnEachDevice("Dropout at rate 0 keeps every value", (device) => {
  const layer = dropout(0)(layerContext(device, [100]));
  const x = device.matrix(1, 100);
  x.data.forEach((_, i) => x.data[i] = i);
  assertEquals(layer.forward(x, "training").toRows(), x.toRows());
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

testOnEachDevice("Dropout drops of a slice what it would drop of the whole batch", (device) => {
  const [rows, columns] = [5, 37];
  const batch = device.matrix(rows, columns);
  batch.data.fill(1);
  const whole = dropout(0.5)(layerContext(device, [columns], rows));
  const sliced = dropout(0.5)(layerContext(device, [columns], rows));
  for (let step = 0; step < 3; step++) {
    const expected = whole.forward(batch, "training").toRows();
    sliced.beginBatch?.();
    for (const [first, end] of [[3, 5], [0, 2], [2, 3]]) {
      const slice = batch.rowRange(first, end);
      const dropped = expected.slice(first, end);
      assertEquals(sliced.forward(slice, "slice", first).toRows(), dropped);
      assertEquals(sliced.backward(slice).toRows(), dropped);
    }
    assertEquals(sliced.forward(batch, "rehearsal").toRows(), expected);
  }
});
