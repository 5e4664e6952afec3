import type { Device } from "../lib/devices/device.ts";
import { Parameter, type Trainable } from "../lib/layers/parameter.ts";
import type { Optimizer } from "../lib/optimizers/optimizer.ts";
import { assertClose } from "./close.ts";
import { PytorchCase } from "./pytorch.ts";

/** A parameter with the given values, in one row. */
export function parameterOf(device: Device, values: readonly number[], penalized = true) {
  const parameter = new Parameter("weights", device.matrix(1, values.length), {
    role: "weights",
    penalized,
  });
  parameter.value.data.set(values);
  return parameter;
}

/** What a layer's backward pass does with the gradient it finds. */
export function deliver({ destination, scale, keep }: Parameter, gradient: readonly number[]) {
  gradient.forEach((g, i) => destination.data[i] = scale * g + keep * destination.data[i]);
}

/** One training step; `gradients` has one list for each parameter. */
export function step(
  optimizer: Optimizer,
  { parameters }: Trainable,
  ...gradients: readonly (readonly number[])[]
): void {
  optimizer.begin();
  parameters.forEach((parameter, i) => deliver(parameter, gradients[i]));
  optimizer.step();
}

/** Takes the steps of a PyTorch case, and compares the parameters after each. */
export function assertStepsMatchPytorch(
  name: string,
  device: Device,
  tolerance: number,
  make: (trainable: Trainable, torch: PytorchCase) => Optimizer,
): void {
  const torch = new PytorchCase(name);
  const parameter = parameterOf(device, torch.numbers("start"));
  const trainable = { device, parameters: [parameter] };
  const optimizer = make(trainable, torch);
  const expected = torch.lists("parameters_after_each_step");
  for (const [i, gradient] of torch.lists("gradients").entries()) {
    step(optimizer, trainable, gradient);
    assertClose(parameter.value.data, expected[i], tolerance, `${name} step ${i + 1}`);
  }
}
