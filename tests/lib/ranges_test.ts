import { assertEquals, assertThrows } from "@std/assert";
import {
  belowOne,
  nonNegative,
  positive,
  positiveInteger,
  properShare,
  share,
} from "../../lib/ranges.ts";

const checks = [
  { check: positive, inside: [1e-300, 0.5, 1e300], outside: [0, -1, Infinity, NaN] },
  { check: nonNegative, inside: [0, 0.5, 1e300], outside: [-1e-300, Infinity, NaN] },
  { check: belowOne, inside: [0, 0.5, 1 - 2 ** -53], outside: [1, -1e-300, NaN] },
  { check: share, inside: [0, 0.5, 1], outside: [-1e-300, 1 + 2 ** -52, NaN] },
  { check: properShare, inside: [1e-300, 1 - 2 ** -53], outside: [0, 1, NaN] },
  { check: positiveInteger, inside: [1, 2 ** 53 - 1], outside: [0, 0.5, -1, 2 ** 53, NaN] },
];

for (const { check, inside, outside } of checks) {
  Deno.test(`${check.name} returns what is in range and refuses the rest`, () => {
    for (const value of inside) assertEquals(check(value, "the rate"), value);
    for (const value of outside) {
      const error = assertThrows(() => check(value, "the rate"), RangeError, "Expected the rate");
      assertEquals(error.message.endsWith(`found ${value}`), true, error.message);
    }
  });
}
