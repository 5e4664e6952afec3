import { formatJson } from "../../lib/formats/json.ts";

/** The JSON text of a value in one line, with characters that change a terminal escaped as JSON allows. */
export function formatJsonLine(value: unknown): string {
  // Those in texts are escaped: what is left only indents.
  return formatJson(value).replace(/\n */g, "");
}
