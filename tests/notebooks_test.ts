import { assertEquals, assertGreater, assertLess } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { JupyterKernel, type Shown } from "./jupyter_kernel.ts";
import { exampleOn } from "./page_examples.ts";

const folder = fromFileUrl(import.meta.resolve("../notebooks/"));

/** A notebook as its file has it. */
interface Notebook {
  readonly cells: readonly { readonly cell_type: string; readonly source: readonly string[] }[];
}

/** Runs a notebook from top to bottom in Deno's kernel. */
async function runNotebook(name: string): Promise<Shown[]> {
  const { cells }: Notebook = JSON.parse(await Deno.readTextFile(join(folder, name)));
  await using kernel = await JupyterKernel.start(folder);
  const shown: Shown[] = [];
  for (const { cell_type, source } of cells) {
    if (cell_type === "code") shown.push(await kernel.run(source.join("")));
  }
  return shown;
}

/** The richest kind that each cell's value is shown as; "" where it has none. */
function kindsOf(shown: readonly Shown[]): string[] {
  return shown.map(({ result = {} }) => {
    const kinds = ["image/svg+xml", "text/html", "text/plain"];
    return kinds.find((kind) => typeof result[kind] === "string") ?? "";
  });
}

/** The numbers that a cell prints. */
function numbersIn({ text }: Shown): number[] {
  return Array.from(text.matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g), ([number]) => Number(number));
}

const [CHART, TABLE, NOTHING] = ["image/svg+xml", "text/html", ""];

Deno.test("a notebook shows what the page about the library says", async () => {
  await using kernel = await JupyterKernel.start(folder);
  const shown = await kernel.run(exampleOn("docs/library.md", "notebook"));
  assertEquals(kindsOf([shown]), [CHART]);
});

Deno.test("the notebook about the perceptron runs from top to bottom", async () => {
  const shown = await runNotebook("perceptron.ipynb");
  assertEquals(kindsOf(shown), [TABLE, NOTHING, TABLE, TABLE, CHART, CHART]);
  const [_passes, w1, w2, b] = numbersIn(shown[1]);
  for (const [x1, x2] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
    assertEquals(w1 * x1 + w2 * x2 + b >= 0, x1 + x2 === 2);
  }
  // The lecture notes report 0.92 % after 500 epochs on all images.
  const [error] = numbersIn(shown[4]);
  assertLess(error, 0.015);
});

Deno.test("the notebook about the multi-layer perceptron runs from top to bottom", async () => {
  const shown = await runNotebook("mlp.ipynb");
  assertEquals(kindsOf(shown), [TABLE, NOTHING, CHART, CHART, TABLE, NOTHING]);
  const [line, curve] = [shown[2], shown[3]].map((cell) => numbersIn(cell)[0]);
  assertLess(line, 0.92);
  assertGreater(curve, 0.97);
  for (const text of shown[5].text.trim().split("\n")) {
    assertLess(Number(text.split(" ").at(-1)), 1e-6);
  }
});

Deno.test("the notebook about training runs from top to bottom", async () => {
  const shown = await runNotebook("training.ipynb");
  assertEquals(kindsOf(shown), [TABLE, CHART, TABLE]);
  const [_one, f1, epoch] = numbersIn(shown[2]);
  assertGreater(f1, 0.9);
  assertLess(epoch, 29);
});

Deno.test("the notebook about convolutional networks runs from top to bottom", async () => {
  const shown = await runNotebook("cnn.ipynb");
  assertEquals(kindsOf(shown), [TABLE, TABLE, TABLE, CHART, CHART, CHART, CHART]);
  const [first, second] = numbersIn(shown[2]);
  assertLess(second, first);
  assertLess(second, 0.06);
});
