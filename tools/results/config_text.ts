import { parseEntries } from "../../lib/config/source.ts";

/**
 * The text of a configuration with other values.
 *
 * @param changes New values by key. A key that the text does not have is added to its end; one
 * without a new value is taken out.
 * @throws {ConfigError} If the text is no configuration.
 */
export function changeConfig(
  text: string,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  const entries = parseEntries(text, "the configuration");
  const lines: (string | undefined)[] = text.trimEnd().split("\n");
  for (const [key, value] of Object.entries(changes)) {
    const line = value === undefined ? undefined : `${key} = ${value}`;
    const entry = entries.get(key);
    if (entry === undefined) lines.push(line);
    else lines[entry.line - 1] = line;
  }
  return lines.filter((line) => line !== undefined).map((line) => `${line}\n`).join("");
}
