/**
 * `value`, a number above 0 and finite.
 *
 * @param name What it is, for the message: `the learning rate`.
 * @throws {RangeError} If it is anything else.
 */
export function positive(value: number, name: string): number {
  if (value > 0 && value < Infinity) return value;
  throw new RangeError(`Expected ${name} to be a finite number above 0 but found ${value}`);
}

/** `value`, a finite number of 0 or more. See {@linkcode positive}. */
export function nonNegative(value: number, name: string): number {
  if (value >= 0 && value < Infinity) return value;
  throw new RangeError(`Expected ${name} to be a finite number of 0 or more but found ${value}`);
}

/** `value`, from 0 to below 1. See {@linkcode positive}. */
export function belowOne(value: number, name: string): number {
  if (value >= 0 && value < 1) return value;
  throw new RangeError(`Expected ${name} to be from 0 to below 1 but found ${value}`);
}

/** `value`, from 0 to 1. See {@linkcode positive}. */
export function share(value: number, name: string): number {
  if (value >= 0 && value <= 1) return value;
  throw new RangeError(`Expected ${name} to be from 0 to 1 but found ${value}`);
}

/** `value`, above 0 and below 1. See {@linkcode positive}. */
export function properShare(value: number, name: string): number {
  if (value > 0 && value < 1) return value;
  throw new RangeError(`Expected ${name} to be above 0 and below 1 but found ${value}`);
}

/** `value`, an integer of 1 or more. See {@linkcode positive}. */
export function positiveInteger(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new RangeError(`Expected ${name} to be an integer of 1 or more but found ${value}`);
}

/** `value`, an integer of 0 or more. See {@linkcode positive}. */
export function nonNegativeInteger(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`Expected ${name} to be an integer of 0 or more but found ${value}`);
}

/**
 * The range of `count` equal ones between 0 and 1 that a share is in: `i` from `i / count` to before
 * `(i + 1) / count`, as these are rounded; `count` where the share is 1.
 */
export function rangeOfShare(share: number, count: number): number {
  const range = Math.floor(share * count);
  return (range + 1) / count <= share ? range + 1 : range / count > share ? range - 1 : range;
}

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
