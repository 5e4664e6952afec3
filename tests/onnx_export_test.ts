import { assertEquals } from "@std/assert";
import { openCommittee } from "../cli/files/model_network.ts";
import type { Normalization } from "../lib/data/normalization.ts";
import type { Model } from "../lib/models/model.ts";
import { encodeOnnxModel } from "../lib/models/onnx/encode_onnx_model.ts";
import { Random } from "../lib/random.ts";
import { type Shape, sizeOf } from "../lib/shape.ts";
import { runProgram } from "./cli/run_mnist.ts";
import { TemporaryFolder } from "./cli/temporary_folder.ts";
import { assertClose } from "./close.ts";
import { firstTestDigits } from "./mnist.ts";
import { onnxRuntime, runOnnx } from "./onnx_runtime.ts";
import { onnxChecker, testWith } from "./programs.ts";
import { randomModel } from "./random_model.ts";

const producer = { name: "mnist", version: "1" };
const divide: Normalization = { method: "divide", divisor: 255 };
const ten = Array.from({ length: 10 }, (_, i) => `${i}`);
const digit: Shape = [1, 28, 28];

/** Models that together have every layer, with all that a layer can be told, and every normalization. */
const models: Readonly<Record<string, readonly Model[]>> = {
  "a network of dense layers": [randomModel({
    layers: "dense 40 tanh, batch_norm, dropout 0.2, dense 30 sigmoid, dense 20 elu 0.5, " +
      "dense 20 elu, dense 20 softplus, dense 10 softmax",
    inputShape: digit,
    normalization: divide,
    classNames: ten,
  })],
  "a network of convolutions": [randomModel({
    layers: "conv 4 5x5 same relu, max_pool 2, conv 6 3x3 padding 2 stride 2 leaky_relu 0.2, " +
      "batch_norm epsilon 0.01 momentum 0.3, average_pool 3 stride 2, conv 8 2x3 same identity, " +
      "flatten, dense 10 softmax",
    inputShape: digit,
    normalization: { method: "z_score", mean: 33.3184, standardDeviation: 78.5675 },
    classNames: ten,
  })],
  "strides and windows that leave pixels over": [randomModel({
    layers:
      "conv 4 4x3 same stride 3 reflect leaky_relu, conv 5 3x2 valid stride 2 reflect tanh, " +
      "conv 5 2x2 padding 1 reflect, max_pool 3x2 stride 1, global_average_pool, dense 10 softmax",
    inputShape: digit,
    normalization: { method: "min_max", minimum: 3, maximum: 250 },
    classNames: ten,
  })],
  "a step function and independent outputs": [randomModel({
    layers: "dense 30 heaviside, dense 10 sigmoid",
    inputShape: [784],
    normalization: { method: "min_max_centered", minimum: 0, maximum: 254 },
    classNames: ten,
  })],
  "outputs that are an image": [randomModel({
    layers: "conv 10 28x28 valid softmax",
    inputShape: digit,
    normalization: divide,
    classNames: ten,
  })],
  "one output for two classes": [randomModel({
    layers: "dense 1 sigmoid",
    inputShape: digit,
    normalization: divide,
    classNames: ["even", "odd"],
  })],
  "colours, and outputs that are no probabilities": [randomModel({
    layers: "conv 3 3x3 same relu, flatten, dense 4",
    inputShape: [3, 8, 8],
    normalization: { method: "z_score", mean: 120, standardDeviation: 60 },
    classNames: ["a", "b", "c", "d"],
  })],
  "a committee": [
    randomModel({
      layers: "dense 20 relu, dense 10 softmax",
      inputShape: digit,
      normalization: divide,
      classNames: ten,
    }),
    randomModel({
      layers: "conv 2 5x5 relu, max_pool 2, dense 10 softmax",
      inputShape: digit,
      normalization: { method: "min_max", minimum: 0, maximum: 255 },
      classNames: ten.toReversed(),
    }, 2),
    randomModel({
      layers: "dense 10 softmax",
      inputShape: digit,
      normalization: { method: "z_score", mean: 33, standardDeviation: 78 },
      classNames: [...ten.slice(3), ...ten.slice(0, 3)],
    }, 3),
  ],
  "a committee with one output for two classes": [
    randomModel({
      layers: "dense 1 sigmoid",
      inputShape: digit,
      normalization: divide,
      classNames: ["even", "odd"],
    }),
    randomModel({
      layers: "dense 2 softmax",
      inputShape: digit,
      normalization: divide,
      classNames: ["odd", "even"],
    }, 2),
  ],
};

/** A thousand images: digits, or random ones where the models take none. */
function thousandImages(shape: Shape): Uint8Array {
  const images = new Uint8Array(1000 * sizeOf(shape));
  if (sizeOf(shape) === 784) {
    firstTestDigits(1000).forEach(({ pixels }, i) => images.set(pixels, 784 * i));
  } else {
    const random = new Random(1);
    images.forEach((_, i) => images[i] = random.integer(256));
  }
  return images;
}

testWith(onnxRuntime, "ONNX Runtime computes what a model does, on 1,000 images", async () => {
  for (const [name, members] of Object.entries(models)) {
    const [{ inputShape, classNames }] = members;
    const images = thousandImages(inputShape);
    const committee = openCommittee(members, 1000);
    const expected = committee.predict(images).flatMap(({ scores }) => scores);
    for (const input of ["bytes", "numbers"] as const) {
      const { outputName, inputName, extents, values } = await runOnnx(
        encodeOnnxModel(members, { input, producer }),
        {
          type: input === "bytes" ? "uint8" : "float32",
          extents: [1000, ...inputShape],
          values: [...images],
        },
      );
      assertEquals(inputName, "pixels", name);
      assertEquals(outputName, committee.isProbability ? "probabilities" : "scores", name);
      assertEquals(extents, [1000, classNames.length], name);
      assertClose(values, expected, 1e-5, name);
    }
  }
});

testWith(
  onnxChecker,
  "the checker of ONNX finds nothing wrong in an exported model",
  async (python) => {
    using folder = new TemporaryFolder();
    const paths = Object.values(models).map((members, i) =>
      folder.write(`${i}.onnx`, encodeOnnxModel(members, { producer }))
    );
    const script = `
import onnx, sys
for path in sys.argv[1:]:
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
    assert inferred.graph.output == model.graph.output
print("checked")
`;
    const outcome = await runProgram(python, ["-c", script, ...paths]);
    assertEquals(outcome, { code: 0, stdout: "checked\n", stderr: "" });
  },
);
