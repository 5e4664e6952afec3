import { escapeInvisible } from "../../lib/formats/quote.ts";

/** An error whose message has several lines. */
export class LinesError extends Error {
  override readonly name = "LinesError";
  readonly lines: readonly string[];

  /** @param lines Each is printed as one, whatever the names in it contain. */
  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/**
 * What an error says, for a terminal: one line, or those of a {@linkcode LinesError}. Line breaks,
 * escape sequences and other invisible characters, which may come from the name of a file, appear as
 * `\u{hex}`.
 */
export function formatError(error: unknown): string {
  if (error instanceof LinesError) return error.lines.map(escapeInvisible).join("\n");
  return escapeInvisible(error instanceof Error ? error.message : String(error));
}
