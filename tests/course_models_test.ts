import { assertEquals, assertLess } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { type Config, parseConfig } from "../lib/config/config.ts";
import { countClasses } from "../lib/config/data.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { buildOptimizer } from "../lib/config/training.ts";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import type { Network } from "../lib/network.ts";
import type { Shape } from "../lib/shape.ts";
import { checkGradients } from "../lib/training/gradient_check.ts";

/** Models of the course documents, by configuration: their parameters, worked out by hand. */
const parameters: Readonly<Record<string, number>> = {
  "luque-01": dense(784, 100) + dense(100, 50) + dense(50, 10),
  "luque-02": dense(784, 128) + dense(128, 10),
  "luque-03": dense(784, 128) + dense(128, 10),
  "luque-04": dense(784, 128) + dense(128, 10),
  "luque-05": dense(784, 128) + dense(128, 10),
  "luque-06": dense(784, 128) + dense(128, 50) + dense(50, 10),
  "luque-07": dense(784, 128) + dense(128, 50) + dense(50, 10),
  "luque-08": dense(784, 128) + dense(128, 50) + dense(50, 10),
  "luque-09": conv5(1, 8) + conv5(8, 16) + dense(7 * 7 * 16, 10),
  "luque-10": conv5(1, 16) + conv5(16, 32) + conv5(32, 48) + dense(7 * 7 * 48, 10),
  "luque-10-as-printed": conv5(1, 8) + conv5(8, 16) + dense(7 * 7 * 16, 10),
  "luque-11": conv5(1, 16) + conv5(16, 32) + conv5(32, 48) + conv5(48, 64) +
    dense(7 * 7 * 64, 10),
  "luque-12": conv5(1, 16) + conv5(16, 32) + conv5(32, 48) + conv5(48, 64) +
    dense(7 * 7 * 64, 10),
  "luque-tensorflow": conv5(1, 32) + conv5(32, 64) + conv5(64, 96) + conv5(96, 128) +
    dense(7 * 7 * 128, 10) + 20 + dense(10, 10),
  "fman45-mnist": 14682,
  "hslu-1-versus-7": 785,
  "hslu-1-versus-7-mini-batch": 785,
  "hslu-softmax": 7850,
  "hslu-mlp": dense(784, 200) + dense(200, 10),
  "hslu-cnn": 320866,
  "uppsala-linear": 7850,
};

/** Parameters of a fully connected layer. */
function dense(inputs: number, outputs: number): number {
  return (inputs + 1) * outputs;
}

/** Parameters of a convolution with a 5x5 kernel. */
function conv5(channels: number, filters: number): number {
  return (25 * channels + 1) * filters;
}

function readConfig(name: string): Config {
  const path = fromFileUrl(import.meta.resolve(`../mnist-configs/${name}.config`));
  return parseConfig(Deno.readTextFileSync(path), path);
}

function networkOf(config: Config, shape: Shape, count: number): Network {
  const dataset = { shape, classes: countClasses(config, 10), count };
  return buildNetwork(config, createTypeScriptDevice(), dataset);
}

for (const [name, count] of Object.entries(parameters)) {
  Deno.test(`${name}.config has the parameters of its model`, () => {
    const config = readConfig(name);
    const network = networkOf(config, [1, 28, 28], 1);
    assertEquals(network.parameterCount, count);
    buildOptimizer(config, network).begin();
  });
}

Deno.test("fman45-cifar10.config has the parameters of its model", () => {
  const { parameterCount } = networkOf(readConfig("fman45-cifar10"), [3, 32, 32], 1);
  assertEquals(parameterCount, conv5(3, 16) + conv5(16, 16) + dense(16 * 16 * 16, 10));
});

for (const name of ["luque-tensorflow", "hslu-1-versus-7", "fman45-mnist"]) {
  Deno.test(`the gradients of ${name}.config are those of central differences`, () => {
    const network = networkOf(readConfig(name), [1, 4, 4], 2);
    for (const { relativeError } of checkGradients(network, { elements: 3 })) {
      assertLess(relativeError, 1e-6);
    }
  });
}
