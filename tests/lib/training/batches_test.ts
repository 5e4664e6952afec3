import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { batchAugmentation } from "../../../lib/data/augmentation.ts";
import { Augmenter } from "../../../lib/data/augmenter.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import type { Device } from "../../../lib/devices/device.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { Random } from "../../../lib/random.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { Network } from "../../../lib/network.ts";
import { Batches } from "../../../lib/training/batches.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, rowsOf, testOnEachDevice } from "../../devices.ts";
import { recordingDevice } from "../../recording_device.ts";

const images = Uint8Array.of(0, 51, 102, 153, 204, 255, 1, 2, 3, 4);
const dataset = new Dataset(images, Uint8Array.of(2, 0, 1, 1, 0), [1, 1, 2], 3);

function network(device: Device, batchSize: number): Network {
  return new Network({ device, inputShape: [1, 1, 2], layers: [dense(3)], batchSize });
}

testOnEachDevice(
  "Batches scales pixels to [0, 1] and labels to one-hot rows",
  async (device, tolerance) => {
    const batches = new Batches(network(device, 2), dataset);
    assertEquals(batches.count, 3);
    const { inputs, targets } = batches.load(0);
    assertClose(await elementsOf(device, inputs), [0, 0.2, 0.4, 0.6], tolerance);
    assertEquals(await rowsOf(device, targets), [[0, 0, 1], [1, 0, 0]]);
  },
);

testOnEachDevice(
  "Batches spreads a share of each label over all classes",
  async (device, tolerance) => {
    const batches = new Batches(network(device, 2), dataset, { labelSmoothing: 0.3 });
    assertClose(
      await elementsOf(device, batches.load(0).targets),
      [0.1, 0.1, 0.8, 0.8, 0.1, 0.1],
      tolerance,
    );
    assertClose(
      await elementsOf(device, batches.load(1).targets),
      [0.1, 0.8, 0.1, 0.1, 0.8, 0.1],
      tolerance,
    );
  },
);

Deno.test("Batches spreads a label of two classes that have one output", () => {
  const device = createTypeScriptDevice();
  const two = new Dataset(Uint8Array.of(1, 2), Uint8Array.of(0, 1), [1, 1, 1], 2);
  const one = new Network({ device, inputShape: [1, 1, 1], layers: [dense(1)], batchSize: 2 });
  assertEquals(new Batches(one, two).load(0).targets.toRows(), [[0], [1]]);
  const { targets } = new Batches(one, two, { labelSmoothing: 0.2 }).load(0);
  assertClose(targets.data, [0.1, 0.9], 1e-15);
});

Deno.test("Batches refuses a label smoothing that is no share", () => {
  for (const labelSmoothing of [-0.1, 1.1, NaN]) {
    const make = () =>
      new Batches(network(createTypeScriptDevice(), 2), dataset, { labelSmoothing });
    assertThrows(make, RangeError, "Expected the label smoothing to be from 0 to 1 but found");
  }
});

Deno.test("Batches brings few images to a recording device at once, many batch by batch", async () => {
  for (const [count, expected] of [[2, 2], [129, 1]]) {
    const recording = recordingDevice(createTypeScriptDevice("f32"));
    const brought: number[] = [];
    const bytes = (source: Uint8Array) => {
      brought.push(source.length / 2 ** 20);
      return recording.bytes(source);
    };
    const device = new Proxy(recording, {
      get: (_, name) => name === "bytes" ? bytes : Reflect.get(recording, name),
    });
    const images = new Uint8Array(count * 2 ** 20);
    images[(count - 1) * 2 ** 20 + 5] = 255;
    const shape = [1, 1024, 1024] as const;
    const large = new Dataset(images, new Uint8Array(count), shape, 2);
    const network = new Network({ device, inputShape: shape, layers: [dense(2)], batchSize: 1 });
    const { inputs } = new Batches(network, large).load(count - 1);
    await device.settle(inputs);
    assertEquals(Array.from(inputs.data.subarray(0, 7)), [0, 0, 0, 0, 0, 1, 0]);
    assertEquals(brought, [expected]);
  }
});

testOnEachDevice("Batches has a smaller last batch", async (device) => {
  const batches = new Batches(network(device, 2), dataset);
  batches.load(0);
  const { inputs, targets, labels, rows } = batches.load(2);
  assertEquals(inputs.rows, 1);
  assertEquals(await rowsOf(device, targets), [[1, 0, 0]]);
  assertEquals([...rows].map((row) => labels?.[row]), [0]);
});

Deno.test("Batches is no larger than the dataset", () => {
  assertEquals(new Batches(network(createTypeScriptDevice(), 1000), dataset).batchSize, 5);
});

Deno.test("Batches.shuffle() keeps images with their labels and loses none", () => {
  const batches = new Batches(network(createTypeScriptDevice(), 5), dataset);
  const pairs = () => {
    const { inputs, targets } = batches.load(0);
    return inputs.toRows().map((row, i) =>
      `${row.map((x) => Math.round(x * 255))}:${targets.toRows()[i]}`
    );
  };
  const before = pairs();
  batches.shuffle(new Random(1));
  assertNotEquals(pairs(), before);
  assertEquals(pairs().sort(), before.sort());
});

