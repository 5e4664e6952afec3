import { assertEquals } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { zeros } from "../../../lib/initializers.ts";
import { Network } from "../../../lib/network.ts";
import { alone, type Communicator } from "../../../lib/training/communicator.ts";
import { GradientSum } from "../../../lib/training/gradient_sum.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, testOnEachDevice, testOnEachDoubleDevice } from "../../devices.ts";

/** Half of the distance from 1 to the next number: added to 1 it is lost. */
const half = 2 ** -53;

/** A network with a single weight and a bias, both 0. */
function tinyNetwork(device = createTypeScriptDevice()): Network {
  const layers = [dense(1, { weights: zeros, bias: zeros })];
  return new Network({ device, inputShape: [1], layers, batchSize: 1 });
}

/** Adds gradients of the weight, undefined ones as slices without samples; returns what arrives. */
async function addUp(
  gradients: readonly (number | undefined)[],
  communicator: Communicator = alone,
  network = tinyNetwork(),
): Promise<number> {
  const [weight] = network.parameters;
  const sum = new GradientSum(network, gradients.length, communicator);
  const received = network.device.matrix(1, 1);
  weight.sendGradient(received, 1, 0);
  sum.begin();
  for (const gradient of gradients) {
    if (gradient === undefined) sum.addNothing();
    else {
      sum.add(1, () => {
        for (const { destination, scale } of network.parameters) {
          destination.data[0] = scale * gradient;
          network.device.changed(destination);
        }
      });
    }
  }
  sum.deliver();
  assertEquals(weight.destination, received);
  await network.device.settle(received);
  return received.data[0];
}

testOnEachDoubleDevice("GradientSum adds in a binary tree", async (device) => {
  const add = (...gradients: number[]) => addUp(gradients, alone, tinyNetwork(device));
  assertEquals(await add(0.5), 0.5);
  assertEquals(await add(0.5, 0.25), 0.75);
  // Both halves are added before 1, or each is lost.
  assertEquals(await add(1, 0, half, half), 1 + 2 * half);
  assertEquals(await add(1, half, half, 0), 1);
  // (1 + half) + (half + half), then the same again: 2 + 4 half.
  assertEquals(await add(1, half, half, half, 1, half, half, half), 2 + 4 * half);
});

Deno.test("GradientSum takes a slice without samples for zeros", async () => {
  assertEquals(await addUp([undefined, 3, undefined, undefined]), 3);
  const network = tinyNetwork();
  assertEquals(await addUp([7, 7], alone, network), 14);
  assertEquals(await addUp([undefined, undefined], alone, network), 0);
});

Deno.test("GradientSum adds the sums of the ranks in the same tree", async () => {
  // The other three ranks have these numbers in place of what this one sends.
  const others = [half, half, half];
  const communicator: Communicator = {
    rank: 0,
    size: 4,
    sum: () => {},
    exchange: (send, receive) => {
      const part = send.length / 4;
      receive.fill(0);
      receive[0] = send[0];
      others.forEach((other, i) => receive[part * (i + 1)] = other);
    },
    gather: () => {},
  };
  assertEquals(await addUp([1], communicator), 1 + 2 * half);
  assertEquals(await addUp([1, half], communicator), 1 + 2 * half);
});

testOnEachDevice("GradientSum delivers as the optimizer wants it", async (device, tolerance) => {
  const network = tinyNetwork(device);
  const sum = new GradientSum(network, 2, alone);
  const [weight, bias] = network.parameters;
  weight.value.data[0] = 8;
  weight.sendGradient(weight.value, -0.5, 0.75);
  bias.sendGradient(device.matrix(1, 1), 1, 0);
  bias.destination.data[0] = NaN;
  sum.begin();
  for (const [share, gradients] of [[0.25, [4, 8]], [0.75, [12, 4]]] as const) {
    sum.add(share, () => {
      network.parameters.forEach(({ destination, scale }, i) => {
        destination.data[0] = scale * gradients[i];
        device.changed(destination);
      });
    });
  }
  sum.deliver();
  // 4 / 4 + 3/4 12 = 10, and 8 / 4 + 3/4 4 = 5.
  assertClose(await elementsOf(device, weight.value), [0.75 * 8 - 0.5 * 10], tolerance);
  assertClose(await elementsOf(device, bias.destination), [5], tolerance);
});

testOnEachDevice("GradientSum makes buffers the mean over slices", async (device, tolerance) => {
  const layers = [batchNorm()];
  const network = new Network({ device, inputShape: [2], layers, batchSize: 2 });
  const [{ value: mean }, { value: variance }] = network.layers[0].buffers;
  const sum = new GradientSum(network, 2, alone);
  mean.data.set([1, 2]);
  const ones = device.matrix(1, 2);
  ones.data.fill(1);
  sum.begin();
  for (const [share, added] of [[0.25, 8], [0.75, 4]]) {
    sum.add(share, () => device.add(added, ones, mean));
  }
  sum.deliver();
  assertClose(await elementsOf(device, mean), [1 + 5, 2 + 5], tolerance);
  assertClose(await elementsOf(device, variance), [1, 1], tolerance);
});
