import { assertAlmostEquals } from "@std/assert";
import { activationFunctions } from "../../../lib/devices/activation_functions.ts";

Deno.test("inputError is the error times the derivative of value", () => {
  const alpha = 0.3;
  const step = 1e-5;
  for (const [name, { value, inputError }] of Object.entries(activationFunctions)) {
    for (const x of [-3, -0.7, -0.01, 0.01, 0.4, 2.5]) {
      const derivative = (value(x + step, alpha) - value(x - step, alpha)) / (2 * step);
      const below = inputError(value(x, alpha), -2, alpha);
      assertAlmostEquals(below, -2 * derivative, 1e-8, `${name} at ${x}`);
    }
  }
});
