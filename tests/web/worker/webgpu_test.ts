import { assertAlmostEquals, assertEquals } from "@std/assert";
import { encodeImages } from "../../../lib/data/idx_images.ts";
import { encodeLabels } from "../../../lib/data/idx_labels.ts";
import { parseModel } from "../../../lib/models/model_file.ts";
import type { News } from "../../../web/dialogue.ts";
import { Desk } from "../../../web/worker/desk.ts";
import { digits } from "../../digits.ts";
import { hasAdapter } from "../../webgpu.ts";

const config = `rel_path_train_images = images.idx3-ubyte
rel_path_train_labels = labels.idx1-ubyte
rel_path_test_images = images.idx3-ubyte
rel_path_test_labels = labels.idx1-ubyte
rel_path_log_file = log
layers = dense 8 relu, dense 10 softmax
optimizer = momentum 0.9
learning_rate = 0.05
batch_size = 10
num_epochs = 4
precision = f32
`;

/** What a training in the page comes to, on a device. */
async function train(device: string) {
  const news: News[] = [];
  const desk = new Desk((each) => news.push(each));
  const pixels = new Uint8Array(digits.flatMap(({ pixels }) => Array.from(pixels)));
  const count = digits.length;
  await desk.answers.take([
    {
      path: "images.idx3-ubyte",
      bytes: encodeImages({ count, channels: 1, rows: 28, columns: 28, pixels }),
    },
    {
      path: "labels.idx1-ubyte",
      bytes: encodeLabels(Uint8Array.from(digits, ({ label }) => label)),
    },
  ]);
  const text = `${config}device = ${device}\n`;
  await desk.answers.prepare({ text, name: "a.config" });
  await desk.answers.train({ topic: "images", extent: "on" });
  const hasEnded = () =>
    news.some((each) =>
      each.kind === "failure" || each.kind === "progress" && each.progress.state === "finished"
    );
  while (!hasEnded()) await new Promise((resolve) => setTimeout(resolve, 5));
  assertEquals(news.filter(({ kind }) => kind === "failure"), []);
  const charts = await desk.answers.chart("images");
  const subject = await desk.answers.choose("training");
  const { bytes } = await desk.answers.save(undefined);
  return { charts: charts.map(({ id }) => id), subject, model: parseModel(bytes) };
}

Deno.test(
  "Desk trains on webgpu, draws and saves what comes of it",
  { ignore: !hasAdapter },
  async () => {
    const [found, expected] = [await train("webgpu"), await train("typescript")];
    assertEquals(found.charts, expected.charts);
    assertEquals(found.subject.parameterCount, expected.subject.parameterCount);
    const tensors = [found, expected].map(({ model }) => [...model.tensors.values()]);
    tensors[0].forEach(({ data }, i) => {
      const others = tensors[1][i].data;
      data.forEach((value, k) => assertAlmostEquals(Number(value), Number(others[k]), 1e-4));
    });
  },
);
