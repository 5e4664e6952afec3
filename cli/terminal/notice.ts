import { escapeInvisible } from "../../lib/formats/quote.ts";

/** Says on stderr, in one line, what was done that is right but not to be expected. */
export function notice(message: string): void {
  console.error(`mnist: ${escapeInvisible(message)}`);
}

/** Says on stderr, in one line, what is suspicious but no error. */
export function warn(message: string): void {
  notice(`warning: ${message}`);
}
