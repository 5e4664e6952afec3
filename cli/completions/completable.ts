import type { Operand, Option } from "../arguments/arguments.ts";
import type { Command } from "../arguments/command.ts";
import type { ValueKind } from "../../lib/config/values.ts";

/** What a shell can offer for a value: words, the names of files or folders, or nothing. */
export type Offer =
  | { readonly words: readonly string[] }
  | { readonly path: "file" | "folder" | "any" }
  | Readonly<Record<never, never>>;

/** What a shell is to know of a subcommand. */
export interface Completable {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletableOption[];
  /** By their place; what may come several times comes last. */
  readonly operands: readonly CompletableOperand[];
}

/** What a shell is to know of an option. */
export interface CompletableOption {
  /** Without the dashes. */
  readonly name: string;
  readonly description: string;
  /** What its value may be; absent where it has none. */
  readonly value?: Offer;
  readonly repeats: boolean;
}

/** What a shell is to know of a word with its place. */
export interface CompletableOperand {
  readonly name: string;
  readonly value: Offer;
  readonly repeats: boolean;
}

/** What every subcommand takes. */
const common: readonly CompletableOption[] = [
  { name: "quiet", description: "say nothing but results and errors", repeats: false },
  { name: "help", description: "print what it does, and its arguments", repeats: false },
];

/** What a shell is to know of a subcommand, from what this says of itself. */
export function completable({ name, summary, operands, options }: Command): Completable {
  return {
    name,
    summary,
    operands: operands.map(completableOperand),
    options: [...options.map(completableOption), ...common],
  };
}

function completableOption(option: Option<unknown>): CompletableOption {
  const { name, description, value, repeats = false } = option;
  return { name, description, value: value && offerOf(value.kind), repeats };
}

function completableOperand({ name, kind, most }: Operand<unknown>): CompletableOperand {
  return { name, value: offerOf(kind), repeats: most > 1 };
}

function offerOf({ words, beginnings, path }: ValueKind<unknown>): Offer {
  const choice = words ?? beginnings;
  if (choice !== undefined) return { words: choice };
  return path === undefined ? {} : { path };
}
