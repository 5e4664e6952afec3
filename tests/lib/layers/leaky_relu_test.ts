import { assertEquals, assertThrows } from "@std/assert";
import { leakyRelu } from "../../../lib/layers/leaky_relu.ts";
import { TypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { assertLayerMatchesPytorch, layerContext, matrixOf } from "../../layers.ts";
import { PytorchCase } from "../../pytorch.ts";

testOnEachDevice("LeakyReLU computes what PyTorch computes", (device, tolerance) => {
  const alpha = new PytorchCase("leaky_relu").option("alpha");
  assertLayerMatchesPytorch("leaky_relu", leakyRelu(alpha), device, tolerance);
});

testOnEachDevice(
  "LeakyReLU has slope 0.01 below 0 unless another is given",
  (device, tolerance) => {
    const x = matrixOf(device, 1, [-2, 0, 3, NaN]);
    const error = matrixOf(device, 1, [10, 10, 10, 10]);
    for (const [layer, alpha] of [[leakyRelu(), 0.01], [leakyRelu(0.25), 0.25]] as const) {
      const built = layer(layerContext(device, [4]));
      assertEquals(built.notation, `leaky_relu ${alpha}`);
      assertClose(built.forward(x).data.subarray(0, 3), [-2 * alpha, 0, 3], tolerance);
      assertEquals(built.forward(x).data[3], NaN);
      assertClose(
        built.backward(error).data.subarray(0, 3),
        [10 * alpha, 10 * alpha, 10],
        tolerance,
      );
    }
  },
);

Deno.test("LeakyReLU refuses a slope below 0 or not finite", () => {
  const context = layerContext(new TypeScriptDevice(), [1]);
  for (const alpha of [-0.1, NaN, Infinity]) {
    assertThrows(() => leakyRelu(alpha)(context), RangeError, "alpha of leaky_relu");
  }
});
