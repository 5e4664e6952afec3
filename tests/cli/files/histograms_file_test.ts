import { assertEquals, assertRejects } from "@std/assert";
import {
  appendHistograms,
  prepareHistograms,
  readHistograms,
} from "../../../cli/files/histograms_file.ts";
import { histogram } from "../../../lib/metrics/histogram.ts";
import type { HistogramRecord } from "../../../lib/training/histogram_lines.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const layer = { layer: 1, name: "1 dense 10", quantity: "bias" } as const;
const records = [1, 2, 3].map((epoch): HistogramRecord => {
  return { epoch, ...layer, histogram: histogram([0, epoch], 2) };
});

Deno.test("histograms are read as they were appended", async () => {
  using folder = new TemporaryFolder();
  const path = folder.join("histograms");
  await prepareHistograms(path, 0);
  assertEquals(await readHistograms(path), []);
  for (const record of records) await appendHistograms(path, [record]);
  assertEquals(await readHistograms(path), records);
});

Deno.test("prepareHistograms() drops what comes after the last epoch, and an unfinished line", async () => {
  using folder = new TemporaryFolder();
  const path = folder.join("histograms");
  await appendHistograms(path, records);
  const text = Deno.readTextFileSync(path);
  folder.write("histograms", `${text}{"epoch":4,"lay`);
  assertEquals(await readHistograms(path), records);
  await prepareHistograms(path, 2);
  assertEquals(await readHistograms(path), records.slice(0, 2));
  await prepareHistograms(path, 0);
  assertEquals(Deno.readTextFileSync(path), "");
});

Deno.test("prepareHistograms() begins a file where there is none", async () => {
  using folder = new TemporaryFolder();
  await prepareHistograms(folder.join("histograms"), 2);
  assertEquals(folder.names(), ["histograms"]);
});

Deno.test("readHistograms() names a file that holds something else", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("histograms", '{"epoch":1}\n');
  const message = `${path}: Expected a number "layer" but found none in line 1`;
  await assertRejects(() => readHistograms(path), Error, message);
  await assertRejects(() => prepareHistograms(path, 1), Error, message);
  assertEquals(Deno.readTextFileSync(path), '{"epoch":1}\n');
});
