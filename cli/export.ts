import program from "../deno.json" with { type: "json" };
import { oneOf } from "../lib/config/values.ts";
import { escapeInvisible } from "../lib/formats/quote.ts";
import { encodeOnnxModel } from "../lib/models/onnx/encode_onnx_model.ts";
import { operand, option, requiredOption } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { UsageError } from "./arguments/reader.ts";
import { file } from "./arguments/values.ts";
import { checkWritable } from "./files/check_writable.ts";
import { readModels } from "./files/model_files.ts";
import { openCommittee } from "./files/model_network.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { writeFileAtomically } from "./files/write_file.ts";
import { sayWritten } from "./terminal/say.ts";

/** Writes a model in the format of other programs. */
export const command = defineCommand({
  name: "export",
  summary: "Writes a trained model, or a committee, for other programs to run",
  operands: {
    path: operand("model", file, "model file or committee file"),
    out: operand("file", file, "file to write, or - for the standard output"),
  },
  options: {
    format: requiredOption("to", "format", oneOf("onnx"), "the format of the file"),
    input: option(
      "input",
      "type",
      oneOf("bytes", "numbers"),
      "the type of the pixels that it takes, from 0 to 255 either way; bytes when left out",
    ),
  },
  notes: `The ONNX file, of opset 13 in single precision, takes "pixels", images x
channels x height x width, normalizes them, and puts out "probabilities", images
x classes. Each layer has the name and place of its tensors in the model file;
the names of the classes are in the metadata. Of a model of samples of numbers
it takes "features" as they were measured, and of numbers that are to be
predicted it puts out "scores".`,

  async run({ path, out, input }) {
    await checkOwnFile(out, [{ path, what: "<model>" }]);
    const members = await readModels([path]);
    // Only the networks of several tell whether they put out probabilities, to be averaged.
    if (members.length > 1) await openCommittee(members, 1, "typescript");
    const models = members.map(({ model }) => model);
    if (input !== undefined && models[0].featureNames !== undefined) {
      throw new UsageError("Expected a model of images for --input but found one of samples");
    }
    await checkWritable(out);
    const producer = { name: "mnist", version: program.version };
    const bytes = encodeOnnxModel(models, { input, producer });
    await writeFileAtomically(out, bytes);
    sayWritten(out, `Wrote ${escapeInvisible(out)}, ${bytes.length} bytes`);
  },
});
