import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Adam } from "../../../lib/optimizers/adam.ts";
import { Momentum } from "../../../lib/optimizers/momentum.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import { descend, quadraticSurface } from "../../../lib/training/descent.ts";

Deno.test("descend() goes down a saddle by gradient descent in geometric sequences", () => {
  const saddle = quadraticSurface(-1, 10);
  const path = descend(saddle, [0.5, 1], (two) => new SGD(two, { learningRate: 0.05 }), 20);
  assertEquals(path.length, 21);
  // Each step multiplies x by 1 - η a = 1.05, and y by 1 - η b = 0.5.
  path.forEach(([x, y], step) => {
    assertAlmostEquals(x, 0.5 * 1.05 ** step, 1e-12);
    assertAlmostEquals(y, 0.5 ** step, 1e-12);
  });
});

Deno.test("descend() takes the first steps of momentum and Adam", () => {
  const bowl = quadraticSurface(1, 4);
  const momentum = descend(bowl, [1, -1], (two) => new Momentum(two, { learningRate: 0.1 }), 2);
  // v = (1, -4), then 0.9 v + (0.9, -2.4) = (1.8, -6).
  [[1, -1], [0.9, -0.6], [0.72, 0]].forEach(([x, y], step) => {
    assertAlmostEquals(momentum[step][0], x, 1e-12);
    assertAlmostEquals(momentum[step][1], y, 1e-12);
  });
  // Adam's first step is the rate itself, whatever the gradient.
  const [_, [x, y]] = descend(bowl, [1, -1], (two) => new Adam(two, { learningRate: 0.1 }), 1);
  assertAlmostEquals(x, 0.9, 1e-8);
  assertAlmostEquals(y, -0.9, 1e-8);
});

Deno.test("descend() ends where the numbers do", () => {
  const path = descend(
    quadraticSurface(1e200, 0),
    [1, 1],
    (two) => new SGD(two, { learningRate: 1 }),
    9,
  );
  // -1e200, then beyond the largest number.
  assertEquals(path, [[1, 1], [-1e200, 1]]);
});

Deno.test("quadraticSurface() has the gradient of its cost", () => {
  const surface = quadraticSurface(-2, 6);
  assertEquals(surface.cost(3, 1), -6);
  const h = 1e-6;
  const slopes = [
    (surface.cost(3 + h, 1) - surface.cost(3 - h, 1)) / (2 * h),
    (surface.cost(3, 1 + h) - surface.cost(3, 1 - h)) / (2 * h),
  ];
  surface.gradient(3, 1).forEach((slope, i) => assertAlmostEquals(slope, slopes[i], 1e-8));
});
