import { FormatError } from "../../lib/formats/format_error.ts";
import { quote } from "../../lib/formats/quote.ts";
import {
  type Argument,
  type Arguments,
  formatOperand,
  type Operand,
  type Option,
} from "./arguments.ts";
import { suggest } from "./values.ts";

/** Wrong usage of the command line: the program prints the message and ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Reads a command line: words by their place and, anywhere among them, options as `--name`,
 * `--name value` or `--name=value`. After `--` there are only words. What begins with a dash and a
 * digit or point is a word too, or a value, and so is a dash alone.
 *
 * Words beyond those that must be there go to the operands that may have them, from left to right.
 *
 * @throws {UsageError} If an option is unknown, is there twice though it may not, lacks its value or
 * has one though it is a flag; if there are too few words or too many; or if a word or value is not of
 * its kind.
 */
export function readArguments<T extends object, U extends object>(
  { operands, options }: Arguments<T, U>,
  args: readonly string[],
): T & U {
  const { words, texts } = split(args, Object.values(options));
  const shares = distribute(words, Object.values(operands));
  return {
    ...readEach<T>(operands, shares, (name) => `<${name}>`),
    ...readEach<U>(options, texts, (name) => `--${name}`),
  };
}

/** The texts that were found for arguments, by the names of these. */
type Texts = ReadonlyMap<string, readonly string[]>;

/** Takes the words and the options apart. */
function split(
  args: readonly string[],
  options: readonly Option<unknown>[],
): { readonly words: readonly string[]; readonly texts: Texts } {
  const end = args.indexOf("--");
  const rest = end < 0 ? [...args] : args.slice(0, end);
  const words: string[] = [];
  const texts = new Map<string, readonly string[]>();
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (!looksLikeOption(arg)) {
      words.push(arg);
      continue;
    }
    const option = options.find(({ name }) => arg === `--${name}` || arg.startsWith(`--${name}=`));
    if (option === undefined) throw unknownOption(arg, options);
    const { name, repeats } = option;
    const before = texts.get(name) ?? [];
    if (before.length > 0 && !repeats) {
      throw new UsageError(`Expected --${name} once but found it twice`);
    }
    texts.set(name, [...before, takeText(option, arg, rest)]);
  }
  return { words: end < 0 ? words : [...words, ...args.slice(end + 1)], texts };
}

function looksLikeOption(arg: string): boolean {
  return /^-[^\d.]/.test(arg);
}

function unknownOption(arg: string, options: readonly Option<unknown>[]): UsageError {
  if (options.length === 0) return new UsageError(`Expected no options but found ${quote(arg)}`);
  const suggestion = suggest(arg.split("=")[0], options.map(({ name }) => `--${name}`));
  return new UsageError(`Expected a known option but found ${quote(arg)}${suggestion}`);
}

/** The text that belongs to an option: in the same argument, or else in the next one, which is taken. */
function takeText({ name, value }: Option<unknown>, arg: string, rest: string[]): string {
  const isAlone = arg === `--${name}`;
  if (value === undefined) {
    if (isAlone) return "";
    throw new UsageError(`Expected --${name} without a value but found ${quote(arg)}`);
  }
  if (!isAlone) return arg.slice(`--${name}=`.length);
  const text = rest.length > 0 && !looksLikeOption(rest[0]) ? rest.shift() : undefined;
  if (text !== undefined) return text;
  throw new UsageError(`--${name}: Expected ${value.kind.expected} but found none`);
}

/** Gives each operand its words. */
function distribute(words: readonly string[], operands: readonly Operand<unknown>[]): Texts {
  let spare = words.length - operands.reduce((sum, { least }) => sum + least, 0);
  const shares = new Map<string, readonly string[]>();
  let taken = 0;
  for (const { name, least, most } of operands) {
    const more = Math.max(0, Math.min(spare, most - least));
    spare -= more;
    shares.set(name, words.slice(taken, taken += least + more));
  }
  if (spare === 0) return shares;
  const expected = operands.map(formatOperand).join(" ") || "no words";
  const found = `${words.length} ${words.length === 1 ? "word" : "words"}`;
  throw new UsageError(`Expected ${expected} but found ${found}`);
}

function readEach<T extends object>(
  declared: { readonly [P in keyof T]: Argument<T[P]> },
  texts: Texts,
  placeOf: (name: string) => string,
): T {
  const values: Partial<T> = {};
  for (const property in declared) {
    const argument = declared[property];
    values[property] = readAt(placeOf(argument.name), argument, texts.get(argument.name) ?? []);
  }
  if (!isComplete(values, declared)) throw new TypeError("Expected every argument to be read");
  return values;
}

function isComplete<T extends object>(
  values: Partial<T>,
  declared: Readonly<Record<keyof T, unknown>>,
): values is T {
  return Object.keys(declared).every((property) => property in values);
}

function readAt<T>(place: string, argument: Argument<T>, texts: readonly string[]): T {
  try {
    return argument.read(texts);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UsageError(`${place}: ${error.message}`, { cause: error });
  }
}
