import { assertEquals, assertMatch } from "@std/assert";
import { parseLayers } from "../lib/config/layer_notation.ts";
import { divideBy255 } from "../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import { Matrix } from "../lib/matrix.ts";
import { encodeModel } from "../lib/models/model_file.ts";
import { Network } from "../lib/network.ts";
import { runProgram } from "./cli/run_mnist.ts";
import { TemporaryFolder } from "./cli/temporary_folder.ts";
import { assertClose } from "./close.ts";
import { digits } from "./digits.ts";
import { pytorch, testWith } from "./programs.ts";
import { reader } from "./python_safetensors.ts";

/** Takes the place of the package `safetensors`, which Debian 12 does not have. */
const loader = `
import sys, torch, types
${reader}
def load_file(path):
    types = {"F64": torch.float64, "F32": torch.float32, "I64": torch.int64}
    return {
        name: torch.tensor(tensor["values"], dtype=types[tensor["type"]]).reshape(tensor["shape"])
        for name, tensor in read(path)["tensors"].items()
    }

sys.modules["safetensors"] = types.ModuleType("safetensors")
sys.modules["safetensors.torch"] = types.ModuleType("safetensors.torch")
sys.modules["safetensors.torch"].load_file = load_file
`;

testWith(pytorch, "PyTorch computes from a model what README.md says", async (program) => {
  const readme = Deno.readTextFileSync(new URL("../README.md", import.meta.url));
  const [, example = ""] = readme.match(/^```python\n([^]*?)^```$/m) ?? [];
  const [, layers = ""] = example.match(/layers = (.*)$/m) ?? [];
  assertMatch(layers, /conv .* max_pool .* dense /);
  const images = digits.map(({ pixels }) => [...pixels]);
  const network = new Network({
    device: createTypeScriptDevice(),
    inputShape: [1, 28, 28],
    layers: parseLayers(layers),
    batchSize: images.length,
  });
  const classNames = Array.from({ length: 10 }, (_, i) => `${i}`);
  const model = encodeModel(network, { normalization: divideBy255, classNames });

  using folder = new TemporaryFolder();
  folder.write("model.safetensors", model);
  folder.write("images.json", JSON.stringify(images));
  const script = `${loader}
images = torch.tensor(json.load(open("images.json")), dtype=torch.uint8).reshape(-1, 1, 28, 28)
${example}
print(json.dumps(probabilities.tolist()))
`;
  const { code, stdout, stderr } = await runProgram(program, ["-c", script], { cwd: folder.path });
  assertEquals([code, stderr], [0, ""]);
  const input = Matrix.of(images.map((pixels) => pixels.map((pixel) => pixel / 255)));
  assertClose(JSON.parse(stdout).flat(), network.forward(input).toRows().flat(), 1e-12);
});
