/**
 * Builds the npm package of the library in `build/package/`, or the folder that is named as the
 * argument: modules for Node and browsers, with their types. `deno task package` packs it too.
 *
 * @module
 */
import { join, relative } from "@std/path";
import ts from "typescript";
import config from "../deno.json" with { type: "json" };

const ROOT = join(import.meta.dirname ?? ".", "..");
const FOLDER = "build/package";

/** The oldest Node with `process.getBuiltinModule`, which the threads need. */
const NODE = ">=20.16";

/** What Node 20 and browsers know, so that a use of anything later does not compile. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ES2022,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["es2023", "es2024.string", "esnext.disposable", "dom"].map((name) => `lib.${name}.d.ts`),
  types: [],
  strict: true,
  skipLibCheck: true,
  declaration: true,
  rewriteRelativeImportExtensions: true,
  rootDir: ROOT,
};

const entries = Object.entries(config.exports);

/**
 * Compiles the entries, and all that they import.
 *
 * @param write Takes each file, by its path from the folder of the package.
 * @throws {Error} If something does not compile for Node 20.
 */
function compile(write: (path: string, text: string) => void): void {
  const program = ts.createProgram(entries.map(([, path]) => join(ROOT, path)), options);
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0) {
    const host = ts.createCompilerHost(options);
    throw new Error(
      `Expected modules that compile but found\n${ts.formatDiagnostics(problems, host)}`,
    );
  }
  program.emit(undefined, (path, text) => write(relative(ROOT, path), withDisposable(path, text)));
}

/** Declares the type `Disposable` to those who compile for a standard that does not have it yet. */
function withDisposable(path: string, text: string): string {
  const needsIt = path.endsWith(".d.ts") && /\bDisposable\b/.test(text);
  return needsIt ? `/// <reference lib="esnext.disposable" />\n${text}` : text;
}

/** `package.json`: what `deno.json` says, for npm. */
function packageJson(): string {
  const { name, version, license } = config;
  const exported = entries.map(([entry, path]) => {
    const module = path.replace(/\.ts$/, "");
    return [entry, { types: `${module}.d.ts`, default: `${module}.js` }];
  });
  const description = {
    name,
    version,
    description: "Trains and evaluates neural networks on MNIST, from the matrix product up",
    license,
    type: "module",
    sideEffects: false,
    engines: { node: NODE },
    exports: Object.fromEntries(exported),
  };
  return `${JSON.stringify(description, null, 2)}\n`;
}

/** Empties the folder of an earlier package. */
function removeBuilt(): void {
  try {
    Deno.removeSync(FOLDER, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

if (import.meta.main) {
  const [folder = FOLDER] = Deno.args;
  if (folder === FOLDER) removeBuilt();
  const write = (path: string, text: string) => {
    Deno.mkdirSync(join(folder, path, ".."), { recursive: true });
    Deno.writeTextFileSync(join(folder, path), text);
  };
  compile(write);
  write("package.json", packageJson());
  for (const [from, to] of [["LICENSE", "LICENSE"], ["docs/library.md", "README.md"]]) {
    await Deno.copyFile(join(ROOT, from), join(folder, to));
  }
}
