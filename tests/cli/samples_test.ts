import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { readModel } from "../../cli/files/model_files.ts";
import { runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

const studies = fromFileUrl(import.meta.resolve("../../mnist-configs/studies/"));

/** Runs the program in a folder; it must succeed. */
async function run(folder: TemporaryFolder, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runMnist(args, { cwd: folder.path });
  assertEquals([code, stderr], [0, ""], args.join(" "));
  return stdout;
}

/** Generates what a study trains and tests on, and trains it. */
async function trainStudy(folder: TemporaryFolder, kind: string): Promise<string> {
  await run(folder, "generate", kind, `${kind}.csv`);
  await run(folder, "generate", kind, `${kind}-test.csv`, "--seed", "2");
  return await run(folder, "train", `${studies}${kind}.config`);
}

Deno.test("a study of points of classes is trained and used from its files alone", async () => {
  using folder = new TemporaryFolder();
  const trained = await trainStudy(folder, "moons");
  const [, accuracy] = /Test accuracy (\S+) %/.exec(trained) ?? [];
  assert(Number(accuracy) > 98, trained);
  assertStringIncludes(trained, "of 200 samples wrong");
  const { featureNames, targetNames, classNames, normalization } = await readModel(
    folder.join("results/moons.safetensors"),
  );
  assertEquals([featureNames, targetNames, classNames], [["x1", "x2"], undefined, ["0", "1"]]);
  assertEquals(normalization.method, "per_feature");
  assertMatch(await run(folder, "summary", `${studies}moons.config`), /^42 parameters$/m);
});

Deno.test("a study of a function is trained and used from its files alone", async () => {
  using folder = new TemporaryFolder();
  const trained = await trainStudy(folder, "sine");
  const [, rSquared] = /Test R² (\S+),/.exec(trained) ?? [];
  // Of the variance of sine and noise, 1/2 + 1/100, the noise cannot be explained.
  const most = 0.5 / 0.51;
  assert(Math.abs(Number(rSquared) - most) < 0.02, trained);
  const log = Deno.readTextFileSync(folder.join("results/sine.log"));
  assertMatch(log, /^Current batch: 0\n - sample 0: Prediction=-?[\d.]+\. Target=-?[\d.]+\n/);
  const history = Deno.readTextFileSync(folder.join("results/sine.jsonl"));
  assertStringIncludes(history, '"test_r_squared"');
  assertEquals(history.includes("error_rate"), false);
  const { targetNames, classNames } = await readModel(folder.join("results/sine.safetensors"));
  assertEquals([targetNames, classNames], [["y"], []]);
});

Deno.test("every generator has a study, which learns what it generates", async () => {
  using folder = new TemporaryFolder();
  const least: [string, number][] = [
    ["circles", 98],
    ["spirals", 95],
    ["xor", 95],
    ["blobs", 97],
    ["bumps", 0.85],
    ["polynomial", 0.95],
    ["ridge", 0.85],
  ];
  for (const [kind, worst] of least) {
    const trained = await trainStudy(folder, kind);
    const [, figure] = /Test (?:accuracy|R²) ([\d.]+)/.exec(trained) ?? [];
    assert(Number(figure) > worst, `${kind}: ${trained.split("\n").at(-2)}`);
  }
});

Deno.test("a training on samples goes on from a checkpoint as if it had not stopped", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "sine");
  const whole = Deno.readFileSync(folder.join("results/sine.safetensors"));
  const options = ["--checkpoint_every", "5"];
  const config = `${studies}sine.config`;
  await run(folder, "train", config, ...options, "--num_epochs", "10");
  const resumed = await run(folder, "train", config, ...options, "--resume");
  assertStringIncludes(resumed, "Going on after epoch 10");
  const { tensors } = await readModel(folder.join("results/sine.safetensors"));
  folder.write("whole.safetensors", whole);
  assertEquals((await readModel(folder.join("whole.safetensors"))).tensors, tensors);
});

Deno.test("train names file and line of what is no table of samples", async () => {
  using folder = new TemporaryFolder();
  await run(folder, "generate", "moons", "moons.csv");
  for (
    const [content, message] of [
      ["", "moons-test.csv: Expected the names of columns in line 1 but found an empty file"],
      ["x1,x2,label\n1,2\n", "but found 2 in line 2"],
      ["x1,x2,label\n1,NaN,0\n", 'but found "NaN" as "x2" in line 2'],
      ["x1,x2\n1,2\n", "Expected a column of classes"],
      ["x1,label\n1,2\n", 'Expected a column "x2" but found "x1", "label" in line 1'],
      ["\x89PNG\r\n\x1a\n\0\0\0\0", "Expected a CSV file of samples but found"],
    ] as const
  ) {
    folder.write("moons-test.csv", content);
    const { code, stderr } = await runMnist(["train", `${studies}moons.config`], {
      cwd: folder.path,
    });
    assertEquals([code, stderr.split("\n").length], [1, 2], stderr);
    assertStringIncludes(stderr, message);
    assertStringIncludes(stderr, "moons-test.csv: ");
  }
});

Deno.test("commands for images say that a configuration has none", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "moons");
  const { code, stderr } = await runMnist(["compare", "results/moons.safetensors"], {
    cwd: folder.path,
  });
  assertEquals(code, 1);
  assertStringIncludes(stderr, "Expected images but found samples of numbers");
});
