import { assert } from "@std/assert";
import { ThresholdLayer } from "../lib/units/threshold_layer.ts";
import { firstTestDigits } from "./mnist.ts";

Deno.test("a layer of linear threshold units learns to read MNIST's digits", () => {
  const digits = firstTestDigits(5000).map(({ label, pixels }) => {
    return { label, inputs: Float64Array.from(pixels, (pixel) => pixel / 255) };
  });
  const [training, test] = [digits.slice(0, 4000), digits.slice(4000)];
  const layer = new ThresholdLayer(784, 10);
  for (let epoch = 0; epoch < 2; epoch++) {
    for (const { inputs, label } of training) layer.learn(inputs, label, 0.1);
  }
  const right = test.filter(({ inputs, label }) => layer.predict(inputs) === label).length;
  // A linear model gets somewhat over nine tenths right, and guessing one tenth.
  assert(right / test.length > 0.8, `${right} of ${test.length}`);
});
