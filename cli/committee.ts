import { escapeInvisible } from "../lib/formats/quote.ts";
import { encodeCommittee } from "../lib/models/committee_file.ts";
import { repeatedOperand, requiredOption } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { UsageError } from "./arguments/reader.ts";
import { file } from "./arguments/values.ts";
import { checkWritable } from "./files/check_writable.ts";
import { readModels } from "./files/model_files.ts";
import { openCommittee } from "./files/model_network.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { writeFileAtomically } from "./files/write_file.ts";
import { sayWritten } from "./terminal/say.ts";

/** Puts several models into one file. */
export const command = defineCommand({
  name: "committee",
  summary: "Puts several trained models into one file, as a committee",
  operands: {
    paths: repeatedOperand(
      "model",
      file,
      1,
      "model file, or committee file, whose members join; two or more models in all, for images of " +
        "the same size, or samples of the same features, and the same classes",
    ),
  },
  options: {
    out: requiredOption("out", "file", file, "committee file to write"),
  },
  notes: `A committee gives each class the mean of the probabilities that its members give
it. "mnist evaluate", "predict" and, of images, "report" take its file in place
of a model's, or the models themselves, one after another.`,

  async run({ paths, out }) {
    await checkOwnFile(out, paths.map((path) => ({ path, what: "one of the models" })));
    const members = await readModels(paths);
    const models = members.map(({ model }) => model);
    if (models.length < 2) throw new UsageError("Expected 2 or more models but found 1");
    // Only the networks tell whether they put out probabilities.
    await openCommittee(members, 1, "typescript");
    await checkWritable(out);
    await writeFileAtomically(out, encodeCommittee(models));
    sayWritten(out, `Wrote ${escapeInvisible(out)}, a committee of ${models.length} models`);
  },
});
