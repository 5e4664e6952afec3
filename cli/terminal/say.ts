import { standardStream } from "../files/output_path.ts";

// Of the whole process, as the terminal is.
let quiet = false;
let isStdoutForResult = false;

/** From now on nothing is said but results and errors. */
export function beQuiet(): void {
  quiet = true;
}

/** From now on nothing is said on stdout but results, which a program reads; warnings are. */
export function keepStdoutForResult(): void {
  isStdoutForResult = true;
}

/** Whether nothing is to be said but results and errors. */
export function isQuiet(): boolean {
  return quiet;
}

/** Whether {@linkcode say} says anything. */
export function isTold(): boolean {
  return !quiet && !isStdoutForResult;
}

/** Says on stdout what is done besides the result. */
export function say(text: string): void {
  if (isTold()) console.log(text);
}

/** Says that a file has been written, unless its content went where this would be said. */
export function sayWritten(path: string, text: string): void {
  if (standardStream(path) === undefined) say(text);
}
