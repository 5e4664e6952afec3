import { FormatError } from "../../formats/format_error.ts";
import { quote } from "../../formats/quote.ts";
import { nearest } from "../nearest.ts";
import type { ValueKind } from "../values.ts";

/** Longer values are refused before they are read: those of a thousand layers are shorter. */
const LONGEST_TEXT = 2 ** 16;

interface Token {
  readonly text: string;
  /** Characters before it. */
  readonly offset: number;
}

/**
 * A value of the configuration file, word by word; a comma is a word of its own. It remembers what
 * was looked for at the current word, so that an error can tell all that would have been right there.
 */
export class Tokens {
  readonly #tokens: readonly Token[];
  readonly #text: string;
  #position = 0;
  /** What would have been right at the current word, for people to read. */
  #expected: string[] = [];
  /** The words among it, to find the nearest. */
  #candidates: string[] = [];

  /** @throws {NotationError} If the text is longer than any that makes sense. */
  constructor(text: string) {
    if (text.length > LONGEST_TEXT) {
      const problem = `Expected at most ${LONGEST_TEXT} characters but found ${text.length}`;
      throw new NotationError(problem, LONGEST_TEXT);
    }
    this.#tokens = Array.from(
      text.matchAll(/,|[^\s,]+/g),
      ({ 0: word, index }) => ({ text: word, offset: index }),
    );
    this.#text = text;
  }

  /** Characters before the current word. */
  get offset(): number {
    return this.#current?.offset ?? this.#text.length;
  }

  /** The text from `offset` to the end of the word that was taken last. */
  textSince(offset: number): string {
    const last = this.#tokens[this.#position - 1];
    return this.#text.slice(offset, last.offset + last.text.length);
  }

  /** Whether the current word looks like a number. */
  get isAtNumber(): boolean {
    return /^[+-]?\.?\d/.test(this.#current?.text ?? "");
  }

  /** Takes the current word if it is `word`; tells whether it was. */
  takeWord(word: string): boolean {
    if (this.#current?.text === word) {
      this.#advance();
      return true;
    }
    this.expect(quote(word), [word]);
    return false;
  }

  /**
   * Takes the current word if it is the name of a candidate, which it returns.
   *
   * @param noun What the candidates are, as in "a layer".
   */
  takeName<T extends { readonly name: string }>(
    candidates: readonly T[],
    noun: string,
  ): T | undefined {
    const found = candidates.find(({ name }) => name === this.#current?.text);
    if (found !== undefined) this.#advance();
    else this.expect(noun, candidates.map(({ name }) => name));
    return found;
  }

  /**
   * Takes the current word as a value.
   *
   * @param name What the documentation calls it, as in "<filters>".
   * @throws {NotationError} If it is not of that kind.
   */
  takeValue<T>(kind: ValueKind<T>, name: string): T {
    const text = this.#current?.text;
    if (text === undefined || text === ",") return this.fail(`${kind.expected} as ${name}`);
    try {
      const value = kind.parse(text);
      this.#advance();
      return value;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      return this.fail(`${kind.expected} as ${name}`);
    }
  }

  /** @throws {NotationError} If there is another word. */
  takeEnd(): void {
    if (this.#current !== undefined) this.fail("the end of the line");
  }

  /** Remembers what would have been right at the current word. */
  expect(description: string, words: readonly string[] = []): void {
    this.#expected.push(description);
    this.#candidates.push(...words);
  }

  /**
   * @param expected What would have been right at the current word, besides what was looked for.
   * @throws {NotationError} Always.
   */
  fail(expected?: string): never {
    const alternatives = expected === undefined ? this.#expected : [...this.#expected, expected];
    const { text } = this.#current ?? {};
    const found = text === undefined ? "the end of the line" : quote(text);
    const suggestion = nearest(text ?? "", this.#candidates);
    const hint = suggestion === undefined ? "" : `; did you mean "${suggestion}"?`;
    const list = [alternatives.slice(0, -1).join(", "), ...alternatives.slice(-1)];
    const wanted = list.filter((part) => part !== "").join(" or ");
    throw new NotationError(`Expected ${wanted} but found ${found}${hint}`, this.offset);
  }

  get #current(): Token | undefined {
    return this.#tokens[this.#position];
  }

  #advance(): void {
    this.#position++;
    this.#expected = [];
    this.#candidates = [];
  }
}

/** A value of the configuration file that does not follow its notation, and where it stops doing so. */
export class NotationError extends FormatError {
  /** Characters of the value before the place of the error. */
  readonly offset: number;

  /** @param problem "Expected ... but found ...". */
  constructor(problem: string, offset: number) {
    super(problem);
    this.offset = offset;
  }
}
