import { assertEquals } from "@std/assert";
import { parseLayers } from "../lib/config/layer_notation.ts";
import { divideBy255 } from "../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import { encodeSafetensors } from "../lib/formats/encode_safetensors.ts";
import type { Tensor } from "../lib/formats/safetensors.ts";
import { Matrix } from "../lib/matrix.ts";
import { encodeModel } from "../lib/models/model_file.ts";
import { Network } from "../lib/network.ts";
import { Random } from "../lib/random.ts";
import { assertClose } from "./close.ts";
import { python, testWith } from "./programs.ts";
import { readWithPython } from "./python_safetensors.ts";

testWith(
  python,
  "encodeSafetensors() writes what an independent reader reads",
  async (program) => {
    const tensors = new Map<string, Tensor>([
      ["0.weight", { shape: [2, 2], data: Float64Array.of(0.1, -2, 3e300, 5e-324) }],
      ["0.bias", { shape: [2], data: Float32Array.of(0.5, -0.25) }],
      ["count", { shape: [], data: BigInt64Array.of(-3n) }],
      ["signed", { shape: [1], data: Int32Array.of(-7) }],
      ["unsigned", { shape: [1], data: Uint32Array.of(4294967295) }],
      ["umlaut ü", { shape: [1, 3], data: Uint8Array.of(0, 128, 255) }],
      ["empty", { shape: [0, 4], data: new Float32Array() }],
    ]);
    const metadata = new Map([["layers", "dense 2"], ["quote", '"\n']]);
    assertEquals(await readWithPython(program, encodeSafetensors({ tensors, metadata })), {
      metadata: { layers: "dense 2", quote: '"\n' },
      tensors: {
        "0.weight": { type: "F64", shape: [2, 2], values: [0.1, -2, 3e300, 5e-324] },
        "0.bias": { type: "F32", shape: [2], values: [0.5, -0.25] },
        count: { type: "I64", shape: [], values: [-3] },
        signed: { type: "I32", shape: [1], values: [-7] },
        unsigned: { type: "U32", shape: [1], values: [4294967295] },
        "umlaut ü": { type: "U8", shape: [1, 3], values: [0, 128, 255] },
        empty: { type: "F32", shape: [0, 4], values: [] },
      },
    });
  },
);

testWith(
  python,
  "a model with convolutions computes the same in plain loops over what Python reads",
  async (program) => {
    const device = createTypeScriptDevice();
    const network = new Network({
      device,
      inputShape: [2, 3, 3],
      layers: parseLayers("conv 2 2x2 valid, relu, flatten, dense 3"),
      batchSize: 1,
      seed: 3,
    });
    const { metadata, tensors } = await readWithPython(
      program,
      encodeModel(network, { normalization: divideBy255, classNames: ["a", "b", "c"] }),
    );
    assertEquals(metadata.layers, "conv 2 2x2 valid, relu, flatten, dense 3");
    assertEquals(
      Object.entries(tensors).map(([name, { type, shape }]) => [name, type, shape]),
      [
        ["0.weight", "F64", [2, 2, 2, 2]],
        ["0.bias", "F64", [2]],
        ["3.weight", "F64", [3, 8]],
        ["3.bias", "F64", [3]],
      ],
    );

    const random = new Random(5);
    const image = Array.from({ length: 18 }, () => random.uniform(-1, 1));
    const kernels = tensors["0.weight"].values;
    const hidden: number[] = [];
    for (let f = 0; f < 2; f++) {
      for (let y = 0; y < 2; y++) {
        for (let x = 0; x < 2; x++) {
          let sum = tensors["0.bias"].values[f];
          for (let c = 0; c < 2; c++) {
            for (let v = 0; v < 2; v++) {
              for (let u = 0; u < 2; u++) {
                const weight = kernels[((f * 2 + c) * 2 + v) * 2 + u];
                sum += weight * image[(c * 3 + y + v) * 3 + x + u];
              }
            }
          }
          hidden.push(Math.max(0, sum));
        }
      }
    }
    const weights = tensors["3.weight"].values;
    const outputs = tensors["3.bias"].values.map((bias, o) =>
      hidden.reduce((sum, h, i) => sum + h * weights[o * 8 + i], bias)
    );
    assertClose(network.forward(Matrix.of([image])).toRows()[0], outputs, 1e-14);
  },
);
