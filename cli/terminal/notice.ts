import { escapeInvisible } from "../../lib/formats/quote.ts";
import { isQuiet } from "./say.ts";

/** Says on stderr, in one line, what was done that is right but not to be expected. */
export function notice(message: string): void {
  if (!isQuiet()) console.error(`mnist: ${escapeInvisible(message)}`);
}

/** Says on stderr, in one line, what is suspicious but no error. */
export function warn(message: string): void {
  notice(`warning: ${message}`);
}
