/** What is shown of many things, as `The first 64 of 70 filters`; nothing if it is all of them. */
export function partOf(shown: number, all: number, things: string): string | undefined {
  return shown === all ? undefined : `The first ${shown} of ${all} ${things}`;
}

/** The sentences that there are as a subtitle; nothing if there are none. */
export function subtitleOf(...sentences: readonly (string | undefined)[]): string | undefined {
  return sentences.filter((sentence) => sentence !== undefined).join(". ") || undefined;
}