Deno.test("Batches.shuffle() depends on the generator alone, not on the order before", () => {
  const batches = new Batches(network(createTypeScriptDevice(), 5), dataset);
  const random = new Random(1);
  const { state } = random;
  batches.shuffle(random);
  const first = batches.load(0).inputs.toRows();
  batches.shuffle(random);
  random.state = state;
  batches.shuffle(random);
  assertEquals(batches.load(0).inputs.toRows(), first);
});

Deno.test("Batches distorts images before it normalizes them", () => {
  const shift = { ...batchAugmentation, chance: 1, zoom: 0, rotation: 0, shift: 1 };
  const augmenter = new Augmenter(shift, dataset.shape, new Random(3));
  const expected = new Augmenter(shift, dataset.shape, new Random(3));
  const batches = new Batches(network(createTypeScriptDevice(), 5), dataset, { augmenter });
  const pixels = new Uint8Array(10);
  expected.fill(pixels, images, Int32Array.of(0, 1, 2, 3, 4), 5);
  assertNotEquals(pixels, images);
  assertClose(batches.load(0).inputs.data, Array.from(pixels, (pixel) => pixel / 255), 1e-15);
});

Deno.test("Batches has a recording device warp images, as they are distorted elsewhere", async () => {
  const pixels = Uint8Array.from({ length: 5 * 2 * 42 }, (_, i) => (i * 37 + 11) % 256);
  const images = new Dataset(pixels, Uint8Array.of(2, 0, 1, 1, 0), [2, 6, 7], 3);
  for (const elastic of [0, 0.1]) {
    const augmentation = { ...batchAugmentation, chance: 0.7, shear: 10, elastic };
    const make = (device: Device) => {
      const layers = [dense(3)];
      const network = new Network({ device, inputShape: images.shape, layers, batchSize: 3 });
      const augmenter = new Augmenter(augmentation, images.shape, new Random(3));
      return new Batches(network, images, { augmenter, batchSize: 3, slices: 2 });
    };
    const device = recordingDevice(createTypeScriptDevice());
    const [expected, found] = [make(createTypeScriptDevice()), make(device)];
    for (const [index, slice] of [[0, 0], [0, 1], [1, 0], [1, 1], [0, 0]]) {
      const { inputs } = found.load(index, slice);
      assertEquals(await rowsOf(device, inputs), expected.load(index, slice).inputs.toRows());
    }
  }
});

Deno.test("Batches comes in slices of about equally many samples", () => {
  const batches = new Batches(network(createTypeScriptDevice(), 2), dataset, {
    batchSize: 3,
    slices: 2,
  });
  assertEquals([batches.count, batches.batchSize], [2, 3]);
  assertEquals([batches.sizeOf(0), batches.sizeOf(1)], [3, 2]);
  assertEquals(batches.rowsOf(0, 0), { first: 0, end: 1 });
  assertEquals(batches.rowsOf(0, 1), { first: 1, end: 3 });
  const labelsOf = (index: number, slice: number) => {
    const { rows, labels } = batches.load(index, slice);
    return Array.from(rows, (row) => labels?.[row]);
  };
  assertEquals([labelsOf(0, 0), labelsOf(0, 1), labelsOf(1, 0), labelsOf(1, 1)], [
    [2],
    [0, 1],
    [1],
    [0],
  ]);
  const { inputs, targets } = batches.load(0, 1);
  assertClose(inputs.data, [0.4, 0.6, 0.8, 1], 1e-15);
  assertEquals(targets.toRows(), [[1, 0, 0], [0, 1, 0]]);
});

Deno.test("Batches leaves slices empty of which there are more than samples", () => {
  const batches = new Batches(network(createTypeScriptDevice(), 1), dataset, {
    batchSize: 4,
    slices: 4,
  });
  const sizes = [0, 1, 2, 3].map((slice) => {
    const { first, end } = batches.rowsOf(1, slice);
    return end - first;
  });
  assertEquals(sizes, [0, 0, 0, 1]);
});

Deno.test("Batches distorts the images of a slice as those of the whole batch", () => {
  const augmentation = { ...batchAugmentation, chance: 0.7, zoom: 0, rotation: 0, shift: 1 };
  const make = (slices: number) => {
    const augmenter = new Augmenter(augmentation, dataset.shape, new Random(3));
    return new Batches(network(createTypeScriptDevice(), 5), dataset, { augmenter, slices });
  };
  const [whole, sliced, skipping] = [make(1), make(4), make(4)];
  for (let epoch = 0; epoch < 5; epoch++) {
    const expected = whole.load(0).inputs.toRows();
    const found = [0, 1, 2, 3].flatMap((slice) => sliced.load(0, slice).inputs.toRows());
    assertEquals(found, expected);
    skipping.skip(0, 0, 2);
    const { first, end } = skipping.rowsOf(0, 2);
    assertEquals(skipping.load(0, 2).inputs.toRows(), expected.slice(first, end));
    skipping.skip(0, 3, 4);
  }
});

Deno.test("Batches refuses batches and slices that the network cannot take", () => {
  const two = network(createTypeScriptDevice(), 2);
  const message = "at most 2 samples, the network's batch size, but found 3";
  assertThrows(() => new Batches(two, dataset, { batchSize: 3 }), RangeError, message);
  assertThrows(() => new Batches(two, dataset, { batchSize: 5, slices: 2 }), RangeError, message);
});
