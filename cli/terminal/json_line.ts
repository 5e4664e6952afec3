import { formatJson } from "../../lib/formats/json.ts";

/**
 * The JSON text of a value in one line, without spaces between what it consists of; characters that
 * change a terminal are escaped as JSON allows.
 */
export function formatJsonLine(value: unknown): string {
  return formatJson(value).replace(/("(?:\\.|[^"\\])*")|\s+/g, "$1");
}
