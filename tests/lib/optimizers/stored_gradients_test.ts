import { clipByNorm } from "../../../lib/optimizers/clipping.ts";
import { l1, l2 } from "../../../lib/optimizers/regularizers.ts";
import { StoredGradients } from "../../../lib/optimizers/stored_gradients.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, testOnEachDevice } from "../../devices.ts";
import { deliver, parameterOf } from "../../optimizers.ts";

testOnEachDevice(
  "StoredGradients holds the last gradient of each parameter",
  async (device, tolerance) => {
    const parameters = [parameterOf(device, [1, 2]), parameterOf(device, [3], false)];
    const gradients = new StoredGradients({ device, parameters }, {});
    for (const factor of [1, -2]) {
      gradients.receive();
      await deliver(device, parameters[0], [10 * factor, 20 * factor]);
      await deliver(device, parameters[1], [30 * factor]);
      gradients.prepare();
      assertClose(
        await elementsOf(device, gradients.matrices[0]),
        [10 * factor, 20 * factor],
        tolerance,
      );
      assertClose(await elementsOf(device, gradients.matrices[1]), [30 * factor], tolerance);
    }
    assertClose(await elementsOf(device, parameters[0].value), [1, 2], tolerance);
  },
);

testOnEachDevice("StoredGradients adds penalties before it clips", async (device, tolerance) => {
  const parameters = [parameterOf(device, [-4]), parameterOf(device, [100], false)];
  const options = { penalties: [l1(1), l2(0.5)], clipping: clipByNorm(1) };
  const gradients = new StoredGradients({ device, parameters }, options);
  gradients.receive();
  await deliver(device, parameters[0], [0]);
  await deliver(device, parameters[1], [4]);
  gradients.prepare();
  // The penalties' gradient is -1 - 2, so the whole is (-3, 4) with the norm 5.
  const factor = 1 / (5 + 1e-6);
  assertClose(await elementsOf(device, gradients.matrices[0]), [-3 * factor], tolerance);
  assertClose(await elementsOf(device, gradients.matrices[1]), [4 * factor], tolerance);
});
