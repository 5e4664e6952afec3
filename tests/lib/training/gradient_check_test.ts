import { assert, assertEquals } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { elu, leakyRelu, relu, sigmoid, softplus, tanh } from "../../../lib/layers/activations.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import { convolution } from "../../../lib/layers/convolution.ts";
import { Dense, dense } from "../../../lib/layers/dense.ts";
import { dropout } from "../../../lib/layers/dropout.ts";
import type { Layer } from "../../../lib/layers/layer.ts";
import { flatten, identity } from "../../../lib/layers/pass_through.ts";
import { averagePool, maxPool } from "../../../lib/layers/pooling.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { binaryCrossEntropy, type Loss } from "../../../lib/losses.ts";
import { Network } from "../../../lib/network.ts";
import { Random } from "../../../lib/random.ts";
import { checkGradients } from "../../../lib/training/gradient_check.ts";

const device = createTypeScriptDevice();

Deno.test("checkGradients finds the gradients of the sheet's network right", () => {
  const layers = [dense(7), relu(), dense(10), softmax()];
  const network = new Network({ device, inputShape: [9], layers, batchSize: 5 });
  const before = network.parameters.map(({ value }) => value.toRows());
  const comparisons = [...checkGradients(network)];
  assertEquals(
    comparisons.map(({ layer, name, elements, compared }) => [layer, name, elements, compared]),
    [[-1, "input", 36, 36], [0, "weights", 63, 63], [0, "bias", 7, 7], [2, "weights", 70, 70], [
      2,
      "bias",
      10,
      10,
    ]],
  );
  for (const { relativeError } of comparisons) assert(relativeError < 1e-6, `${relativeError}`);
  assertEquals(network.parameters.map(({ value }) => value.toRows()), before);
});

Deno.test("checkGradients finds a wrong gradient", () => {
  const wrong = (context: ConstructorParameters<typeof Dense>[0]): Layer => {
    const layer = new Dense(context, 3);
    const backwardParameters = layer.backwardParameters.bind(layer);
    layer.backwardParameters = (error) => {
      error.data[0] *= 1.01;
      backwardParameters(error);
    };
    return layer;
  };
  const network = new Network({
    device,
    inputShape: [4],
    layers: [wrong, softmax()],
    batchSize: 2,
  });
  const worst = Math.max(...[...checkGradients(network)].map(({ relativeError }) => relativeError));
  assert(worst > 1e-4, `${worst}`);
});

Deno.test("checkGradients has both targets for a single output", () => {
  // Wrong where the target is 0 alone.
  const loss: Loss = {
    name: "wrong for 0",
    evaluate(device, outputs, targets, error) {
      const value = binaryCrossEntropy.evaluate(device, outputs, targets, error);
      targets.data.forEach((target, i) => error.data[i] *= target === 0 ? -7 : 1);
      return value;
    },
  };
  const layers = [dense(1), sigmoid()];
  const network = new Network({ device, inputShape: [3], layers, batchSize: 8, loss });
  const [{ relativeError }] = checkGradients(network, { samples: 8 });
  assert(relativeError > 0.1, `${relativeError}`);
});

Deno.test("checkGradients compares no more elements than asked for", () => {
  const network = new Network({ device, inputShape: [9], layers: [dense(2)], batchSize: 1 });
  const compared = [...checkGradients(network, { elements: 5 })].map(({ compared }) => compared);
  assertEquals(compared, [5, 5, 2]);
});

Deno.test("checkGradients finds the gradients of every layer right, and changes no state", () => {
  const layers = [
    convolution(3, 3, { border: "reflect" }),
    batchNorm(),
    elu(),
    maxPool(2),
    dropout(0.3),
    convolution(2, { height: 2, width: 3 }, { stride: 2 }),
    softplus(),
    averagePool(2, 1),
    flatten(),
    dense(6),
    leakyRelu(),
    dense(5),
    tanh(),
    dropout(0.2),
    dense(5),
    batchNorm(),
    sigmoid(),
    identity(),
    dense(4),
    relu(),
    dense(3),
    softmax(),
  ];
  const network = new Network({ device, inputShape: [2, 9, 8], layers, batchSize: 5 });
  const buffers = () =>
    network.layers.flatMap(({ buffers }) => buffers.map(({ value }) => value.toRows()));
  const stateBefore = [buffers(), network.dropoutRandom.state];
  const comparisons = [...checkGradients(network, { samples: 5, elements: 40 })];
  assertEquals(
    comparisons.length,
    1 + 2 * network.layers.filter((l) => l.parameters.length).length,
  );
  for (const { layer, name, relativeError } of comparisons) {
    assert(relativeError < 1e-6, `layer ${layer}, ${name}: ${relativeError}`);
  }
  assertEquals([buffers(), network.dropoutRandom.state], stateBefore);
});

for (const distance of [5e-7, 5e-9, -5e-9]) {
  Deno.test(`checkGradients is not misled by a kink ${distance} from where a unit is`, () => {
    const layers = [dense(1), relu(), dense(2), softmax()];
    const network = new Network({ device, inputShape: [1], layers, batchSize: 1 });
    const [weights, bias, above] = network.parameters.map(({ value }) => value.data);
    // The only input of the batch is the first number of its stream; the unit sees the distance.
    const input = new Random(1, "gradient check").uniform(0, 1);
    weights[0] = 1;
    bias[0] = distance - input;
    above.set([1, -1]);
    const errors = [...checkGradients(network)].map(({ relativeError }) => relativeError);
    assert(Math.max(...errors) < 1e-6, `${errors}`);
  });
}
