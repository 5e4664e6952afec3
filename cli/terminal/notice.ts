/** Tells the user, on stderr, what a command does that they may not expect. */
export function notice(message: string): void {
  console.error(`mnist: ${message}`);
}
