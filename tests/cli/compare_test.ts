import { assertArrayIncludes, assertEquals, assertLess, assertMatch } from "@std/assert";
import { chromium, testWith } from "../programs.ts";
import { dataKeys, digitsFolder, succeed } from "./digits_folder.ts";
import { chartIds, inspectEverywhere } from "./page_inspection.ts";
import { tableRows } from "./pages/table_rows.ts";
import { runMnist } from "./run_mnist.ts";
import { templateModel } from "./template_model.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** Trains with keys of its own, and keeps model and history under a name. */
async function train(folder: TemporaryFolder, name: string, keys: string): Promise<void> {
  const shared = keys.includes("learning_rate")
    ? dataKeys.replace(/learning_rate.*\n/, "")
    : dataKeys;
  folder.write(
    `${name}.config`,
    `${shared.replace("model.safetensors", `${name}.safetensors`)}
rel_path_history_file = ${name}.jsonl
hidden_size = 8
validation = 20
${keys}`,
  );
  await succeed(folder, "train", `${name}.config`);
}

/** The page of a comparison. */
function pageIn(folder: TemporaryFolder, name: string): string {
  return Deno.readTextFileSync(folder.join(`${name}/index.html`));
}

testWith(
  chromium,
  "the page of mnist compare opens in a browser, wide or narrow, light or dark, all by itself",
  async (program) => {
    using folder = digitsFolder(100, "");
    // What comes from outside must stay text.
    const names = Array.from({ length: 10 }, (_, i) => `<b>${i}</b>&amp;"`);
    folder.write("class-names.txt", names.join("\n"));
    await train(folder, "<b>a", "learning_rate = 0.2\n");
    await train(folder, "b", "learning_rate = 0.01\n");
    const output = await succeed(
      folder,
      ...["compare", "<b>a.safetensors", "b.safetensors", "--out", "page"],
    );
    assertEquals(output, "Wrote page/index.html\n");
    const copy = folder.write("alone.html", pageIn(folder, "page"));
    assertArrayIncludes(chartIds(pageIn(folder, "page")), ["error-validation", "only-first"]);
    await inspectEverywhere(program, copy);
  },
);

Deno.test("mnist compare writes the page, and an SVG and a PNG file for each of its charts", async () => {
  using folder = digitsFolder(100, "");
  await train(folder, "a", "seed = 1\n");
  await train(folder, "b", "seed = 2\n");
  await succeed(folder, "compare", "a.jsonl", "b.jsonl");
  const page = pageIn(folder, "a-comparison");
  const ids = chartIds(page);
  assertEquals(ids.slice(0, 3), ["error-validation", "error-test", "error-training"]);
  const expected = ids.flatMap((id) => [`${id}.svg`, `${id}.png`]);
  const names = Array.from(Deno.readDirSync(folder.join("a-comparison")), ({ name }) => name);
  assertEquals(names.sort(), [...expected, "index.html"].sort());
  assertMatch(page, />a \(final \d+\.\d\d %\)</);
  assertLess(page.length, 1e6);
});

/** A sweep's folder with runs of these keys, each line a run. */
async function sweep(folder: TemporaryFolder, runs: readonly string[]): Promise<void> {
  const list = runs.map((_, i) => ({ name: `run-${i}` }));
  Deno.mkdirSync(folder.join("sweep"));
  folder.write("sweep/sweep.json", JSON.stringify({ runs: [...list, { name: "not-begun" }] }));
  for (const [i, keys] of runs.entries()) {
    Deno.mkdirSync(folder.join(`sweep/run-${i}`));
    await train(folder, `run-${i}`, keys);
    const files = [["config", "run.config"], ["jsonl", "history.jsonl"]];
    for (const [ending, name] of [...files, ["safetensors", "model.safetensors"]]) {
      Deno.renameSync(folder.join(`run-${i}.${ending}`), folder.join(`sweep/run-${i}/${name}`));
    }
    folder.write(`sweep/run-${i}/result.json`, "{}");
  }
}

Deno.test("mnist compare shows a sweep by its keys, with means over seeds", async () => {
  using folder = digitsFolder(60, "");
  const rates = ["0.3", "0.1", "0.03"];
  await sweep(
    folder,
    rates.flatMap((rate) => [1, 2].map((seed) => `learning_rate = ${rate}\nseed = ${seed}\n`)),
  );
  await succeed(folder, "compare", "sweep");
  const page = pageIn(folder, "sweep-comparison");
  assertArrayIncludes(chartIds(page), ["cost-training", "error-over-learning-rate"]);
  assertMatch(page, /<h1>sweep<\/h1>\n<p class="subtitle">Differing in learning_rate, seed</);
  const [heading, ...groups] = tableRows(page).slice(0, 4);
  assertEquals(heading.slice(0, 2), ["learning_rate", "runs"]);
  assertEquals(groups.map(([rate, runs]) => `${rate}: ${runs}`).sort(), [
    "0.03: 2",
    "0.1: 2",
    "0.3: 2",
  ]);
  for (const group of groups) assertMatch(group[2], /^\d+\.\d\d ± \d+\.\d\d %$/);
});

