import { assertEquals, assertThrows } from "@std/assert";
import {
  CIFAR10_RECORD_LENGTH,
  countCifar10Records,
  encodeCifar10,
  parseCifar10,
} from "../../../lib/data/cifar10.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { mutationsOf } from "../../mutations.ts";

/** A record whose red, green and blue planes have one value each. */
function record(label: number, red: number, green: number, blue: number): number[] {
  const plane = (value: number) => new Array(1024).fill(value);
  return [label, ...plane(red), ...plane(green), ...plane(blue)];
}

const bytes = Uint8Array.from([...record(9, 1, 2, 3), ...record(0, 4, 5, 6)]);

Deno.test("parseCifar10() separates labels from images", () => {
  const { images, labels } = parseCifar10(bytes);
  assertEquals(labels, Uint8Array.of(9, 0));
  assertEquals(images.length, 2 * 3072);
  // First and last value of each plane, and the border between the two records.
  assertEquals([0, 1023, 1024, 2047, 2048, 3071, 3072, 6143].map((i) => images[i]), [
    ...[1, 1, 2, 2, 3, 3, 4, 6],
  ]);
});

Deno.test("encodeCifar10() writes what is read", () => {
  assertEquals(encodeCifar10(parseCifar10(bytes)), bytes);
});

Deno.test("countCifar10Records() accepts whole records alone", () => {
  assertEquals(countCifar10Records(30_730_000), 10_000);
  for (const length of [0, 1, CIFAR10_RECORD_LENGTH - 1, CIFAR10_RECORD_LENGTH + 1]) {
    const message = `Expected records of 3073 bytes but found ${length} bytes in all`;
    assertThrows(() => countCifar10Records(length), FormatError, message);
  }
});

Deno.test("parseCifar10() names a label above 9", () => {
  const wrong = Uint8Array.from(bytes);
  wrong[3073] = 10;
  assertThrows(
    () => parseCifar10(wrong),
    FormatError,
    "Expected labels of 0 to 9 but found 10 in record 1 at byte 3073",
  );
});

Deno.test("parseCifar10() reads many damaged files or says what is wrong", () => {
  for (const mutation of mutationsOf(bytes, 1000)) {
    try {
      const { images, labels } = parseCifar10(mutation);
      assertEquals(images.length, labels.length * 3072);
      assertEquals(mutation.length, labels.length * 3073);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
});
