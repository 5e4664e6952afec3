import { FormatError } from "../../formats/format_error.ts";
import type { ValueKind } from "../values.ts";
import type { OptionalArgument, RequiredArgument } from "./arguments.ts";
import { NotationError, Tokens } from "./tokens.ts";

/** A name with arguments behind it, as a notation has them: `conv 16 5x5 stride 2`. */
export interface Form<T> {
  /** The word that it begins with. */
  readonly name: string;
  /** The name and its arguments; those in brackets may be left out. */
  readonly usage: string;
  /** What it means, in one line. */
  readonly description: string;
  /**
   * Takes the arguments.
   *
   * @throws {NotationError} If one is missing or wrong.
   */
  takeArguments(tokens: Tokens): T;
}

/** What a form with the required arguments `R` and the optional ones `O` is made from. */
export interface FormDefinition<T, R extends object, O extends object> {
  readonly name: string;
  readonly description: string;
  /** The arguments that must come, in their order. */
  readonly required: { readonly [P in keyof R]: RequiredArgument<R[P]> };
  /** The arguments that may follow, in any order. */
  readonly optional: { readonly [P in keyof O]: OptionalArgument<O[P]> };
  /**
   * What the form says.
   *
   * @param optional What was left out is absent.
   * @throws {RangeError} If the arguments do not go together.
   */
  build(required: R, optional: Partial<O>): T;
}

/** A form of a notation, read and documented by its definition. */
export function form<T, R extends object, O extends object>(
  definition: FormDefinition<T, R, O>,
): Form<T> {
  const { name, description, required, optional } = definition;
  const usages: string[] = [name];
  for (const argument in required) usages.push(required[argument].usage);
  for (const argument in optional) usages.push(`[${optional[argument].usage}]`);
  return {
    name,
    description,
    usage: usages.join(" "),
    takeArguments(tokens) {
      const start = tokens.offset;
      const given = takeRequired(required, tokens);
      const chosen = takeOptional(optional, tokens);
      return atOffset(start, () => definition.build(given, chosen));
    },
  };
}

/** A form without arguments. */
export function word<T>(name: string, description: string, meaning: T): Form<T> {
  return form({ name, description, required: {}, optional: {}, build: () => meaning });
}

/**
 * One of several forms, as the whole value of a key.
 *
 * @param noun What they are, as in "a schedule".
 */
export function oneForm<T>(forms: readonly Form<T>[], noun: string): ValueKind<T> {
  const names = forms.map(({ name }) => name).join(", ");
  const argument = formArgument(forms, `${noun} (${names})`);
  const beginnings = forms.map(({ name }) => name);
  return { ...notation(noun, (tokens) => argument.take(tokens)), beginnings };
}

/**
 * One of several forms, as an argument of another.
 *
 * @param noun What they are, as in "a schedule".
 */
export function formArgument<T>(forms: readonly Form<T>[], noun: string): RequiredArgument<T> {
  return {
    usage: `<${noun.replace(/^an? /, "")}>`,
    take: (tokens) => tokens.takeName(forms, noun)?.takeArguments(tokens) ?? tokens.fail(),
  };
}

/** The kind of value that `take` takes from the words of a text, all of them. */
export function notation<T>(expected: string, take: (tokens: Tokens) => T): ValueKind<T> {
  return {
    expected,
    parse(text) {
      const tokens = new Tokens(text);
      const value = take(tokens);
      tokens.takeEnd();
      return value;
    },
  };
}

/**
 * Computes something from what was read at `offset`, which is then to blame.
 *
 * @throws {NotationError} In place of a RangeError or {@linkcode FormatError}.
 */
export function atOffset<T>(offset: number, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof FormatError)) throw error;
    throw new NotationError(error.message, offset);
  }
}

function takeRequired<R extends object>(
  required: FormDefinition<unknown, R, object>["required"],
  tokens: Tokens,
): R {
  const taken: Partial<R> = {};
  for (const name in required) taken[name] = required[name].take(tokens);
  if (hasAll(taken, required)) return taken;
  throw new TypeError("Expected a value for every required argument but found some without");
}

function hasAll<R extends object>(taken: Partial<R>, required: object): taken is R {
  return Object.keys(required).every((name) => name in taken);
}

function takeOptional<O extends object>(
  optional: FormDefinition<unknown, object, O>["optional"],
  tokens: Tokens,
): Partial<O> {
  const taken: Partial<O> = {};
  while (takeOneOf(optional, tokens, taken)) continue;
  return taken;
}

/** Takes the next optional argument, if it is one that has not come yet. */
function takeOneOf<O extends object>(
  optional: FormDefinition<unknown, object, O>["optional"],
  tokens: Tokens,
  taken: Partial<O>,
): boolean {
  for (const name in optional) {
    if (name in taken) continue;
    const value = optional[name].take(tokens);
    if (value === undefined) continue;
    taken[name] = value;
    return true;
  }
  return false;
}
