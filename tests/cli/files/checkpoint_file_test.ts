import { assertEquals } from "@std/assert";
import { recipeOf } from "../../../cli/files/checkpoint_file.ts";
import { parseConfig } from "../../../lib/config/config.ts";
import { prepareData } from "../../../lib/config/data.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { stripes } from "../../stripes.ts";

/** The recipe of a training with these lines of a configuration, beside those it cannot be without. */
function recipeWith(...lines: string[]): Promise<string> {
  const config = parseConfig(
    `rel_path_train_images = images
rel_path_test_images = images
rel_path_log_file = log
batch_size = 2
learning_rate = 0.1
${lines.join("\n")}`,
    "a.config",
  );
  const dataset = stripes(4, 4, 6);
  return recipeOf(config, createTypeScriptDevice(), prepareData(config, dataset, dataset));
}

const layers = "layers = dense 4 softmax";

Deno.test("recipeOf() is about what decides the course of a training, however it is written", async () => {
  const recipe = await recipeWith(layers, "num_epochs = 2");
  assertEquals(await recipeWith("num_epochs=9", "layers =\tdense  4 \t softmax"), recipe);
  assertEquals(await recipeWith(layers, "num_epochs = 2", "rel_path_model_file = m"), recipe);
  assertEquals(await recipeWith(layers, "num_epochs = 2", "seed = 01", "l2 = 0.0"), recipe);
  const seeded = await recipeWith(layers, "num_epochs = 2", "seed = 2");
  assertEquals(seeded.split("\n").filter((line) => !recipe.includes(line)), ["seed = 2"]);
});
