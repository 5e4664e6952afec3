import { quote } from "../../formats/quote.ts";
import { finiteNumber } from "../values.ts";
import { type OptionalArgument, values } from "./arguments.ts";
import { type Form, form } from "./form.ts";

/**
 * Parts of a user's own by their names, each made of the numbers behind it: `scale 2` is `scale(2)`. One
 * that cannot be made of some numbers throws a RangeError.
 */
export type OwnForms<T> = Readonly<Record<string, (...numbers: number[]) => T>>;

const list = values("number", finiteNumber);

const numbers: OptionalArgument<readonly number[]> = {
  usage: list.usage,
  take: (tokens) => tokens.isAtNumber ? list.take(tokens) : undefined,
};

/**
 * The forms of a notation, and those of a user's own.
 *
 * @param others Names that have another meaning where these forms stand.
 * @throws {RangeError} If the name of one of the user's is none, or has a meaning already.
 */
export function formsWith<T>(
  forms: readonly Form<T>[],
  own: OwnForms<T> = {},
  others: readonly Form<unknown>[] = [],
): readonly Form<T>[] {
  const taken = new Set([...forms, ...others].map(({ name }) => name));
  const added = Object.entries(own).map(([name, make]) => {
    if (!/^[a-z]\w*$/i.test(name) || taken.has(name)) {
      const wanted = "a name of letters, digits and _ that nothing else has";
      throw new RangeError(`Expected ${wanted} but found ${quote(name)}`);
    }
    return form({
      name,
      description: "the user's own",
      required: {},
      optional: { numbers },
      build: (_, { numbers = [] }) => make(...numbers),
    });
  });
  return [...forms, ...added];
}
