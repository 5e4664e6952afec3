import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { copySync, walkSync } from "@std/fs";
import { fromFileUrl } from "@std/path";
import { parseHistoryLines } from "../../lib/training/history.ts";
import { parseRuns } from "../../tools/results/run.ts";
import { type Outcome, runProgram } from "../cli/run_mnist.ts";
import { stripeKeys, writeStripes } from "../cli/striped_files.ts";
import { TemporaryFolder } from "../cli/temporary_folder.ts";

const root = fromFileUrl(import.meta.resolve("../../"));

/** A folder with the project's configurations, one of them for a small dataset. */
function prepare(): TemporaryFolder {
  const folder = new TemporaryFolder();
  copySync(`${root}/mnist-configs`, folder.join("mnist-configs"));
  Deno.mkdirSync(folder.join("results/recorded"), { recursive: true });
  folder.write("results/recorded/runs.jsonl", "");
  writeStripes(folder, 60);
  folder.write(
    "mnist-configs/uppsala-linear.config",
    `${stripeKeys}
rel_path_log_file = results/uppsala-linear.log
rel_path_history_file = results/uppsala-linear.jsonl
layers = dense 10 softmax
batch_size = 8
num_epochs = 3
learning_rate = 0.1
`,
  );
  return folder;
}

function results({ path }: TemporaryFolder, ...args: readonly string[]): Promise<Outcome> {
  const permissions = ["--allow-read", "--allow-write=.", "--allow-run", "--allow-sys=cpus"];
  const settings = ["--quiet", "--no-prompt", "--config", `${root}/deno.json`];
  const program = ["run", ...settings, ...permissions, `${root}/tools/results.ts`];
  return runProgram(Deno.execPath(), [...program, ...args], { cwd: path });
}

Deno.test("results record trains a model with each seed, and a check reproduces it", async () => {
  using folder = prepare();
  const { code, stderr } = await results(folder, "record", "uppsala-linear", "--seeds", "1,2");
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  const runs = parseRuns(Deno.readTextFileSync(folder.join("results/recorded/runs.jsonl")));
  assertEquals(runs.map(({ config, seed }) => [config, seed]), [
    ["uppsala-linear", 1],
    ["uppsala-linear", 2],
  ]);
  for (const { seed, errorRate, seconds } of runs) {
    const name = `results/recorded/uppsala-linear${seed === 1 ? "" : "-seed-2"}.jsonl`;
    const history = parseHistoryLines(Deno.readTextFileSync(folder.join(name)));
    assertEquals([history.length, history.at(-1)?.test?.errorRate], [3, errorRate]);
    assert(seconds > 0);
  }
  assertMatch(
    Deno.readTextFileSync(folder.join("RESULTS.md")),
    /^\| \[linear model\].* \| 1: [\d.]+ %, 2: [\d.]+ % +\| 3 epochs /m,
  );

  const check = await results(folder);
  assertEquals(check.code, 0);
  assertMatch(check.stdout, /\nok +uppsala-linear: [\d.]+ %, recorded [\d.]+ % ± [\d.]+ %\n$/);
  const names = Array.from(
    walkSync(folder.join("results"), { includeDirs: false }),
    ({ name }) => name,
  ).sort();
  assertEquals(names, ["runs.jsonl", "uppsala-linear-seed-2.jsonl", "uppsala-linear.jsonl"]);
});

Deno.test("results fails for a row that is not reproduced", async () => {
  using folder = prepare();
  await results(folder, "record", "uppsala-linear");
  const ledger = folder.join("results/recorded/runs.jsonl");
  const tampered = Deno.readTextFileSync(ledger).replace(/"errorRate":[\d.]+/, '"errorRate":0.99');
  Deno.writeTextFileSync(ledger, tampered);
  const { code, stdout } = await results(folder);
  assertEquals(code, 1);
  assertMatch(stdout, /\nWRONG uppsala-linear: /);
});

Deno.test("results leaves out a row without its data, and says so", async () => {
  using folder = prepare();
  await results(folder, "record", "uppsala-linear");
  Deno.removeSync(folder.join("images"));
  const { code, stdout } = await results(folder);
  assertEquals(code, 0);
  assertMatch(stdout, /^ +uppsala-linear: not trained, there is no images$/m);
});

Deno.test("results adopt records what was trained by hand, to its end or not", async () => {
  using folder = prepare();
  await results(folder, "record", "uppsala-linear");
  const options = ["results/recorded/uppsala-linear.jsonl", "90", "--seed", "3"];
  const { code, stderr } = await results(folder, "adopt", "uppsala-mlp", ...options);
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  const [, run] = parseRuns(Deno.readTextFileSync(folder.join("results/recorded/runs.jsonl")));
  assertEquals([run.config, run.seed, run.errorRate, run.seconds], [
    "uppsala-mlp",
    3,
    undefined,
    90,
  ]);
  const table = Deno.readTextFileSync(folder.join("RESULTS.md"));
  assertMatch(
    table,
    /^\| \[multi-layer network\].* \| 24 iterations +\| 90 s +\| `build\/mnist train mnist/m,
  );

  folder.write("log", " - image 0: Prediction=1. Label=2\n");
  const mismatch = await results(folder, "adopt", "uppsala-mlp", ...options, "--log", "log");
  assertEquals(mismatch.code, 1);
  assertStringIncludes(mismatch.stderr, "Expected a history with the error rate 1");
});

Deno.test("RESULTS.md is what the recorded runs give", async () => {
  using folder = new TemporaryFolder();
  copySync(`${root}/mnist-configs`, folder.join("mnist-configs"));
  copySync(`${root}/results/recorded`, folder.join("results/recorded"));
  assertEquals((await results(folder, "table")).code, 0);
  const isCurrent = Deno.readTextFileSync(folder.join("RESULTS.md")) ===
    Deno.readTextFileSync(`${root}/RESULTS.md`);
  assertEquals(isCurrent, true, "run `deno task results table`");
});

Deno.test("results refuses what it does not know", async () => {
  using folder = prepare();
  const { code, stderr } = await results(folder, "recrod");
  assertEquals(code, 1);
  assertStringIncludes(
    stderr,
    'Expected a subcommand, or none (record, adopt, table) but found "recrod"',
  );
});

Deno.test("results explains itself, and says in a line what it does not understand", async () => {
  using folder = prepare();
  const { code, stdout } = await results(folder, "--help");
  assertEquals(code, 0);
  for (const name of ["record", "adopt", "table"]) assertMatch(stdout, RegExp(`^  ${name} `, "m"));
  const wrong = await results(folder, "nonsense");
  assertEquals(
    { code: wrong.code, stderr: wrong.stderr },
    {
      code: 1,
      stderr:
        'results: Expected a subcommand, or none (record, adopt, table) but found "nonsense"\n',
    },
  );
});
