import { assertEquals } from "@std/assert";
import { parseConfig } from "../../../lib/config/config.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import { divideBy255 } from "../../../lib/data/normalization.ts";
import { describeModel } from "../../../lib/models/describe_model.ts";

Deno.test("describeModel() keeps what the configuration and the data say", () => {
  const text = "num_epochs = 5 // five\nbatch_size=10\nseed = 7\nhidden_size = 3\n" +
    "learning_rate = 1E-3\nrel_path_train_images = a\nrel_path_train_labels = b\n" +
    "rel_path_test_images = c\nrel_path_test_labels = d\nrel_path_log_file = e\n";
  const config = parseConfig(text, "test.config");
  // A black square of 2 x 2 pixels in the middle of white.
  const image = Uint8Array.from({ length: 64 }, (_, i) => [27, 28, 35, 36].includes(i) ? 0 : 255);
  const training = new Dataset(image, Uint8Array.of(1), [1, 8, 8], 2, ["cat", "dog"]);
  const outcome = { program: "mnist 1.2.3", epochs: 4, testAccuracy: 0.5, fold: 2 };
  const description = describeModel(config, { training, normalization: divideBy255 }, outcome);
  assertEquals(description.normalization, divideBy255);
  assertEquals(description.classNames, ["cat", "dog"]);
  assertEquals(description.images?.ground, "light");
  assertEquals(description.training, {
    ...outcome,
    config: text.replace(" // five", "").replace("=10", " = 10"),
    seed: 7,
  });
});
