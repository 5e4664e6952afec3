import { assertEquals, assertThrows } from "@std/assert";
import { createPlanningDevice } from "../../../lib/devices/planning_device.ts";

Deno.test("createPlanningDevice() hands out matrices up to its limit", () => {
  const device = createPlanningDevice(10);
  assertEquals(device.matrix(2, 3).toRows(), [[0, 0, 0], [0, 0, 0]]);
  assertEquals(device.matrix(3, 1).rows, 3);
  assertEquals(device.indices(2).length, 2);
  assertEquals(device.elements, 10);
  assertThrows(
    () => device.matrix(1, 1),
    RangeError,
    "Expected at most 10 numbers in the matrices of the network but found 11",
  );
});

Deno.test("createPlanningDevice() refuses what no machine could allocate", () => {
  assertThrows(() => createPlanningDevice(10).matrix(1e200, 1e200), RangeError, "found Infinity");
  assertThrows(() => createPlanningDevice(10).indices(1e12), RangeError, "found 500000000000");
});
