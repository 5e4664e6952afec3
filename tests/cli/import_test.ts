import { assertEquals, assertMatch } from "@std/assert";
import { encodeOnnxModel } from "../../lib/models/onnx/encode_onnx_model.ts";
import { parseModel } from "../../lib/models/model_file.ts";
import fixtures from "../fixtures/pytorch_onnx.json" with { type: "json" };
import { randomModel } from "../random_model.ts";
import { mnistCommand, runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

const producer = { name: "mnist", version: "1" };

function makeFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  folder.write("mlp.onnx", Uint8Array.fromBase64(fixtures.mlp.file));
  folder.write("groups.onnx", Uint8Array.fromBase64(fixtures.groups.file));
  folder.write("logits.onnx", Uint8Array.fromBase64(fixtures["double precision"].file));
  return folder;
}

Deno.test("mnist import makes a model of what PyTorch wrote, and says what it is", async () => {
  using folder = makeFolder();
  const args = ["import", "mlp.onnx", "model", "--classes", "a, b, c,d", "--mean", "0.5"];
  const { code, stdout, stderr } = await runMnist([...args, "--deviation", "0.5"], {
    cwd: folder.path,
  });
  assertEquals([code, stderr], [0, ""]);
  assertEquals(
    stdout,
    `Wrote model
  input    1x6x7, pixels from 0 to 255 as -1 to 1
  layers   dense 8, relu, dense 5, tanh, dense 4, softmax
  classes  a, b, c, d
`,
  );
  const model = parseModel(Deno.readFileSync(folder.join("model")));
  assertEquals(model.classNames, ["a", "b", "c", "d"]);
  const normalization = { method: "z_score", mean: 127.5, standardDeviation: 127.5 } as const;
  assertEquals(model.normalization, normalization);
});

Deno.test("mnist import brings back what mnist export wrote", async () => {
  using folder = new TemporaryFolder();
  const model = randomModel({
    layers: "dense 3 relu, dense 2 softmax",
    inputShape: [1, 2, 2],
    normalization: { method: "divide", divisor: 255 },
    classNames: ["cat", "dog"],
  });
  folder.write("model.onnx", encodeOnnxModel([model], { producer }));
  const args = ["import", "model.onnx", "-"];
  const { code, stdout } = await mnistCommand(args, { cwd: folder.path }).output();
  assertEquals(code, 0);
  assertEquals(parseModel(stdout), model);
});

Deno.test("mnist import says that outputs are no probabilities", async () => {
  using folder = makeFolder();
  const { code, stderr } = await runMnist(["import", "logits.onnx", "model"], { cwd: folder.path });
  assertEquals(code, 0);
  assertMatch(
    stderr,
    /^mnist: logits\.onnx: its outputs are no probabilities; with --softmax .*\n$/,
  );
  const second = await runMnist(["import", "logits.onnx", "model", "--softmax"], {
    cwd: folder.path,
  });
  assertEquals([second.code, second.stderr], [0, ""]);
});

Deno.test("mnist import refuses in one line what it cannot read", async () => {
  using folder = makeFolder();
  folder.write("model.png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a));
  const cases: readonly (readonly [args: readonly string[], code: number, message: RegExp])[] = [
    [
      ["groups.onnx", "model"],
      1,
      /^mnist: groups\.onnx: node "\/0\/Conv" \(Conv\): Expected .*\n$/,
    ],
    [
      ["model.png", "model"],
      1,
      /^mnist: model\.png: Expected an ONNX file but found a PNG image\n$/,
    ],
    [["mlp.onnx", "mlp.onnx"], 1, /^mnist: Expected a file of its own .* is <file>\n$/],
    [["mlp.onnx", "model", "--classes", "a"], 1, /^mnist: mlp\.onnx: Expected 4 class names/],
    [["mlp.onnx", "model", "--divisor", "0"], 2, /^mnist: --divisor: Expected a number above 0/],
  ];
  for (const [args, code, message] of cases) {
    const outcome = await runMnist(["import", ...args], { cwd: folder.path });
    assertEquals([outcome.code, outcome.stdout], [code, ""]);
    assertMatch(outcome.stderr, message);
  }
  assertEquals(folder.names().includes("model"), false);
});
