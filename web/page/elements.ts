/// <reference lib="dom" />

/**
 * The element of the page that a selector finds.
 *
 * @throws {TypeError} If there is none of that kind.
 */
export function find<T extends Element>(selector: string, kind: new () => T): T {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new TypeError(`Expected ${kind.name} ${selector} on the page but found ${found}`);
}

/** A new element with attributes; its text is never taken as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Calls with the values of the last call, once there has been none for some milliseconds. */
export function debounced(delay: number, call: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(call, delay);
  };
}
