import { assertEquals } from "@std/assert";
import { encodeRecord, recordsOf } from "../../../../lib/formats/tensorboard/records.ts";
import { readRecords } from "../../../tensorboard.ts";

const first = Uint8Array.of(1, 2, 3);
const second = new Uint8Array();
const third = Uint8Array.from({ length: 300 }, (_, i) => i);
const file = Uint8Array.from([first, second, third].flatMap((bytes) => [...encodeRecord(bytes)]));

Deno.test("encodeRecord() writes what another reader reads", () => {
  assertEquals(readRecords(file), [first, second, third]);
});

Deno.test("recordsOf() finds all records, and where they end", () => {
  assertEquals([...recordsOf(file)], [
    { content: first, end: 19 },
    { content: second, end: 35 },
    { content: third, end: 351 },
  ]);
  assertEquals([...recordsOf(new Uint8Array())], []);
});

Deno.test("recordsOf() ends before a record that is cut off, wherever that is", () => {
  for (let length = 0; length < file.length; length++) {
    const whole = [19, 35, 351].filter((end) => end <= length);
    assertEquals(Array.from(recordsOf(file.subarray(0, length)), ({ end }) => end), whole);
  }
});

Deno.test("recordsOf() ends before a record that is damaged, whichever byte of it", () => {
  for (let i = 19; i < 35; i++) {
    const damaged = file.slice();
    damaged[i] ^= 0x80;
    assertEquals(Array.from(recordsOf(damaged), ({ end }) => end), [19], `byte ${i}`);
  }
});

Deno.test("recordsOf() reads a part of a larger buffer", () => {
  const larger = new Uint8Array(file.length + 3);
  larger.set(file, 3);
  assertEquals([...recordsOf(larger.subarray(3))].length, 3);
});
