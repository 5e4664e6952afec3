import type { ValueKind } from "../values.ts";
import type { Tokens } from "./tokens.ts";

/** An argument that must come, in its place behind the name of a form. */
export interface RequiredArgument<T> {
  /** How the documentation writes it: `<filters>`. */
  readonly usage: string;
  /** @throws {NotationError} If it does not come next. */
  take(tokens: Tokens): T;
}

/** An argument that may come, in any order with the other ones. */
export interface OptionalArgument<T> {
  /** How the documentation writes it, without brackets: `stride <pixels>`. */
  readonly usage: string;
  /**
   * Takes it if it comes next.
   *
   * @returns Undefined if it does not.
   * @throws {NotationError} If it begins but does not go on as it should.
   */
  take(tokens: Tokens): T | undefined;
}

/** A value: `16`. */
export function value<T>(name: string, kind: ValueKind<T>): RequiredArgument<T> {
  const usage = `<${name}>`;
  return { usage, take: (tokens) => tokens.takeValue(kind, usage) };
}

/** One or more values: `100:0.1 200:0.01`. */
export function values<T>(name: string, kind: ValueKind<T>): RequiredArgument<readonly T[]> {
  const first = value(name, kind);
  const more = numberIfAny(name, kind);
  return {
    usage: `${first.usage} ...`,
    take(tokens) {
      const all = [first.take(tokens)];
      for (let next = more.take(tokens); next !== undefined; next = more.take(tokens)) {
        all.push(next);
      }
      return all;
    },
  };
}

/** A value that begins as a number does, which tells it from the words that may follow: `0.9`. */
export function numberIfAny<T>(name: string, kind: ValueKind<T>): OptionalArgument<T> {
  const usage = `<${name}>`;
  return {
    usage,
    take(tokens) {
      if (tokens.isAtNumber) return tokens.takeValue(kind, usage);
      tokens.expect(`${kind.expected} as ${usage}`);
      return undefined;
    },
  };
}

/** A word that stands for a value: `reflect`. */
export function flag<const T>(word: string, meaning: T): OptionalArgument<T> {
  return { usage: word, take: (tokens) => tokens.takeWord(word) ? meaning : undefined };
}

/** A word with a value behind it: `stride 2`. */
export function option<T>(word: string, name: string, kind: ValueKind<T>): OptionalArgument<T> {
  return following(word, value(name, kind));
}

/** A word with an argument behind it. */
export function following<T>(word: string, argument: RequiredArgument<T>): OptionalArgument<T> {
  return {
    usage: `${word} ${argument.usage}`,
    take: (tokens) => tokens.takeWord(word) ? argument.take(tokens) : undefined,
  };
}

/** One of several arguments, which exclude each other: `same | valid`. */
export function firstOf<T>(...choices: readonly OptionalArgument<T>[]): OptionalArgument<T> {
  return {
    usage: choices.map(({ usage }) => usage).join(" | "),
    take(tokens) {
      for (const choice of choices) {
        const found = choice.take(tokens);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** Another argument, with its value turned into something else. */
export function mapped<T, U>(
  argument: OptionalArgument<T>,
  transform: (value: T) => U,
): OptionalArgument<U> {
  return {
    usage: argument.usage,
    take(tokens) {
      const found = argument.take(tokens);
      return found === undefined ? undefined : transform(found);
    },
  };
}
