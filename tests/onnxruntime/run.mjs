// Computes what an ONNX model makes of an input: run.mjs <model> <input>, where the input is a JSON object
// with its type, extents and values. Prints the type and extents that the model declares for its input,
// and the names, extents and values of its outputs, as JSON.
const { default: runtime } = await import("onnxruntime-web");
const [modelPath, inputPath] = Deno.args;
const { type, extents, values } = JSON.parse(Deno.readTextFileSync(inputPath));
const elements = type === "uint8" ? Uint8Array.from(values) : Float32Array.from(values);

// Several threads need an environment that isolates pages from each other.
runtime.env.wasm.numThreads = 1;
runtime.env.logLevel = "error";
const session = await runtime.InferenceSession.create(Deno.readFileSync(modelPath));
const [inputName] = session.inputNames;
const outputs = await session.run({ [inputName]: new runtime.Tensor(type, elements, extents) });
const [outputName] = session.outputNames;
const { dims, data } = outputs[outputName];
console.log(JSON.stringify({ inputName, outputName, extents: dims, values: Array.from(data) }));
