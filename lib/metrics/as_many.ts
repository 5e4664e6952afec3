/**
 * Checks that there are as many things of one kind as of another.
 *
 * @param name What the first are, for the message: `predictions`.
 * @throws {RangeError} If there are not.
 */
export function checkAsMany(
  name: string,
  { length: found }: ArrayLike<unknown>,
  otherName: string,
  { length: expected }: ArrayLike<unknown>,
): void {
  if (found === expected) return;
  throw new RangeError(`Expected as many ${name} as ${otherName}, ${expected}, but found ${found}`);
}
