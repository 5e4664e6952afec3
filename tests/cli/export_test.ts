import { assertEquals, assertMatch } from "@std/assert";
import { encodeModel } from "../../lib/models/model_file.ts";
import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import { twoMembers } from "../two_members.ts";
import { readMessage } from "../tensorboard.ts";
import { mnistCommand, runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

function makeFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  const [{ network, ...description }] = twoMembers(createTypeScriptDevice());
  folder.write("model", encodeModel(network, description));
  return folder;
}

Deno.test("mnist export writes an ONNX file", async () => {
  using folder = makeFolder();
  const { code, stdout, stderr } = await runMnist(
    ["export", "model", "--to", "onnx", "model.onnx"],
    { cwd: folder.path },
  );
  assertEquals([code, stderr], [0, ""]);
  const file = Deno.readFileSync(folder.join("model.onnx"));
  assertEquals(stdout, `Wrote model.onnx, ${file.length} bytes\n`);
  assertEquals(readMessage(file).get(1), [7]);
});

Deno.test("mnist export writes to the standard output for -", async () => {
  using folder = makeFolder();
  const args = ["export", "model", "--to", "onnx", "-", "--input", "numbers"];
  const { code, stdout } = await mnistCommand(args, { cwd: folder.path }).output();
  assertEquals(code, 0);
  assertEquals(readMessage(stdout).get(1), [7]);
  assertEquals(folder.names(), ["model"]);
});

Deno.test("mnist export refuses wrong usage in one line", async () => {
  using folder = makeFolder();
  const cases: readonly (readonly [args: readonly string[], code: number, message: RegExp])[] = [
    [["model", "model.onnx"], 2, /^mnist: --to: Expected onnx but found none; see .*\n$/],
    [
      ["model", "model.onnx", "--to", "tflite"],
      2,
      /^mnist: --to: Expected onnx but found "tflite"/,
    ],
    [["model", "model", "--to", "onnx"], 1, /^mnist: Expected a file of its own .* is <model>\n$/],
    [
      ["missing", "a", "--to", "onnx"],
      1,
      /^mnist: missing: Expected a model file .*no such file\n$/,
    ],
  ];
  for (const [args, code, message] of cases) {
    const outcome = await runMnist(["export", ...args], { cwd: folder.path });
    assertEquals(outcome.code, code);
    assertMatch(outcome.stderr, message);
  }
  assertEquals(folder.names(), ["model"]);
});
