import { FormatError, inLine } from "./format_error.ts";
import { linesOf } from "./lines.ts";
import { quote } from "./quote.ts";

/** An object of JSON lines holds numbers, texts and lists of them. */
const LINE_DEPTH = 2;

/** Whether a value that was read, such as one from JSON, is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A number that must be an integer of 1 or more.
 *
 * @param name Its key, for the message.
 * @throws {FormatError} If it is none.
 */
export function checkPositiveInteger(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new FormatError(`Expected "${name}" to be an integer of 1 or more but found ${value}`);
}

/**
 * Reads JSON lines: a JSON object in every line.
 *
 * @param read Makes something of one object, given the number of its line.
 * @param before The number of lines before the text, where it is not the first part.
 * @throws {FormatError} If a line is too long or no JSON object, or `read` throws one; the message ends
 * with the number of the line, counted from 1.
 *
 * @example
 * ```ts
 * import { parseJsonLines } from "./json.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseJsonLines('{"a":1}\n{"a":2}\n', ({ a }) => a), [1, 2]);
 * ```
 */
export function parseJsonLines<T>(
  text: string,
  read: (values: Readonly<Record<string, unknown>>, line: number) => T,
  before = 0,
): T[] {
  return Array.from(linesOf(text, before), (content, index) => {
    const line = before + index + 1;
    return inLine(line, () => read(parseObject(content), line));
  });
}

function parseObject(line: string): Record<string, unknown> {
  const value = parseJson(line, LINE_DEPTH);
  if (isRecord(value)) return value;
  throw new FormatError(`Expected a JSON object but found ${quote(line)}`);
}

/**
 * The value that a JSON text says; undefined if it is no JSON, or its objects and lists lie more than
 * `depth` deep in each other.
 *
 * @example
 * ```ts
 * import { parseJson } from "./json.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseJson("[1, 2]", 1), [1, 2]);
 * assertEquals(parseJson("[[1]]", 1), undefined);
 * assertEquals(parseJson("[1", 1), undefined);
 * ```
 */
export function parseJson(text: string, depth: number): unknown {
  if (nestsDeeper(text, depth)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * The JSON text of a value, in lines, for people and programs to read: control characters and others
 * that change how a terminal shows a text stand as `\\u` and their number, as JSON allows.
 *
 * @example
 * ```ts
 * import { formatJson } from "./json.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatJson("a\u009b"), '"a\\u009b"');
 * ```
 */
export function formatJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[\p{Cc}\p{Bidi_C}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === "\n") return character;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/**
 * The first key that an object of a JSON text has twice, on whatever level; undefined if there is
 * none. `JSON.parse` keeps the last of them and says nothing.
 *
 * @param json Text that `JSON.parse` accepts.
 *
 * @example
 * ```ts
 * import { repeatedKey } from "./json.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(repeatedKey('{"a": {"b": 1}, "b": [{"a": 2}]}'), undefined);
 * assertEquals(repeatedKey('{"a": 1, "\\u0061": 2}'), "a");
 * ```
 */
export function repeatedKey(json: string): string | undefined {
  const openObjects: Set<string>[] = [];
  for (let i = 0; i < json.length; i++) {
    if (json[i] === "{") openObjects.push(new Set());
    if (json[i] === "}") openObjects.pop();
    if (json[i] !== '"') continue;

    const start = i;
    i = closingQuote(json, start);
    if (!isBeforeColon(json, i + 1)) continue;
    const key: string = JSON.parse(json.slice(start, i + 1));
    const keys = openObjects.at(-1);
    if (keys?.has(key)) return key;
    keys?.add(key);
  }
  return undefined;
}

function closingQuote(json: string, start: number): number {
  let end = start + 1;
  while (json[end] !== '"') end += json[end] === "\\" ? 2 : 1;
  return end;
}

function isBeforeColon(json: string, index: number): boolean {
  while (/\s/.test(json.charAt(index))) index++;
  return json.charAt(index) === ":";
}

/**
 * Whether objects and lists of a JSON text lie more than `depth` deep in each other. Tells so without
 * memory for them: what `JSON.parse` makes of a hundred million brackets takes gigabytes. The text
 * need not be valid.
 *
 * @example
 * ```ts
 * import { nestsDeeper } from "./json.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(nestsDeeper('{"a": [1, "[["]}', 2), false);
 * assertEquals(nestsDeeper('{"a": [1, [2]]}', 2), true);
 * ```
 */
export function nestsDeeper(json: string, depth: number): boolean {
  let open = 0;
  let isInString = false;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (character === '"') isInString = !isInString;
    else if (isInString && character === "\\") i++;
    else if (isInString) continue;
    else if (character === "{" || character === "[") open++;
    else if (character === "}" || character === "]") open--;
    if (open > depth) return true;
  }
  return false;
}
