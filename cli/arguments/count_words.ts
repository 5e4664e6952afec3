/** How many words of a command line were found where others were expected: `1 word`. */
export function countWords(words: readonly string[]): string {
  return `${words.length} ${words.length === 1 ? "word" : "words"}`;
}
