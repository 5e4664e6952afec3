/**
 * Whether objects and lists of a JSON text lie more than `depth` deep in each other. Tells so without
 * memory for them: what `JSON.parse` makes of a hundred million brackets takes gigabytes. The text
 * need not be valid.
 *
 * @example
 * ```ts
 * import { nestsDeeper } from "./nests_deeper.ts";
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
