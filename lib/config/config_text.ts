import type { Config } from "./config.ts";

/** A configuration as it is run, as a file would say it: a line for each key, without comments. */
export function configText({ source }: Config): string {
  return Array.from(source.entries.values(), ({ key, value }) => `${key} = ${value}\n`).join("");
}
