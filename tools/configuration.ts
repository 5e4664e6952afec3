/**
 * Prints CONFIGURATION.md, the reference of the configuration file, from the tables that the program
 * parses it with: `deno task configuration` writes the file.
 *
 * @module
 */
import { formatKeysAsMarkdown, formatNotationsAsMarkdown } from "../lib/config/key_table.ts";

const introduction = `# Configuration

A configuration file describes one run: the data, the network, how it is trained and what is written.
It has one \`key = value\` per line, in any order. \`//\` starts a comment, so a path cannot contain it.
Paths are relative to the working directory.

\`\`\`
rel_path_train_images = mnist-datasets/train-images.idx3-ubyte
rel_path_train_labels = mnist-datasets/train-labels.idx1-ubyte
rel_path_test_images = mnist-datasets/t10k-images.idx3-ubyte
rel_path_test_labels = mnist-datasets/t10k-labels.idx1-ubyte
rel_path_log_file = predictions.txt

layers = conv 8 5x5 same relu, max_pool 2, dropout 0.2, dense 10 softmax
augmentation = image 0.5 rotation 10 shift 0.05   // half of the images, a little
optimizer = adam weight_decay 1e-4
learning_rate = 1e-3
schedule = warm_up 1, linear 10
batch_size = 32
num_epochs = 10
\`\`\`

\`build/mnist summary <config>\` shows the layers without training them. \`mnist-configs/\` has more
examples. \`build/mnist train --help\` prints what this page says. Every key is an option too, which holds
in place of what the file says: \`build/mnist train <config> --seed 2\`; \`build/mnist sweep\` takes several
values of each, as options or in the file.
`;

const notations = `## Values

Some values have a notation of their own. \`<...>\` stands for a value, brackets enclose what may be
left out, and parentheses say what is taken then.
`;

/** The page, before it is formatted. */
export function formatConfigurationPage(): string {
  return [
    introduction,
    "## Keys\n",
    formatKeysAsMarkdown(),
    notations,
    formatNotationsAsMarkdown(),
  ].join("\n");
}

if (import.meta.main) console.log(formatConfigurationPage());
