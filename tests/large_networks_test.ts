import { assertLess, assertStringIncludes, assertThrows } from "@std/assert";
import { parseConfig } from "../lib/config/config.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { ConfigError } from "../lib/config/source.ts";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import { configText } from "./lib/config/config_text.ts";

const device = createTypeScriptDevice();
const digits = { shape: [1, 28, 28], classes: 10, count: 3 } as const;

const tooLarge: readonly (readonly [string, string, string])[] = [
  [
    "layers = dense 100000, dense 100000, dense 10 softmax",
    'x:9:24: layers: layer 2, "dense 100000": ',
    "Expected at most 536870912 numbers in the matrices of the network but found 10078700000",
  ],
  [
    "layers = conv 100 1x1 padding 1000, dense 10 softmax",
    'layer 1, "conv 100 1x1 padding 1000": ',
    "numbers in the matrices of the network but found",
  ],
  [
    "layers = flatten, dense 100000 weights normal 0 1, dense 10000 softmax",
    'layer 3, "dense 10000": ',
    "numbers in the matrices of the network but found",
  ],
];

for (const [layers, place, problem] of tooLarge) {
  Deno.test(`buildNetwork() refuses ${layers} before it takes memory for it`, () => {
    const { rss } = Deno.memoryUsage();
    const start = performance.now();
    const { message } = assertThrows(
      () => buildNetwork(parseConfig(configText(layers), "x"), device, digits),
      ConfigError,
      place,
    );
    assertStringIncludes(message, problem);
    assertLess(performance.now() - start, 1000);
    assertLess(Deno.memoryUsage().rss - rss, 2 ** 27);
  });
}
