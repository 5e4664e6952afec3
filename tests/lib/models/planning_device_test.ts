import { assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { createPlanningDevice } from "../../../lib/models/planning_device.ts";

Deno.test("createPlanningDevice() hands out matrices up to its limit", () => {
  const device = createPlanningDevice(10);
  assertEquals(device.matrix(2, 3).toRows(), [[0, 0, 0], [0, 0, 0]]);
  assertEquals(device.matrix(4, 1).rows, 4);
  assertThrows(() => device.matrix(1, 1), FormatError, "found a matrix of 1 x 1");
});

Deno.test("createPlanningDevice() refuses what no machine could allocate", () => {
  const device = createPlanningDevice(10);
  assertThrows(() => device.matrix(1e200, 1e200), FormatError, "found a matrix of 1e+200 x 1e+200");
});
