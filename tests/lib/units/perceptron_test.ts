import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Perceptron } from "../../../lib/units/perceptron.ts";

type Sample = readonly [inputs: readonly number[], target: 0 | 1];

const pairs = [[0, 0], [0, 1], [1, 0], [1, 1]];
const targetsOf = (...targets: (0 | 1)[]): Sample[] => pairs.map((pair, i) => [pair, targets[i]]);

/** Goes through the samples until all are right, at most `rounds` times; whether they got right. */
function trainUntilRight(perceptron: Perceptron, samples: readonly Sample[], rounds: number) {
  for (let round = 0; round < rounds; round++) {
    const right = samples.map(([inputs, target]) => perceptron.learn(inputs, target, 0.1));
    if (!right.includes(false)) return true;
  }
  return false;
}

Deno.test("Perceptron takes the step worked out in the lecture notes, 2.2.2.2", () => {
  const perceptron = new Perceptron([1, 0.5], 0.5);
  assertEquals(perceptron.learn([0, -0.5], 0, 0.5), false);
  assertEquals(perceptron.weights, Float64Array.of(1, 0.75));
  assertEquals(perceptron.bias, 0);
});

Deno.test("Perceptron finds the side of the plane worked out in the lecture notes, 2.2.2.1", () => {
  const perceptron = new Perceptron([0.5, 1], -0.3);
  assertAlmostEquals(perceptron.weightedSum([-0.5, -0.5]), -1.05, 1e-15);
  assertEquals(perceptron.predict([-0.5, -0.5]), 0);
});

Deno.test("Perceptron predicts 1 on the plane itself", () => {
  assertEquals(new Perceptron([1, -1]).predict([2, 2]), 1);
});

Deno.test("Perceptron leaves its weights alone when it is right", () => {
  const perceptron = new Perceptron([1, 0.5], 0.5);
  assertEquals(perceptron.learn([1, 1], 1, 0.5), true);
  assertEquals(perceptron.learn([Infinity, 1], 1, 0.5), true);
  assertEquals([perceptron.weights, perceptron.bias], [Float64Array.of(1, 0.5), 0.5]);
});

Deno.test("Perceptron moves towards a class that it missed", () => {
  const perceptron = new Perceptron([0, 0], -1);
  assertEquals(perceptron.learn([2, -4], 1, 0.25), false);
  assertEquals([perceptron.weights, perceptron.bias], [Float64Array.of(0.5, -1), -0.75]);
});

Deno.test("Perceptron learns what a plane separates", () => {
  for (const samples of [targetsOf(0, 0, 0, 1), targetsOf(0, 1, 1, 1), targetsOf(1, 1, 1, 0)]) {
    const perceptron = new Perceptron([0, 0]);
    assert(trainUntilRight(perceptron, samples, 100));
    for (const [inputs, target] of samples) assertEquals(perceptron.predict(inputs), target);
  }
});

Deno.test("Perceptron never comes to rest on XOR, which no plane separates", () => {
  assertEquals(trainUntilRight(new Perceptron([0, 0]), targetsOf(0, 1, 1, 0), 1000), false);
});

Deno.test("Perceptron copies its initial weights", () => {
  const initial = [0, 0];
  new Perceptron(initial).learn([1, 1], 0, 1);
  assertEquals(initial, [0, 0]);
});

Deno.test("Perceptron refuses a wrong number of inputs", () => {
  assertThrows(() => new Perceptron([1, 2]).predict([1]), RangeError, "2 inputs but found 1");
});
