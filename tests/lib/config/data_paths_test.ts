import { assertEquals, assertThrows } from "@std/assert";
import { parseConfig } from "../../../lib/config/config.ts";
import { dataPaths, imagePaths } from "../../../lib/config/data_paths.ts";

const rest = `rel_path_log_file = log
layers = dense 2 softmax
batch_size = 1
num_epochs = 1
learning_rate = 0.1
`;

Deno.test("dataPaths() finds images, or samples in their place", () => {
  const images = `rel_path_train_images = a\nrel_path_test_images = b\n${rest}`;
  const samples = `rel_path_train_samples = c\nrel_path_test_samples = d\n${rest}`;
  const found = [images, samples].map((text) => dataPaths(parseConfig(text, "a.config")));
  assertEquals(found.map(({ noun, training, test }) => [noun, training, test]), [
    ["images", "a", "b"],
    ["samples", "c", "d"],
  ]);
  assertEquals(imagePaths(parseConfig(images, "a.config")), { trainImages: "a", testImages: "b" });
});

Deno.test("imagePaths() says that a configuration has none", () => {
  const samples = `rel_path_train_samples = c\nrel_path_test_samples = d\n${rest}`;
  assertThrows(
    () => imagePaths(parseConfig(samples, "a.config")),
    Error,
    "a.config:1: rel_path_train_samples: Expected images but found samples of numbers",
  );
});
