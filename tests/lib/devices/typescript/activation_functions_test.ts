import { activationFunctions } from "../../../../lib/devices/typescript/activation_functions.ts";
import { assertClose } from "../../../close.ts";

Deno.test("each activation function's inputError is the error times its derivative", () => {
  const alpha = 0.3;
  const step = 1e-5;
  const x = Float64Array.of(-3, -0.7, -0.01, 0.01, 0.4, 2.5);
  const error = Float64Array.of(-2, 1, 3, -1, 0.5, 2);
  const [y, above, below, inputError] = Array.from({ length: 4 }, () => new Float64Array(x.length));
  for (const [name, f] of Object.entries(activationFunctions)) {
    f.activate(x, y, alpha);
    f.activate(x.map((value) => value + step), above, alpha);
    f.activate(x.map((value) => value - step), below, alpha);
    f.activateBackward(y, error, inputError, alpha);
    const expected = x.map((_, i) => error[i] * (above[i] - below[i]) / (2 * step));
    assertClose(inputError, expected, 1e-8, name);
  }
});
