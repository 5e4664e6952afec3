const required = [
  "rel_path_train_images = train-images",
  "rel_path_train_labels = train-labels",
  "rel_path_test_images = test-images",
  "rel_path_test_labels = test-labels",
  "rel_path_log_file = log",
  "num_epochs = 2",
  "batch_size = 2",
  "learning_rate = 0.1",
];

/**
 * The text of a configuration: `lines`, from line 9 on, behind what every configuration needs but for
 * `hidden_size` or `layers`. A line there gives way to one in `lines` with the same key, or with
 * `num_iterations`.
 */
export function configText(...lines: readonly string[]): string {
  const keys = lines.map((line) => line.split(" ")[0].replace("num_iterations", "num_epochs"));
  const kept = required.map((line) => keys.includes(line.split(" ")[0]) ? "" : line);
  return [...kept, ...lines].join("\n");
}
