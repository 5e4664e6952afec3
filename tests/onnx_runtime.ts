import { fromFileUrl } from "@std/path";
import { runProgram } from "./cli/run_mnist.ts";
import { TemporaryFolder } from "./cli/temporary_folder.ts";
import type { Program } from "./programs.ts";

const folder = fromFileUrl(import.meta.resolve("./onnxruntime/"));
const config = ["--config", `${folder}deno.json`];

/** ONNX Runtime as npm brings it, with dependencies of its own: it is large, and only tests need it. */
export const onnxRuntime: Pick<Program, "find"> = {
  find() {
    const args = ["install", "--quiet", "--frozen", ...config];
    return new Deno.Command(Deno.execPath(), { args, cwd: folder, stdin: "null" }).outputSync()
        .success
      ? Deno.execPath()
      : undefined;
  },
};

/** What goes into a model. */
export interface OnnxInput {
  readonly type: "uint8" | "float32";
  readonly extents: readonly number[];
  readonly values: readonly number[];
}

/** What a model makes of it. */
export interface OnnxResult {
  readonly inputName: string;
  readonly outputName: string;
  readonly extents: readonly number[];
  readonly values: readonly number[];
}

/** Runs an ONNX model in ONNX Runtime. */
export async function runOnnx(model: Uint8Array, input: OnnxInput): Promise<OnnxResult> {
  using files = new TemporaryFolder();
  const paths = [files.write("model", model), files.write("input", JSON.stringify(input))];
  const permissions = ["--allow-read", "--allow-env"];
  const run = ["run", "--quiet", "--frozen", ...config, ...permissions, `${folder}run.mjs`];
  const { code, stdout, stderr } = await runProgram(Deno.execPath(), [...run, ...paths]);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
