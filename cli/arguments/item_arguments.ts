import { quote } from "../../lib/formats/quote.ts";
import { UsageError } from "../usage_error.ts";
import { unknownOption } from "./unknown_option.ts";

/** The arguments of a subcommand that writes one item of a file to another file. */
export interface ItemArguments {
  readonly input: string;
  readonly output: string;
  /** The item's place in the input, from 0. */
  readonly index: number;
}

/**
 * Reads the arguments `<input> <output> <index>`.
 *
 * @throws {UsageError} If there are more or fewer arguments, or the index is not an integer of 0 or
 * more.
 */
export function parseItemArguments(args: readonly string[]): ItemArguments {
  // A negative number is no option but a wrong index.
  const option = args.find((arg) => /^-(?![\d.])./.test(arg));
  if (option !== undefined) throw unknownOption(option);
  if (args.length !== 3) {
    throw new UsageError(
      `Expected 3 arguments, <input> <output> <index>, but found ${args.length}`,
    );
  }
  const [input, output, indexText] = args;
  if (!/^\d+$/.test(indexText)) {
    throw new UsageError(
      `Expected the index to be an integer of 0 or more but found ${quote(indexText)}`,
    );
  }
  return { input, output, index: Number(indexText) };
}
