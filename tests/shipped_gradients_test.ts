import { assertLess } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { parseConfig } from "../lib/config/config.ts";
import { countClasses } from "../lib/config/data.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { openDevice } from "../lib/devices/open_device.ts";
import type { Shape } from "../lib/shape.ts";
import { checkGradients } from "../lib/training/gradient_check.ts";

const folder = fromFileUrl(import.meta.resolve("../mnist-configs"));

/** The configurations, one for each network; many differ in their training alone. */
function distinctNetworks() {
  const names = Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
  const configs = names.filter((name) => name.endsWith(".config")).map((name) => {
    return parseConfig(Deno.readTextFileSync(`${folder}/${name}`), name);
  });
  const networkOf = ({ source: { entries }, trainImages }: typeof configs[number]) => {
    const keys = ["layers", "hidden_size", "loss", "classes", "weight_initializer"];
    return JSON.stringify([trainImages, ...keys.map((key) => entries.get(key)?.value ?? null)]);
  };
  return Array.from(Map.groupBy(configs, networkOf).values(), ([first]) => first);
}

for (const config of distinctNetworks()) {
  Deno.test(`gradients of ${config.source.name}, at its real size, are right`, () => {
    const shape: Shape = config.trainImages?.includes("cifar") ? [3, 32, 32] : [1, 28, 28];
    using device = openDevice({ precision: "f64", threads: 1 });
    const classes = countClasses(config, 10);
    const network = buildNetwork(config, device, { shape, classes, count: 2 });
    // All layers, but few numbers of each, as every difference takes two passes.
    for (const { layer, name, relativeError } of checkGradients(network, { elements: 2 })) {
      assertLess(relativeError, 1e-6, `layer ${layer + 1}, ${name}`);
    }
  });
}
