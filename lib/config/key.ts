import type { ValueKind } from "./values.ts";

/** A key of the configuration file, with a value of type `T`. */
export type Key<T> = KeyDescription<T> & (Required | Optional<T>);

interface KeyDescription<T> {
  /** How the file spells it. */
  readonly name: string;
  /** The values it takes. */
  readonly kind: ValueKind<T>;
  /** What it means, in one line. */
  readonly description: string;
}

interface Required {
  readonly required: true;
}

interface Optional<T> {
  readonly required: false;
  /** The value where the file does not have the key. */
  readonly fallback: T;
  /** The same in words, for the documentation. */
  readonly fallbackText: string;
  /** The name of the key that must be there if this one is not, and must not if it is. */
  readonly alternative?: string;
}

/** A key that every file must have. */
export function required<T>(name: string, kind: ValueKind<T>, description: string): Key<T> {
  return { name, kind, description, required: true };
}

/** A key that every file must have which does not have the key `alternative` in its place. */
export function requiredUnless<T>(
  alternative: string,
  name: string,
  kind: ValueKind<T>,
  description: string,
): Key<T | undefined> {
  const fallbackText = `required without ${alternative}`;
  return { ...optional(name, kind, fallbackText, description), alternative };
}

/** A key that has a value, written as `fallbackText`, where the file does not have it. */
export function withDefault<T>(
  name: string,
  kind: ValueKind<T>,
  fallbackText: string,
  description: string,
): Key<T> {
  const fallback = kind.parse(fallbackText);
  return { name, kind, description, required: false, fallback, fallbackText };
}

/**
 * A key that is undefined where the file does not have it.
 *
 * @param fallbackText What happens then, in words.
 */
export function optional<T>(
  name: string,
  kind: ValueKind<T>,
  fallbackText: string,
  description: string,
): Key<T | undefined> & Optional<T | undefined> {
  return { name, kind, description, required: false, fallback: undefined, fallbackText };
}
