/**
 * Stands for `Deno.test` in a browser: tests that are imported after this module are registered here.
 *
 * @module
 */

type Run = () => void | Promise<void>;

/** The tests, by their names; undefined where a test is ignored. */
export const collected = new Map<string, Run | undefined>();

const test = Object.assign((name: string, run: Run) => void collected.set(name, run), {
  ignore: (name: string) => void collected.set(name, undefined),
});

Reflect.set(globalThis, "Deno", { test });
