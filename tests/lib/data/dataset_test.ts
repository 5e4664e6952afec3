import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";

const images = Uint8Array.of(1, 2, 3, 4, 5, 6);
const dataset = new Dataset(images, Uint8Array.of(3, 1, 0), [1, 1, 2], 4);

Deno.test("Dataset counts its samples", () => {
  assertEquals(dataset.count, 3);
  assertEquals(dataset.classes, 4);
});

Deno.test("Dataset has ten classes unless it is told otherwise", () => {
  assertEquals(new Dataset(new Uint8Array(4), Uint8Array.of(9), [4]).classes, 10);
});

Deno.test("Dataset.slice() shares bytes with the whole", () => {
  const part = dataset.slice(1, 3);
  assertEquals([part.images, part.labels], [Uint8Array.of(3, 4, 5, 6), Uint8Array.of(1, 0)]);
  assertEquals([part.shape, part.classes], [dataset.shape, 4]);
  assertStrictEquals(part.images.buffer, images.buffer);
});

Deno.test("Dataset.slice() can be empty or all", () => {
  assertEquals(dataset.slice(3, 3).count, 0);
  assertEquals(dataset.slice(0, 3), dataset);
});

Deno.test("Dataset.slice() refuses samples that do not exist", () => {
  const message = "Expected samples within 0 to 3 but found";
  assertThrows(() => dataset.slice(0, 4), RangeError, `${message} 0 to 4`);
  assertThrows(() => dataset.slice(-1, 2), RangeError, `${message} -1 to 2`);
  assertThrows(() => dataset.slice(2, 1), RangeError, `${message} 2 to 1`);
  assertThrows(() => dataset.slice(0.5, 2), RangeError, `${message} 0.5 to 2`);
  assertThrows(() => dataset.slice(0, NaN), RangeError, `${message} 0 to NaN`);
});

Deno.test("Dataset.take() gathers samples in the given order, also twice", () => {
  const part = dataset.take([2, 0, 2]);
  assertEquals(part.images, Uint8Array.of(5, 6, 1, 2, 5, 6));
  assertEquals(part.labels, Uint8Array.of(0, 3, 0));
  assertEquals([part.shape, part.classes], [dataset.shape, 4]);
});

Deno.test("Dataset.take() copies", () => {
  dataset.take([0]).images[0] = 99;
  assertEquals(images[0], 1);
});

Deno.test("Dataset.take() refuses samples that do not exist", () => {
  assertThrows(() => dataset.take([0, 3]), RangeError, "within 0 to 3 but found 3 to 4");
  assertThrows(() => dataset.take([-1]), RangeError, "within 0 to 3 but found -1 to 0");
});

Deno.test("Dataset refuses different numbers of images and labels", () => {
  assertThrows(
    () => new Dataset(images, Uint8Array.of(1, 2), [1, 1, 2]),
    RangeError,
    "Expected as many images as labels, 2, but found 3 images of 2 values",
  );
});

Deno.test("Dataset refuses a label that is no class", () => {
  assertThrows(
    () => new Dataset(images, Uint8Array.of(1, 4, 2), [1, 1, 2], 4),
    RangeError,
    "Expected labels of 0 to 3 but found 4 as label 1",
  );
});

Deno.test("Dataset names its classes, by their numbers if nobody else does", () => {
  const labels = Uint8Array.of(0, 1);
  assertEquals(new Dataset(new Uint8Array(2), labels, [1], 2).classNames, ["0", "1"]);
  const named = new Dataset(new Uint8Array(2), labels, [1], 2, ["shirt", "shoe"]);
  assertEquals(named.slice(1, 2).classNames, ["shirt", "shoe"]);
  assertEquals(named.take([1]).classNames, ["shirt", "shoe"]);
  assertThrows(
    () => new Dataset(new Uint8Array(2), labels, [1], 2, ["shirt"]),
    RangeError,
    "Expected 2 class names but found 1",
  );
});

Deno.test("Dataset refuses images that are no bytes", () => {
  for (
    const [floats, found] of [
      [Float32Array.of(0.5, 1), "Float32Array"],
      [[1, 2], "Array"],
      [new Uint8ClampedArray(2), "Uint8ClampedArray"],
    ] as const
  ) {
    assertThrows(
      () => Reflect.construct(Dataset, [floats, Uint8Array.of(0), [2]]),
      TypeError,
      `Expected images of bytes, a Uint8Array, but found ${found}`,
    );
  }
});

Deno.test("Dataset has more than 256 classes", () => {
  const labels = Uint16Array.of(299, 256);
  const many = new Dataset(new Uint8Array(2), labels, [1], 300);
  assertEquals(many.take([1, 0]).labels, Uint16Array.of(256, 299));
});
