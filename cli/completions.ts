import { operand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { oneNamed } from "./arguments/values.ts";
import { bashCompletions } from "./completions/bash.ts";
import { completable } from "./completions/completable.ts";
import { fishCompletions } from "./completions/fish.ts";
import { zshCompletions } from "./completions/zsh.ts";
import { loadCommands } from "./subcommands.ts";

const shells = [
  { name: "bash", complete: bashCompletions },
  { name: "zsh", complete: zshCompletions },
  { name: "fish", complete: fishCompletions },
];

/** Prints what makes a shell complete the arguments of the program. */
export const command = defineCommand({
  name: "completions",
  summary: "Prints the script by which a shell completes subcommands, options and values",
  operands: { shell: operand("shell", oneNamed("a shell", shells), "bash, zsh or fish") },
  options: {},
  notes: `To use it, once and for all:

  bash  mnist completions bash >> ~/.bashrc
  zsh   mnist completions zsh > ~/.zfunc/_mnist, for a folder of your fpath
  fish  mnist completions fish > ~/.config/fish/completions/mnist.fish

They complete build/mnist, too, and "mnist" wherever it is on the PATH.`,

  async run({ shell }) {
    const commands = await loadCommands();
    console.log(shell.complete(commands.map(completable)).trimEnd());
  },
});
