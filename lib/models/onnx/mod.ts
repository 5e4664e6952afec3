/**
 * Models as ONNX files, for other programs and from them.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, dense, encodeModel, Network, parseModel, softmax } from "@handwriting/mnist";
 * import { divideBy255 } from "../../data/normalization.ts";
 * import { encodeOnnxModel, parseOnnxModel } from "@handwriting/mnist/onnx";
 * import { assertEquals } from "@std/assert";
 *
 * const device = createTypeScriptDevice("f32");
 * const layers = [dense(2), softmax()];
 * const network = new Network({ device, inputShape: [3], layers, batchSize: 1 });
 * const description = { normalization: divideBy255, classNames: ["cat", "dog"] };
 * const model = parseModel(encodeModel(network, description));
 *
 * const file = encodeOnnxModel([model], { producer: { name: "example", version: "1" } });
 * assertEquals(parseOnnxModel(file), model);
 * ```
 *
 * @module
 */

export { encodeOnnxModel, type OnnxOptions } from "./encode_onnx_model.ts";
export { type OnnxReadingOptions, parseOnnxModel } from "./parse_onnx_model.ts";
