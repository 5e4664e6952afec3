import { assertAlmostEquals, assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { l1, l2, penaltyLoss } from "../../../lib/optimizers/regularizers.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice, valueOf } from "../../devices.ts";
import { parameterOf } from "../../optimizers.ts";

testOnEachDevice(
  "l1 is λ Σ |w|, l2 is λ/2 Σ w², both without biases",
  async (device, tolerance) => {
    const weights = parameterOf(device, [3, -4, 0]);
    const bias = parameterOf(device, [100], false);
    const parameters = [weights, bias];
    assertAlmostEquals(
      await valueOf(device, penaltyLoss({ device, parameters }, [l1(0.5)])),
      3.5,
      tolerance,
    );
    assertAlmostEquals(
      await valueOf(device, penaltyLoss({ device, parameters }, [l2(0.5)])),
      6.25,
      tolerance,
    );
    assertAlmostEquals(
      await valueOf(device, penaltyLoss({ device, parameters }, [l1(0.5), l2(0.5)])),
      9.75,
      2 * tolerance,
    );
  },
);

for (const [name, penalty] of [["l1", l1(0.3)], ["l2", l2(0.3)]] as const) {
  Deno.test(`${name} adds the gradient that central differences give`, () => {
    const device = createTypeScriptDevice();
    const { value } = parameterOf(device, [1.5, -0.25, 0, 2]);
    const gradient = device.matrix(1, 4);
    gradient.data.fill(1);
    penalty.addGradient(device, value, gradient);

    const epsilon = 1e-6;
    const expected = Array.from(value.data, (kept, i) => {
      value.data[i] = kept + epsilon;
      const above = penalty.loss(device, value).value;
      value.data[i] = kept - epsilon;
      const below = penalty.loss(device, value).value;
      value.data[i] = kept;
      return 1 + (above - below) / (2 * epsilon);
    });
    assertClose(gradient.data, expected, 1e-9);
  });
}

Deno.test("penalties refuse a factor below 0", () => {
  for (const lambda of [-1, NaN, Infinity]) {
    assertThrows(() => l1(lambda), RangeError, "L1");
    assertThrows(() => l2(lambda), RangeError, "L2");
  }
});
