import type { Key } from "../../lib/config/key.ts";
import { keys } from "../../lib/config/keys.ts";
import type { Override } from "../../lib/config/source.ts";
import { operand, type Option, option } from "./arguments.ts";
import { file } from "./values.ts";

/** The configuration of a network that is not trained. */
export const networkConfig = operand(
  "config",
  file,
  'configuration file, as for "mnist train"; of the data, only the size of the training images ' +
    "and the number of their classes are looked up",
);

/** An option that takes what a key of the configuration file takes, where no file says it. */
export function keyOption<T>(key: Key<T>, placeholder: string): Option<T | undefined> {
  const { name, kind, description } = key;
  const absence = key.required ? "" : `; ${key.fallbackText} when left out`;
  return option(name, placeholder, kind, `${description}${absence}`);
}

/** An option that says something in place of a key of the configuration file, if it is there. */
export function overrideOption(
  key: Key<unknown>,
  placeholder: string,
): Option<readonly Override[]> {
  const { name, kind } = key;
  return {
    name,
    description: `${key.description}, whatever the configuration says`,
    value: { kind, placeholder },
    read: (texts) =>
      texts.map((value) => {
        kind.parse(value);
        return { key: name, value };
      }),
  };
}

/** How images are stored, where there is no configuration to say so. */
export const orientationOption = keyOption(keys.orientation, "word");

/** What does the arithmetic, where there is no configuration to say so. */
export const deviceOption = keyOption(keys.device, "name");

/** What does the arithmetic, in place of what a configuration says. */
export const deviceOverride = overrideOption(keys.device, "name");
