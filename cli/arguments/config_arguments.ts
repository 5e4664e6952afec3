import type { ConfigValues } from "../../lib/config/config_values.ts";
import type { Key } from "../../lib/config/key.ts";
import { keyProperties, keys } from "../../lib/config/keys.ts";
import { type Override, trimmed } from "../../lib/config/source.ts";
import { type Option, option, type OptionFamily } from "./arguments.ts";

/** An option that takes what a key of the configuration file takes, where no file says it. */
export function keyOption<T>(key: Key<T>, placeholder: string): Option<T | undefined> {
  const { name, kind, description } = key;
  const absence = key.required ? "" : `; ${key.fallbackText} when left out`;
  return option(name, placeholder, kind, `${description}${absence}`);
}

/** How images are stored, where there is no configuration to say so. */
export const orientationOption = keyOption(keys.orientation, "word");

/** What does the arithmetic, where there is no configuration to say so. */
export const deviceOption = keyOption(keys.device, "name");

/** An option for each key of the configuration file, under the name that the program knows it by. */
export type KeyOptions<T> = { readonly [P in keyof ConfigValues]: Option<T> };

/** The options that say something in place of a configuration file, each if it is there. */
export const configOverrides: KeyOptions<readonly Override[]> = overridesWhere(
  '"mnist train --help" lists them',
);

/** The same, where the help goes on with a list of the keys. */
export const listedOverrides: KeyOptions<readonly Override[]> = overridesWhere(
  "they are listed below",
);

/** @param where What the help says of where the keys are listed. */
function overridesWhere(where: string): KeyOptions<readonly Override[]> {
  const family: OptionFamily = {
    usage: "--<key> <value>",
    description:
      `any key of the configuration, such as --seed 2, in place of what the file says; ${where}`,
  };
  return optionsOfKeys((key) => ({
    name: key.name,
    description: key.description,
    value: { kind: key.kind, placeholder: "value" },
    family,
    read: (texts) =>
      texts.map((text) => {
        const override = trimmed({ key: key.name, value: text });
        key.kind.parse(override.value);
        return override;
      }),
  }));
}

/** What the options of {@linkcode configOverrides} say, together. */
export function overridesOf(
  values: { readonly [P in keyof ConfigValues]: readonly Override[] },
): Override[] {
  return keyProperties.flatMap((property) => values[property]);
}

/** Makes an option from each key. */
export function optionsOfKeys<T>(optionOf: (key: Key<unknown>) => Option<T>): KeyOptions<T> {
  const options: { -readonly [P in keyof ConfigValues]?: Option<T> } = {};
  for (const property of keyProperties) options[property] = optionOf(keys[property]);
  if (!isComplete(options)) throw new TypeError("Expected an option for every key");
  return options;
}

function isComplete<T>(
  options: { readonly [P in keyof ConfigValues]?: Option<T> },
): options is KeyOptions<T> {
  return keyProperties.every((property) => property in options);
}
