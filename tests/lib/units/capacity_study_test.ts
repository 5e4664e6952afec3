import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { studyCapacity } from "../../../lib/units/capacity_study.ts";

const places = Array.from({ length: 30 }, (_, i) => i / 29);
const options = {
  truth: (x: number) => Math.sin(4 * Math.PI * x + 1),
  places,
  deviation: 0.1,
  degrees: [2, 9, 25],
  repetitions: 400,
};

Deno.test("studyCapacity() has the bias of the best polynomial for the truth itself", () => {
  const { degrees } = studyCapacity({ ...options, deviation: 0, repetitions: 1 });
  // By NumPy's Polynomial.fit, on values without noise.
  const expected = [0.45190148966329596, 1.5539507288823493e-4];
  expected.forEach((bias, i) => assertAlmostEquals(degrees[i].parts.biasSquared, bias, 1e-12));
  assertEquals(degrees.map(({ parts }) => parts.variance < 1e-20), [true, true, true]);
});

Deno.test("the variance of polynomials is σ² (d + 1) / m", () => {
  const { degrees } = studyCapacity(options);
  for (const { degree, parts } of degrees) {
    const expected = 0.01 * (degree + 1) / 30;
    // χ² of d + 1 degrees of freedom for each of 400 samples: four times its relative deviation.
    const tolerance = 4 * Math.sqrt(2 / (400 * (degree + 1)));
    assertAlmostEquals(parts.variance / expected, 1, tolerance, `degree ${degree}`);
  }
});

Deno.test("training and test errors are those of linear least squares", () => {
  const { degrees } = studyCapacity(options);
  for (const { degree, parts, trainingError, testError } of degrees) {
    const share = (degree + 1) / 30;
    // Expectations: bias² + σ² (1 ± (d + 1) / m). The first polynomials hardly vary, the bias prevails.
    const [training, test] = [1 - share, 1 + share].map((s) => parts.biasSquared + 0.01 * s);
    assertAlmostEquals(trainingError / training, 1, 0.06, `degree ${degree}`);
    assertAlmostEquals(testError / test, 1, 0.06, `degree ${degree}`);
    assertAlmostEquals(testError / parts.error, 1, 0.06, `degree ${degree}`);
  }
  assert(degrees[1].testError < Math.min(degrees[0].testError, degrees[2].testError));
});

Deno.test("studyCapacity() draws the same samples for the same seed", () => {
  const draw = (seed: number) =>
    studyCapacity({ ...options, repetitions: 2, degrees: [], seed }).samples;
  assertEquals(draw(5), draw(5));
  assertNotEquals(draw(5), draw(6));
  assertNotEquals(draw(5)[0], draw(5)[1]);
});
