import { assert, assertEquals, assertThrows } from "@std/assert";
import { Perceptron } from "../../../lib/units/perceptron.ts";
import { ThresholdLayer } from "../../../lib/units/threshold_layer.ts";

Deno.test("ThresholdLayer takes the step that the rule says, in each unit", () => {
  const layer = new ThresholdLayer(2, 3);
  // H(0) = 1, so that all units fire at first: those of the classes 0 and 2 are wrong.
  assertEquals(layer.outputs([1, -2]), [1, 1, 1]);
  assertEquals(layer.learn([1, -2], 1, 0.5), 1);
  assertEquals(layer.units.map(({ weights }) => [...weights]), [[-0.5, 1], [0, 0], [-0.5, 1]]);
  assertEquals(layer.units.map(({ bias }) => bias), [-0.5, 0, -0.5]);
  assertEquals(layer.outputs([1, -2]), [0, 1, 0]);
  assertEquals(layer.predict([1, -2]), 1);
});

Deno.test("ThresholdLayer is as many perceptrons, each for its class against the rest", () => {
  const layer = new ThresholdLayer(3, 4);
  const units = Array.from({ length: 4 }, () => new Perceptron([0, 0, 0]));
  for (let i = 0; i < 100; i++) {
    const inputs = [Math.sin(i), Math.cos(2 * i), Math.sin(3 * i + 1)];
    layer.learn(inputs, i % 4, 0.1);
    units.forEach((unit, c) => unit.learn(inputs, c === i % 4 ? 1 : 0, 0.1));
  }
  assertEquals(layer.units, units);
});

Deno.test("ThresholdLayer predicts by the largest sum where no unit fires", () => {
  const layer = new ThresholdLayer(1, 2);
  layer.units[0].bias = -2;
  layer.units[1].bias = -1;
  assertEquals([layer.outputs([0]), layer.predict([0])], [[0, 0], 1]);
});

Deno.test("ThresholdLayer refuses classes and inputs that there are not", () => {
  assertThrows(() => new ThresholdLayer(0, 2), RangeError, "the number of inputs");
  assertThrows(() => new ThresholdLayer(2, 0), RangeError, "the number of classes");
  const layer = new ThresholdLayer(2, 2);
  assertThrows(
    () => layer.learn([1, 2], 2, 1),
    RangeError,
    "Expected a class of 0 to 1 but found 2",
  );
  assertThrows(() => layer.learn([1], 0, 1), RangeError, "Expected 2 inputs but found 1");
});

/** The network of figure 40: hidden units for "or" and "not both", and one for both of these. */
Deno.test("two layers of threshold units compute XOR, which one cannot learn", () => {
  const single = new ThresholdLayer(2, 2);
  const points = [[0, 0], [0, 1], [1, 0], [1, 1]];
  const labels = [0, 1, 1, 0];
  let best = 0;
  for (let epoch = 0; epoch < 200; epoch++) {
    points.forEach((point, i) => single.learn(point, labels[i], 0.1));
    const right = points.filter((point, i) => single.predict(point) === labels[i]).length;
    best = Math.max(best, right);
  }
  assert(best < 4, "a line has separated XOR");

  const hidden = [new Perceptron([1, 1], -0.5), new Perceptron([-1, -1], 1.5)];
  const output = new Perceptron([1, 1], -1.5);
  const computed = points.map((point) => output.predict(hidden.map((unit) => unit.predict(point))));
  assertEquals(computed, labels);
});
