import { assertEquals, assertLess, assertRejects } from "@std/assert";
import { interruptible } from "../../../cli/processes/interruption.ts";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { divideBy255 } from "../../../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { encodeModel } from "../../../lib/models/model_file.ts";
import { Network } from "../../../lib/network.ts";
import { mnistCommand } from "../run_mnist.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const module = import.meta.resolve("../../../cli/processes/interruption.ts");
const program = `
  import { interruptible } from ${JSON.stringify(module)};
  await interruptible(async (signal) => {
    console.log("working");
    const timer = setInterval(() => {}, 1000);
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    clearInterval(timer);
    await Promise.resolve();
    console.log("cleaned up");
    throw new Error("aborted");
  });
`;

for (const [signal, expected] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const) {
  Deno.test(`interruptible() lets the work clean up on ${signal} and exits with ${expected}`, async () => {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--quiet", program],
      stdout: "piped",
    }).spawn();
    let output = "";
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      output += text;
      if (text.includes("working")) child.kill(signal);
    }
    assertEquals(output, "working\ncleaned up\n");
    assertEquals((await child.status).code, expected);
  });
}

Deno.test("interruptible() passes on what the work returns or throws", async () => {
  assertEquals(await interruptible(() => Promise.resolve(7)), 7);
  await assertRejects(
    () => interruptible(() => Promise.reject(new RangeError("failed"))),
    RangeError,
  );
});

/** A folder with a model that takes long for MNIST, and a configuration of it. */
function writeLongWork(): { folder: TemporaryFolder; model: string; config: string } {
  const folder = new TemporaryFolder();
  const layers = "conv 32 5x5 same relu, conv 32 5x5 same relu, dense 10 softmax";
  const network = new Network({
    device: createTypeScriptDevice("f32"),
    inputShape: [1, 28, 28],
    layers: parseLayers(layers),
    batchSize: 1,
  });
  const classNames = Array.from({ length: 10 }, (_, digit) => `${digit}`);
  const description = { normalization: divideBy255, classNames };
  const model = folder.write("model.safetensors", encodeModel(network, description));
  const paths = [["train", "train"], ["test", "t10k"]].flatMap(([part, name]) => [
    `rel_path_${part}_images = ${mnist}/${name}-images.idx3-ubyte`,
    `rel_path_${part}_labels = ${mnist}/${name}-labels.idx1-ubyte`,
  ]);
  const keys = ["num_epochs = 9", "batch_size = 10", "learning_rate = 0.1", `layers = ${layers}`];
  const outputs = [`rel_path_log_file = ${folder.join("log")}`, `rel_path_model_file = ${model}`];
  const config = folder.write("a.config", [...paths, ...keys, ...outputs].join("\n"));
  return { folder, model, config };
}

const mnist = new URL("../../../mnist-datasets", import.meta.url).pathname;

const longWork: readonly (readonly [string, (model: string, config: string) => string[]])[] = [
  ["train", (_, config) => [config]],
  ["evaluate", (model) => {
    return [model, `${mnist}/train-images.idx3-ubyte`, `${mnist}/train-labels.idx1-ubyte`];
  }],
  ["report", (_, config) => [config]],
  ["gradcheck", (_, config) => [config]],
  ["bench", () => ["--datasets", mnist]],
];

for (const [name, argumentsOf] of longWork) {
  Deno.test(`mnist ${name} ends within a second of Ctrl-C, and leaves nothing half-written`, async () => {
    const { folder, model, config } = writeLongWork();
    using _folder = folder;
    const before = folder.names();
    const child = mnistCommand([name, ...argumentsOf(model, config)]).spawn();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const start = performance.now();
    child.kill("SIGINT");
    const { code } = await child.output();
    assertLess(performance.now() - start, 1000);
    assertEquals(code, 130);
    assertEquals(folder.names().filter((name) => !name.endsWith(".lock")), before);
  });
}

Deno.test("interruptible() aborts the outer work alone, and exits when it is asked a second time", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "--quiet",
      `
      import { interruptible } from ${JSON.stringify(module)};
      await interruptible((outer) => interruptible(async (inner) => {
        setInterval(() => {}, 1000);
        console.log("working");
        await new Promise((resolve) => outer.addEventListener("abort", resolve));
        console.log("inner", inner.aborted);
        await new Promise(() => {});
      }));
    `,
    ],
    stdout: "piped",
  }).spawn();
  let output = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    output += text;
    child.kill("SIGINT");
  }
  assertEquals(output, "working\ninner false\n");
  assertEquals((await child.status).code, 130);
});
