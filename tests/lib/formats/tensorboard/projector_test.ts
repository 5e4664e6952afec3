import { assertEquals } from "@std/assert";
import {
  formatLabels,
  formatPoints,
  formatProjectorConfig,
} from "../../../../lib/formats/tensorboard/projector.ts";

Deno.test("formatProjectorConfig() names the files of an embedding, and the size of its pictures", () => {
  const files = { points: "p/points.tsv", labels: "p/labels.tsv", sprite: "p/sprite.png" };
  const image = { width: 28, height: 27 };
  assertEquals(
    formatProjectorConfig({ name: "last hidden layer", files, image }),
    `embeddings {
  tensor_name: "last hidden layer"
  tensor_path: "p/points.tsv"
  metadata_path: "p/labels.tsv"
  sprite {
    image_path: "p/sprite.png"
    single_image_dim: 28
    single_image_dim: 27
  }
}
`,
  );
});

Deno.test("formatPoints() has a line for each point", () => {
  assertEquals(
    formatPoints([[1, 0.5], Float64Array.of(-2, 1e-7)]),
    "1\t0.5\n-2\t1.0000000116860974e-7\n",
  );
  assertEquals(formatPoints([]), "");
});

Deno.test("formatLabels() keeps each label to its line", () => {
  assertEquals(formatLabels(["cat", "a\tb\nc"]), "cat\na b c\n");
});
