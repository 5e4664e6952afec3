/**
 * The first key that an object of a JSON text has twice, on whatever level; undefined if there is
 * none. `JSON.parse` keeps the last of them and says nothing.
 *
 * @param json Text that `JSON.parse` accepts.
 *
 * @example
 * ```ts
 * import { repeatedKey } from "./repeated_key.ts";
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
