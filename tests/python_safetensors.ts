import { assertEquals } from "@std/assert";
import { runProgram } from "./cli/run_mnist.ts";
import { TemporaryFolder } from "./cli/temporary_folder.ts";

/** Python that reads a safetensors file by the rules of the format's description. */
export const reader = `
import json, struct

def read(path):
    data = open(path, "rb").read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    body = data[8 + length:]
    codes = {"F64": "d", "F32": "f", "I64": "q", "I32": "i", "U32": "I", "U8": "B"}
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        code = codes[entry["dtype"]]
        count = (end - start) // struct.calcsize(code)
        values = struct.unpack("<%d%s" % (count, code), body[start:end])
        tensors[name] = {"type": entry["dtype"], "shape": entry["shape"], "values": values}
    return {"metadata": metadata, "tensors": tensors}
`;

/** What Python's standard library reads from a safetensors file. */
export interface PythonSafetensors {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: Readonly<Record<string, PythonTensor>>;
}

/** A tensor as Python has read it. */
export interface PythonTensor {
  readonly type: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** Reads a safetensors file with a program that knows nothing of this project. */
export async function readWithPython(
  program: string,
  file: Uint8Array,
): Promise<PythonSafetensors> {
  using folder = new TemporaryFolder();
  folder.write("model.safetensors", file);
  const script = `${reader}print(json.dumps(read("model.safetensors")))`;
  const { stdout, stderr } = await runProgram(program, ["-c", script], { cwd: folder.path });
  assertEquals(stderr, "");
  return JSON.parse(stdout);
}
