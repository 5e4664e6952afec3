import { escapeInvisible } from "../../lib/formats/quote.ts";

/** Says on stderr, in one line, what is suspicious but no error. */
export function warn(message: string): void {
  console.error(`mnist: warning: ${escapeInvisible(message)}`);
}
