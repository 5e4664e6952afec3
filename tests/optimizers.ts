import type { Device } from "../lib/devices/device.ts";
import { Parameter, type Trainable } from "../lib/layers/parameter.ts";
import type { Optimizer } from "../lib/optimizers/optimizer.ts";
import { assertClose } from "./close.ts";
import { elementsOf } from "./devices.ts";
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
export async function deliver(
  device: Device,
  { destination, scale, keep }: Parameter,
  gradient: readonly number[],
): Promise<void> {
  const data = await elementsOf(device, destination);
  gradient.forEach((g, i) => data[i] = scale * g + keep * data[i]);
  device.changed(destination);
}

/** One training step; `gradients` has one list for each parameter. */
export async function step(
  optimizer: Optimizer,
  { device, parameters }: Trainable,
  ...gradients: readonly (readonly number[])[]
): Promise<void> {
  optimizer.begin();
  for (const [i, parameter] of parameters.entries()) await deliver(device, parameter, gradients[i]);
  optimizer.step();
}

/** Takes the steps of a PyTorch case, and compares the parameters after each. */
export async function assertStepsMatchPytorch(
  name: string,
  device: Device,
  tolerance: number,
  make: (trainable: Trainable, torch: PytorchCase) => Optimizer,
): Promise<void> {
  const torch = new PytorchCase(name);
  const parameter = parameterOf(device, torch.numbers("start"));
  const trainable = { device, parameters: [parameter] };
  const optimizer = make(trainable, torch);
  const expected = torch.lists("parameters_after_each_step");
  for (const [i, gradient] of torch.lists("gradients").entries()) {
    await step(optimizer, trainable, gradient);
    const found = await elementsOf(device, parameter.value);
    assertClose(found, expected[i], tolerance, `${name} step ${i + 1}`);
  }
}
