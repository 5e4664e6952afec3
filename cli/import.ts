import { finiteNumber, positiveNumber } from "../lib/config/values.ts";
import { type Normalization, normalizePixel } from "../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import { FILE_KIND_LENGTH, fileKind } from "../lib/formats/file_kind.ts";
import { FormatError } from "../lib/formats/format_error.ts";
import { escapeInvisible } from "../lib/formats/quote.ts";
import type { Model } from "../lib/models/model.ts";
import { restoreNetwork } from "../lib/models/model_file.ts";
import { type OnnxReadingOptions, parseOnnxModel } from "../lib/models/onnx/parse_onnx_model.ts";
import { formatShape } from "../lib/shape.ts";
import { tellsProbabilities } from "../lib/training/predict.ts";
import { flag, operand, option } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { file, wordList } from "./arguments/values.ts";
import { checkWritable } from "./files/check_writable.ts";
import { writeModel } from "./files/model_files.ts";
import { readAtMost, readFile } from "./files/read_file.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { notice } from "./terminal/notice.ts";
import { sayWritten } from "./terminal/say.ts";

const CONTENT = "an ONNX file";

/** Protocol Buffers have no larger messages. */
const LARGEST_FILE = 2 ** 31 - 1;

/** Makes a model of a file of another program. */
export const command = defineCommand({
  name: "import",
  summary: "Makes a model of a trained network that another program wrote",
  operands: {
    path: operand("file", file, "ONNX file, or - for the standard input"),
    out: operand("model", file, "model file to write, or - for the standard output"),
  },
  options: {
    classNames: option(
      "classes",
      "names",
      wordList,
      "names of the classes, separated by commas; those in the file, or 0, 1, ... when left out",
    ),
    divisor: option(
      "divisor",
      "number",
      positiveNumber,
      "what pixels from 0 to 255 were divided by for the network; 255 when left out",
    ),
    mean: option("mean", "number", finiteNumber, "what was subtracted then; 0 when left out"),
    deviation: option(
      "deviation",
      "number",
      positiveNumber,
      "what they were divided by then; 1 when left out",
    ),
    softmax: flag("softmax", "add softmax on top, where the network ends in scores for it"),
  },
  notes: `It takes sequences of the layers that there are, as PyTorch writes them, and as
tf2onnx those of Keras. Where --divisor, --mean and --deviation are left out and
the file takes bytes, or begins with arithmetic that normalizes, pixels go in as
they are.`,

  async run({ path, out, ...options }) {
    await checkOwnFile(out, [{ path, what: "<file>" }]);
    const model = await readOnnx(path, options);
    await checkWritable(out);
    const network = restoreNetwork(model, createTypeScriptDevice(model.precision), 1);
    await writeModel(out, network, model);
    if (model.targetNames === undefined && !tellsProbabilities(network)) {
      notice(`${path}: its outputs are no probabilities; with --softmax they become such`);
    }
    sayWritten(out, formatModel(out, model));
  },
});

function readOnnx(path: string, options: OnnxReadingOptions): Promise<Model> {
  return readFile(path, CONTENT, async (file) => {
    const kind = fileKind(await file.peek(FILE_KIND_LENGTH));
    if (kind !== undefined) throw new FormatError(`Expected ${CONTENT} but found ${kind.name}`);
    return parseOnnxModel(await readAtMost(file, LARGEST_FILE, CONTENT), options);
  });
}

/** What becomes of black and white, where the network takes pixels. */
function describeNormalization(normalization: Normalization): string {
  if (normalization.method === "per_feature") return "";
  const [black, white] = [0, 255].map((pixel) =>
    Number(normalizePixel(normalization, pixel).toPrecision(4))
  );
  return `, pixels from 0 to 255 as ${black} to ${white}`;
}

function formatModel(path: string, model: Model): string {
  const { layers, inputShape, normalization, classNames, targetNames } = model;
  return [
    `Wrote ${escapeInvisible(path)}`,
    `  input    ${formatShape(inputShape)}${describeNormalization(normalization)}`,
    `  layers   ${layers}`,
    targetNames === undefined
      ? `  classes  ${escapeInvisible(classNames.join(", "))}`
      : `  targets  ${escapeInvisible(targetNames.join(", "))}`,
  ].join("\n");
}
