import { assertEquals } from "@std/assert";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import { restoreNetwork } from "../lib/models/model_file.ts";
import { parseOnnxModel } from "../lib/models/onnx/parse_onnx_model.ts";
import { Random } from "../lib/random.ts";
import { predict } from "../lib/training/predict.ts";
import { assertClose } from "./close.ts";
import { kerasGraphs } from "./keras_onnx.ts";
import { onnxFile } from "./onnx_graph.ts";
import { onnxRuntime, runOnnx } from "./onnx_runtime.ts";
import { testWith } from "./programs.ts";

testWith(
  onnxRuntime,
  "an imported model computes what ONNX Runtime does with the file",
  async () => {
    const random = new Random(1);
    const count = 5;
    for (const [name, graph] of Object.entries(kerasGraphs)) {
      const file = onnxFile(graph);
      const extents = graph.input.map(Number);
      const size = extents.reduce((product, extent) => product * extent, 1);
      const values = Array.from({ length: count * size }, () => random.integer(256));
      const isRescaled = graph.lines[0][1] === "Mul";
      const input = values.map((value) => isRescaled ? value : value / 255);
      const { values: expected } = await runOnnx(file, {
        type: "float32",
        extents: [count, ...extents],
        values: input,
      });

      const model = parseOnnxModel(file);
      const { inputShape } = model;
      const channels = inputShape.length === 3 ? inputShape[0] : 1;
      // The pixels of each image, channel after channel.
      const images = Uint8Array.from(values, (_, i) => {
        const [image, place] = [Math.floor(i / size), i % size];
        const pixels = size / channels;
        const [channel, pixel] = [Math.floor(place / pixels), place % pixels];
        return values[image * size + pixel * channels + channel];
      });
      const network = restoreNetwork(model, createTypeScriptDevice("f32"), count);
      const found = predict(network, images, model.normalization).flatMap(({ scores }) => scores);
      assertEquals(found.length, expected.length, name);
      assertClose(found, expected, 1e-5, name);
    }
  },
);
