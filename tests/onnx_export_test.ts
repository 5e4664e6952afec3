import { assertEquals } from "@std/assert";
import { openCommittee } from "../cli/files/model_network.ts";
import { encodeOnnxModel } from "../lib/models/onnx/encode_onnx_model.ts";
import { Random } from "../lib/random.ts";
import { type Shape, sizeOf } from "../lib/shape.ts";
import { runProgram } from "./cli/run_mnist.ts";
import { TemporaryFolder } from "./cli/temporary_folder.ts";
import { assertClose } from "./close.ts";
import { firstTestDigits } from "./mnist.ts";
import { models } from "./onnx_models.ts";
import { onnxRuntime, runOnnx } from "./onnx_runtime.ts";
import { onnxChecker, testWith } from "./programs.ts";

const producer = { name: "mnist", version: "1" };
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
    const named = members.map((model, i) => ({ model, name: `${name} ${i + 1}` }));
    const committee = await openCommittee(named, 1000);
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