Deno.test("mnist compare finds on which images two models differ", async () => {
  using folder = digitsFolder(100, "hidden_size = 8\n");
  await train(folder, "a", "");
  // Nothing but the data is taken from this configuration.
  folder.write("b.config", `${dataKeys.replace("model.", "b.")}hidden_size = 8\n`);
  folder.write("b.safetensors", templateModel());
  await succeed(folder, "compare", "a.config", "b.config", "--out=page", "--device=typescript");
  const rows = new Map(tableRows(pageIn(folder, "page")).map(([name, ...cells]) => [name, cells]));
  const counts = [...rows].filter(([name]) => /^both|^neither| alone$/.test(name));
  assertEquals(counts.length, 4);
  assertEquals(counts.reduce((sum, [_, [count]]) => sum + Number(count), 0), 100);
  const wrong = await Promise.all(["a", "b"].map(async (name) => {
    const { stdout } = await runMnist(
      ["evaluate", `${name}.safetensors`, "test.config", "--json"],
      {
        cwd: folder.path,
      },
    );
    return Number(stdout.match(/"wrong":(\d+)/)?.[1]);
  }));
  const [both, first, second, neither] = counts.map(([_, [count]]) => Number(count));
  assertEquals([second + neither, first + neither], wrong);
  assertEquals(both, 100 - first - second - neither);
});

Deno.test("mnist compare says once for each model which images it leaves out", async () => {
  using folder = digitsFolder(20, "");
  const names = [..."012345678", "x"];
  for (const name of ["a", "b"]) {
    folder.write(`${name}.config`, `${dataKeys.replace("model.", `${name}.`)}hidden_size = 8\n`);
    folder.write(`${name}.safetensors`, templateModel(names));
  }
  const args = ["compare", "a.config", "b.config"];
  const { code, stderr } = await runMnist(args, { cwd: folder.path });
  assertEquals(code, 0, stderr);
  assertEquals(stderr.match(/left out .* which \w\.safetensors/g)?.length, 2, stderr);
});

Deno.test("mnist compare shows what it can where one of several runs is missing", async () => {
  using folder = digitsFolder(40, "");
  await train(folder, "a", "");
  const { code, stdout, stderr } = await runMnist(["compare", "none.jsonl", "a.jsonl"], {
    cwd: folder.path,
  });
  assertEquals({ code, stdout }, { code: 1, stdout: "Wrote none-comparison/index.html\n" });
  assertEquals(
    stderr,
    "mnist: none.jsonl: Expected a history of a training but found no such file\n",
  );
  assertArrayIncludes(chartIds(pageIn(folder, "none-comparison")), ["cost-training"]);
});

Deno.test("mnist compare says of each run why there is nothing to compare", async () => {
  using folder = new TemporaryFolder();
  folder.write("text.jsonl", "hello\n");
  folder.write("empty.jsonl", "");
  const paths = ["none.jsonl", "text.jsonl", "empty.jsonl", "none.jsonl"];
  const { code, stderr } = await runMnist(["compare", ...paths], { cwd: folder.path });
  assertEquals(code, 1);
  assertEquals(stderr.trimEnd().split("\n"), [
    "mnist: none.jsonl: Expected a history of a training but found no such file",
    'mnist: text.jsonl: Expected a JSON object but found "hello" in line 1',
    "mnist: empty.jsonl: Expected a history with one measurement or more but found none",
  ]);
});

const malformed: readonly (readonly [readonly string[], number, string])[] = [
  [[], 2, "Expected <run> ... but found 0 words"],
  [["a", "--uot", "x"], 2, 'found "--uot"; did you mean "--out"?'],
  [["a", "--device", "x"], 2, "--device: Expected typescript"],
  [
    ["none"],
    1,
    "none: Expected a history, a model, a configuration or the folder of a sweep but found no such",
  ],
  [["none.config"], 1, "none.config: Expected a configuration file but found no such file"],
  [["none.jsonl"], 1, "none.jsonl: Expected a history of a training but found no such file"],
  [["test.config"], 1, "test.config: Expected a model or a history to compare but found none"],
  [["labels.safetensors"], 1, "labels.safetensors: Expected a model file but found no such file"],
  [["."], 1, ".: Expected the folder of a sweep, or of a run, but found neither"],
  [["a.jsonl", "--out", "labels"], 1, "labels: Expected a folder for the comparison but found"],
  [["a.jsonl", "--out", "."], 1, ".: Expected an empty folder, or one of an earlier comparison"],
];

Deno.test("mnist compare says what is wrong in one line, and writes nothing", async () => {
  using folder = digitsFolder(10, "hidden_size = 8\n");
  const names = folder.names();
  for (const [args, expected, message] of malformed) {
    const { code, stdout, stderr } = await runMnist(["compare", ...args], { cwd: folder.path });
    assertEquals({ code, stdout }, { code: expected, stdout: "" }, stderr);
    assertEquals(stderr.includes(message), true, stderr);
    assertEquals(stderr.trimEnd().split("\n").length, 1, stderr);
  }
  assertEquals(folder.names(), names);
});
