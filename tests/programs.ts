/**
 * The programs that some tests need besides Deno, where they are installed. Run as a program, it
 * prints the Debian packages of those that are not.
 *
 * @module
 */

/** A program that some tests need. */
export interface Program {
  /** The Debian package that brings it. */
  readonly debianPackage: string;
  /** What to run it with, or undefined if it is not installed. */
  find(): string | undefined;
}

/** A Python of any kind. */
export const python: Program = {
  debianPackage: "python3",
  find: () => firstToRun(["python3"], ["--version"]),
};

/** A Python with PyTorch. Debian's belongs to its own Python, which need not be the first one. */
export const pytorch: Program = {
  debianPackage: "python3-torch",
  find: () => firstToRun(["python3", "/usr/bin/python3"], ["-c", hasTorch]),
};

/** A browser that speaks the DevTools protocol. */
export const chromium: Program = {
  debianPackage: "chromium",
  find: () =>
    firstToRun(
      ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
      ["--version"],
    ),
};

/** A test that is given the program which it needs, and is skipped where it is not installed. */
export function testWith(
  program: Program,
  name: string,
  test: (path: string) => Promise<void>,
): void {
  const path = program.find();
  if (path === undefined) Deno.test.ignore(name, () => {});
  else Deno.test(name, () => test(path));
}

/** Much faster than importing it. */
const hasTorch = "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)";

/** The first of the programs that is there and succeeds. */
function firstToRun(paths: readonly string[], args: string[]): string | undefined {
  return paths.find((path) => {
    try {
      return new Deno.Command(path, { args, stdin: "null" }).outputSync().success;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  });
}

if (import.meta.main) {
  const missing = [python, pytorch, chromium].filter((program) => program.find() === undefined);
  if (missing.length > 0) console.log(missing.map(({ debianPackage }) => debianPackage).join(" "));
}
