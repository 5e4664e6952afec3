import { assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { formatConfigurationPage } from "../../tools/configuration.ts";
import { runProgram } from "../cli/run_mnist.ts";
import { TemporaryFolder } from "../cli/temporary_folder.ts";

const root = fromFileUrl(import.meta.resolve("../../"));

Deno.test("CONFIGURATION.md is what the tables of keys and notations give", async () => {
  using folder = new TemporaryFolder();
  const page = folder.write("page.md", formatConfigurationPage());
  const args = ["fmt", "--quiet", "--config", `${root}/deno.json`, page];
  assertEquals(await runProgram(Deno.execPath(), args), { code: 0, stdout: "", stderr: "" });
  const isCurrent = Deno.readTextFileSync(page) ===
    Deno.readTextFileSync(`${root}/CONFIGURATION.md`);
  assertEquals(isCurrent, true, "run `deno task configuration`");
});
