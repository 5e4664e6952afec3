import { wrap } from "../../lib/formats/wrap.ts";
import type { Access } from "../access.ts";
import { lone, type Ranks } from "../processes/ranks.ts";
import {
  type Arguments,
  formatOperand,
  formatOption,
  type Operand,
  type Option,
  type OptionFamily,
} from "./arguments.ts";
import { readArguments } from "./reader.ts";

/** Characters in a line of the help. */
const WIDTH = 80;

/** What `--help` says of a subcommand besides its arguments. */
interface Description {
  /** The word that calls it. */
  readonly name: string;
  /** What it does, in one line without a full stop. */
  readonly summary: string;
  /**
   * What else there is to say, in lines: how it goes about it, the files that it reads and writes. A function
   * where it takes long to put together.
   */
  readonly notes?: string | (() => string);
  /** What it does besides reading and writing files; nothing when left out. */
  readonly access?: Access;
  /** Whether several processes can share its work; only one can do it when left out. */
  readonly isShared?: boolean;
}

/** A subcommand of the program. */
export interface Command extends Description {
  readonly operands: readonly Operand<unknown>[];
  readonly options: readonly Option<unknown>[];
  /**
   * Does the work.
   *
   * @param args The arguments after the name. `--help` never arrives here.
   * @param ranks The processes that share the work; there are no others when left out.
   * @throws {UsageError} If the arguments are wrong.
   * @throws {Error} If the work fails; the message is what the user sees.
   */
  run(args: readonly string[], ranks?: Ranks): Promise<void>;
}

/** What a subcommand is made from; `run` gets the values of the arguments by their names here. */
interface CommandDefinition<T, U> extends Description, Arguments<T, U> {
  run(values: T & U, ranks: Ranks): Promise<void> | void;
}

/** Makes a subcommand from what it takes and what it does with that. */
export function defineCommand<T extends object, U extends object>(
  { operands, options, run, ...description }: CommandDefinition<T, U>,
): Command {
  return {
    ...description,
    operands: Object.values(operands),
    options: Object.values(options),
    async run(args, ranks = lone) {
      await run(readArguments({ operands, options }, args), ranks);
    },
  };
}

/**
 * What `--help` prints: what the subcommand does, how it is called, each argument, and the notes.
 *
 * @param program The words before the subcommand's name.
 */
export function formatHelp(command: Command, program: string): string {
  const { summary, operands, options, notes } = command;
  const rows = formatRows([
    ...operands.map((operand) => [formatOperand(operand), operand.description] as const),
    ...listed(options).map(({ usage, description }) => [usage, description] as const),
  ]);
  const said = typeof notes === "function" ? notes() : notes;
  const parts = [`${summary}.`, formatUsage(command, program), rows, said];
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

/** Names the options if there is room for them, or else says that there are some. */
function formatUsage({ name, operands, options }: Command, program: string): string {
  const words = ["Usage:", program, name, ...operands.map(formatOperand)];
  const required = options.filter(({ required }) => required);
  const others = options.filter(({ required }) => !required);
  words.push(...required.map(formatOption));
  const whole = [...words, ...listed(others).map(({ usage }) => `[${usage}]`)].join(" ");
  return whole.length <= WIDTH ? whole : [...words, "[options]"].join(" ");
}

/** What there is to say of the options, those of a family together. */
function listed(options: readonly Option<unknown>[]): OptionFamily[] {
  const entries = options.map((option) => {
    return option.family ?? { usage: formatOption(option), description: option.description };
  });
  return [...new Set(entries)];
}

/** Lines of a help text that say what each of some words means. */
export function formatRows(rows: readonly (readonly [word: string, meaning: string])[]): string {
  const indent = 4 + Math.max(0, ...rows.map(([word]) => word.length));
  return rows.map(([word, meaning]) => {
    const lines = wrap(meaning, WIDTH - indent);
    return `  ${word}`.padEnd(indent) + lines.join(`\n${" ".repeat(indent)}`);
  }).join("\n");
}
