import { assertEquals } from "@std/assert";
import { runProgram } from "./cli/run_mnist.ts";
import { TemporaryFolder } from "./cli/temporary_folder.ts";

/** Reads a safetensors file by the rules of the format's description, and prints it as JSON. */
const reader = `
import json, struct, sys
data = open(sys.argv[1], "rb").read()
length = struct.unpack("<Q", data[:8])[0]
header = json.loads(data[8:8 + length])
body = data[8 + length:]
codes = {"F64": "d", "F32": "f", "I64": "q", "I32": "i", "U32": "I", "U8": "B"}
metadata = header.pop("__metadata__", {})
tensors = {}
for name, entry in header.items():
    start, end = entry["data_offsets"]
    code = codes[entry["dtype"]]
    values = struct.unpack("<%d%s" % ((end - start) // struct.calcsize(code), code), body[start:end])
    tensors[name] = {"type": entry["dtype"], "shape": entry["shape"], "values": values}
print(json.dumps({"metadata": metadata, "tensors": tensors}))
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
  const path = folder.write("file.safetensors", file);
  const { stdout, stderr } = await runProgram(program, ["-c", reader, path]);
  assertEquals(stderr, "");
  return JSON.parse(stdout);
}
