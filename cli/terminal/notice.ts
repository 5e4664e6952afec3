/** Says on stderr, in one line, what was done that is right but not to be expected. */
export function notice(message: string): void {
  console.error(`mnist: ${message}`);
}
