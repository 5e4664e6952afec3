import type { Command } from "./arguments/command.ts";

/** The subcommands, each in the file of its name. */
export const subcommands: readonly string[] = [
  "train",
  "sweep",
  "evaluate",
  "predict",
  "committee",
  "report",
  "compare",
  "summary",
  "gradcheck",
  "bench",
  "read-images",
  "read-labels",
  "fetch",
  "subset",
  "generate",
  "show",
  "plot",
  "export",
  "import",
  "playground",
  "completions",
];

/** The one of that name. */
export async function loadCommand(name: string): Promise<Command> {
  // A literal would make Deno read the files of all subcommands before the first line of one runs.
  const file = new URL(`./${name.replaceAll("-", "_")}.ts`, import.meta.url);
  const { command }: { readonly command: Command } = await import(file.href);
  return command;
}

/** All of them. */
export function loadCommands(): Promise<Command[]> {
  return Promise.all(subcommands.map(loadCommand));
}
