import { OptionError } from "../lib/config/source.ts";
import { quote } from "../lib/formats/quote.ts";
import { restrictTo } from "./access.ts";
import { type Command, formatHelp, formatRows } from "./arguments/command.ts";
import { UsageError } from "./arguments/reader.ts";
import { suggest } from "./arguments/values.ts";
import { lone, type Ranks } from "./processes/ranks.ts";
import { PROGRAM } from "./program.ts";
import { loadCommand, loadCommands, subcommands } from "./subcommands.ts";
import { formatError } from "./terminal/error_message.ts";
import { beQuiet } from "./terminal/say.ts";

/** Every subcommand takes it. */
const QUIET = "--quiet";

/** What a shell reports for a program whose reader has gone (128 + SIGPIPE). */
const BROKEN_PIPE_CODE = 141;

/**
 * Runs the program.
 *
 * @param args The arguments after the program's name.
 * @returns The exit code: 0 for success, 1 if the work failed, 2 for wrong usage.
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    await dispatch(args, lone);
    return 0;
  } catch (error) {
    return report(error, "mnist");
  }
}

/**
 * Says on stderr why the program has failed.
 *
 * @param who Stands before it.
 * @returns The exit code.
 */
export function report(error: unknown, who: string): number {
  if (error instanceof Deno.errors.BrokenPipe) return BROKEN_PIPE_CODE;
  // Where several inputs are given, several may be wrong.
  for (const each of error instanceof AggregateError ? error.errors : [error]) {
    console.error(`${who}: ${formatError(each)}`);
  }
  return isWrongUsage(error) ? 2 : 1;
}

/**
 * Does what the arguments say.
 *
 * @throws {Error} If it fails.
 */
export async function dispatch([name, ...args]: readonly string[], ranks: Ranks): Promise<void> {
  if (name === undefined) {
    throw new UsageError('Expected a subcommand but found none; "mnist --help" lists them');
  }
  const { rank, size } = ranks.communicator;
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const [own, words] = [args.slice(0, end), args.slice(end)];
  const asksForHelp = own.some(isHelp);
  const asks = name === "--version" || name === "help" || isHelp(name) || asksForHelp;
  // Of several processes, one answers.
  if (asks && rank > 0) return;
  if (name === "--version") return console.log(PROGRAM);
  if (name === "help" || isHelp(name)) return await printHelp(args);

  const command = await load(name);
  restrictTo(command.access ?? {});
  if (asksForHelp) return printCommandHelp(command);
  if (size > 1 && command.isShared !== true) {
    throw new UsageError(
      `Expected train or sweep, which several processes can share, but found ${name} and ${size} processes`,
    );
  }
  if (own.includes(QUIET)) beQuiet();
  await run(command, [...own.filter((arg) => arg !== QUIET), ...words], ranks);
}

async function run(command: Command, args: readonly string[], ranks: Ranks): Promise<void> {
  try {
    await command.run(args, ranks);
  } catch (error) {
    if (!isWrongUsage(error)) throw error;
    throw new UsageError(`${error.message}; see "mnist ${command.name} --help"`, { cause: error });
  }
}

/** Whether what was wrong stands on the command line. */
function isWrongUsage(error: unknown): error is UsageError | OptionError {
  return error instanceof UsageError || error instanceof OptionError;
}

function isHelp(arg: string): boolean {
  return arg === "--help" || arg === "-h";
}

async function load(name: string): Promise<Command> {
  if (!subcommands.includes(name)) {
    const suggestion = suggest(name, subcommands) || '; "mnist --help" lists them';
    throw new UsageError(`Expected a subcommand but found ${quote(name)}${suggestion}`);
  }
  return await loadCommand(name);
}

async function printHelp([name]: readonly string[]): Promise<void> {
  if (name !== undefined) return printCommandHelp(await load(name));

  const commands = await loadCommands();
  // No literal, as in loadCommand.
  const table = new URL("../lib/config/key_table.ts", import.meta.url);
  const { formatKeysAsText }: typeof import("../lib/config/key_table.ts") = await import(
    table.href
  );
  console.log(`Trains and tests neural networks on MNIST and its relatives.

Usage: mnist <subcommand> [arguments]

${formatRows(commands.map(({ name, summary }) => [name, summary]))}

"mnist <subcommand> --help" says more; "mnist --version" prints the version.
With ${QUIET}, every subcommand says nothing but results and errors. The path -
stands for the standard input or output; NO_COLOR=1 keeps colours away.

Keys of a configuration file, and what holds without them:

${formatKeysAsText().trimEnd()}`);
}

function printCommandHelp(command: Command): void {
  console.log(formatHelp(command, "mnist"));
}

if (import.meta.main) Deno.exit(await main(Deno.args));
