import { assertEquals, assertThrows } from "@std/assert";
import type { Normalization } from "../../../lib/data/normalization.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { crossEntropy } from "../../../lib/losses.ts";
import { encodeMetadata, parseMetadata } from "../../../lib/models/metadata.ts";
import type { ModelMetadata } from "../../../lib/models/model.ts";

const metadata: ModelMetadata = {
  layers: "dense 2, softmax",
  inputShape: [1, 28, 28],
  loss: crossEntropy,
  normalization: { method: "divide", divisor: 255 },
  classNames: ["cat", 'a "dog"'],
  images: {
    content: "writing",
    ground: "light",
    framing: { extent: 20, centring: "mass", centre: [14, 13.5] },
  },
  training: {
    program: "mnist 1.0.0",
    config: "num_epochs = 5\n",
    epochs: 5,
    seed: 1,
    testAccuracy: 0.98,
  },
};

Deno.test("encodeMetadata() writes texts that other programs can read", () => {
  assertEquals(Object.fromEntries(encodeMetadata(metadata)), {
    mnist_model: "1",
    layers: "dense 2, softmax",
    input_shape: "1x28x28",
    normalization: '{"method":"divide","divisor":255}',
    class_names: '["cat","a \\"dog\\""]',
    loss: "cross_entropy",
    images: '{"content":"writing","ground":"light",' +
      '"framing":{"extent":20,"centring":"mass","centre":[14,13.5]}}',
    training: '{"program":"mnist 1.0.0",' +
      '"config":"num_epochs = 5\\n","epochs":5,"seed":1,"testAccuracy":0.98}',
  });
});

const normalizations: readonly Normalization[] = [
  { method: "divide", divisor: 255 },
  { method: "min_max", minimum: 3, maximum: 250 },
  { method: "min_max_centered", minimum: 0, maximum: 255 },
  { method: "z_score", mean: 33.318421449829934, standardDeviation: 78.56748998339798 },
];

for (const normalization of normalizations) {
  Deno.test(`parseMetadata() reads what encodeMetadata() writes: ${normalization.method}`, () => {
    const original = { ...metadata, normalization };
    assertEquals(parseMetadata(encodeMetadata(original)), original);
  });
}

Deno.test("parseMetadata() reads which fold a model of a cross-validation set aside", () => {
  const original = { ...metadata, training: { program: "x", epochs: 1, seed: 1, fold: 3 } };
  assertEquals(parseMetadata(encodeMetadata(original)).training, original.training);
});

Deno.test("parseMetadata() reads a plain input, no images and no facts of the training", () => {
  const original = {
    ...metadata,
    inputShape: [784],
    images: undefined,
    training: undefined,
  } as const;
  assertEquals(parseMetadata(encodeMetadata(original)), original);
});

const malformed: readonly (readonly [string, string | undefined, string])[] = [
  ["mnist_model", undefined, 'Expected a model of this program, "mnist_model" 1 in the metadata'],
  ["mnist_model", "2", 'but found "2"'],
  ["layers", undefined, 'Expected "layers" in the metadata but found none'],
  ["input_shape", undefined, "input_shape"],
  ["input_shape", "28x28", '"input_shape" in the metadata to be such as 784 or 1x28x28'],
  ["input_shape", "0", 'found "0"'],
  ["input_shape", "1x-28x28", "found"],
  ["input_shape", "1x99999x99999", "of at most 16777216 values"],
  ["input_shape", "99999999x99999999x99999999", "found"],
  ["normalization", "divide", 'Expected a valid "normalization" in the metadata, in JSON'],
  ["normalization", "null", "normalization"],
  ["normalization", '{"method":"median"}', "normalization"],
  ["normalization", '{"method":"divide","divisor":0}', "normalization"],
  ["normalization", '{"method":"divide","divisor":1e999}', "normalization"],
  ["normalization", '{"method":"min_max","minimum":5,"maximum":5}', "normalization"],
  ["normalization", '{"method":"z_score","mean":1}', "normalization"],
  ["normalization", '{"method":"z_score","mean":1,"standardDeviation":0}', "normalization"],
  ["class_names", "{}", "class_names"],
  ["class_names", "[1]", "class_names"],
  ["class_names", '["a"', "class_names"],
  ["images", "{}", 'Expected a valid "images" in the metadata, in JSON'],
  ["images", '{"content":"writing","ground":"grey"}', "images"],
  ["images", '{"content":"scene","ground":"dark","framing":{"extent":20}}', "images"],
  [
    "images",
    '{"content":"object","ground":"dark","framing":{"extent":0,"centring":"box","centre":[1,1]}}',
    "images",
  ],
  [
    "images",
    '{"content":"object","ground":"dark","framing":{"extent":29,"centring":"box","centre":[1,1]}}',
    "images",
  ],
  ["class_names", '["7","8","07"]', 'Expected another name for each class but found "7" and "07"'],
  ["class_names", '["a","b\\u001b[2J"]', 'of visible characters but found "b\\u{1b}[2J"'],
  ["class_names", '["a","b\\nc"]', 'of visible characters but found "b\\u{a}c"'],
  [
    "class_names",
    '["a",""]',
    '"class_names" in the metadata: Expected the name of a class but found none',
  ],
  ["loss", "hinge", '"loss" in the metadata: Expected'],
  ["loss", undefined, "loss"],
  ["training", "[]", "training"],
  ["training", '{"program":"x","epochs":"5","seed":1}', "training"],
  ["training", '{"program":"x","epochs":5,"seed":1,"fold":"2"}', "training"],
];

for (const [name, text, message] of malformed) {
  Deno.test(`parseMetadata() refuses ${text ?? "nothing"} as ${name}`, () => {
    const texts = encodeMetadata(metadata);
    if (text === undefined) texts.delete(name);
    else texts.set(name, text);
    assertThrows(() => parseMetadata(texts), FormatError, message);
  });
}
