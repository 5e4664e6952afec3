import { assertEquals, assertNotEquals } from "@std/assert";
import { walkSync } from "@std/fs";
import { dirname, fromFileUrl, join, relative } from "@std/path";

const root = fromFileUrl(import.meta.resolve("../"));

/** The floors of `lib/`, from the ground up: a file imports from its own floor or below. */
const floors = [
  [
    "elementary_functions.ts",
    "group_by.ts",
    "largest.ts",
    "matrix.ts",
    "random.ts",
    "ranges.ts",
    "shape.ts",
  ],
  ["devices/"],
  ["layers/", "losses.ts", "optimizers/", "initializers.ts", "schedules/"],
  ["network.ts"],
  ["training/"],
  ["config/"],
  ["models/"],
  ["plots/"],
];

/** What stands beside the tower, on the ground floor: usable from every floor. */
const annexes = ["data/", "formats/", "metrics/", "units/"];

/** Source files by their path from the root, with their code (without comments) and imports. */
interface Source {
  readonly path: string;
  readonly code: string;
  readonly imports: readonly string[];
}

/** The only file of the library that may ask on which platform it runs: threads differ. */
const platformFile = "lib/devices/wasm/workers.ts";

const sources = ["lib", "cli", "web"].flatMap(sourcesUnder);
const others = ["tests", "tools", "bench"].flatMap(sourcesUnder);
const library = sources.filter(({ path }) => path.startsWith("lib/"));

function sourcesUnder(folder: string): Source[] {
  return Array.from(walkSync(join(root, folder), { exts: [".ts"] }), ({ path }) => {
    const code = Deno.readTextFileSync(path).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    const imports = code.matchAll(
      /^(?:import|export|\})(?:[^"\n]* from)? "([^"]+)"|import\("([^"]+)"\)/gm,
    );
    return {
      path: relative(root, path),
      code,
      imports: Array.from(imports, ([_, fixed, dynamic]) => fixed ?? dynamic),
    };
  });
}

/** The files of the project that a file imports; AssemblyScript leaves the ending of a name out. */
function importedFiles({ path, imports }: Source): string[] {
  return imports.filter((specifier) => specifier.startsWith("."))
    .map((specifier) => join(dirname(path), specifier))
    .map((file) => /\.\w+$/.test(file) ? file : `${file}.ts`);
}

/** The place of a path of `lib/` among the groups, or -1. */
function placeOf(path: string, groups: readonly string[][]): number {
  const name = path.slice("lib/".length);
  return groups.findIndex((members) =>
    members.some((member) => member.endsWith("/") ? name.startsWith(member) : name === member)
  );
}

Deno.test("the library imports nothing but its own files", () => {
  assertNotEquals(library.length, 0);
  for (const source of library) {
    const foreign = source.imports.filter((specifier) => !specifier.startsWith("."));
    assertEquals(foreign, [], source.path);
    const outside = importedFiles(source).filter((path) => !path.startsWith("lib/"));
    assertEquals(outside, [], source.path);
  }
});

Deno.test("the library touches neither Deno nor files, network or console", () => {
  const platform = /\b(?:Deno|process|console|XMLHttpRequest|WebSocket)\b|\bfetch\(/g;
  for (const { path, code } of library.filter(({ path }) => path !== platformFile)) {
    assertEquals(code.match(platform), null, path);
  }
});

// lib/elementary_functions.ts has those whose bits do not depend on the engine; drawings and metrics
// need none.
Deno.test("a training takes no function whose last bits an engine chooses", () => {
  const chosen =
    /\bMath\.(?:exp|expm1|log|log1p|log10|pow|a?sinh?|a?cosh?|a?tanh?|atan2|cbrt)\(|(?<!\b2 )\*\*(?! -?[0-9])/g;
  const free = /^lib\/(?:plots|metrics|units|formats|devices\/wasm\/kernels)\//;
  for (const { path, code } of library.filter(({ path }) => !free.test(path))) {
    assertEquals(code.match(chosen), null, path);
  }
});

Deno.test("the page imports nothing but its own files and the library's", () => {
  const page = sources.filter(({ path }) => path.startsWith("web/"));
  assertNotEquals(page.length, 0);
  for (const source of page) {
    assertEquals(source.imports.filter((specifier) => !specifier.startsWith(".")), [], source.path);
    const foreign = importedFiles(source).filter((path) => !/^(?:lib|web)\//.test(path));
    assertEquals(foreign, [], source.path);
    assertEquals(source.code.match(/\bDeno\b/g), null, source.path);
  }
});

Deno.test("the page reaches the library through its worker, but for what it draws with", () => {
  const drawn = /^lib\/(?:plots|data|formats|shape\.ts)/;
  for (const source of sources.filter(({ path }) => /^web\/page(?:\.ts|\/)/.test(path))) {
    const imported = importedFiles(source).filter((path) => path.startsWith("lib/"));
    const types = new Set(Array.from(
      source.code.matchAll(/^import type [^;]*"([^"]+)";/gm),
      ([_, path]) => join(dirname(source.path), path),
    ));
    const others = imported.filter((path) => !drawn.test(path) && !types.has(path));
    assertEquals(others, [], source.path);
  }
});

// tools/package.ts compiles the library for Node 20, which takes longer.
Deno.test("the library uses nothing that Node 20 lacks", () => {
  const later =
    /\b(?:(?:Map|Object)\.groupBy|withResolvers|fromAsync|fromBase64|toBase64|fromHex|toHex)|\.(?:values|keys|entries)\(\)\s*\.|\.bytes\(\)/g;
  for (const { path, code } of library) assertEquals(code.match(later), null, path);
});

Deno.test("the library's tests need no permissions", () => {
  const byPath = new Map(others.map((source) => [source.path, source]));
  const files = new Set(others.filter(({ path }) => path.startsWith("tests/lib/")));
  assertNotEquals(files.size, 0);
  for (const source of files) {
    assertEquals(source.code.match(/\bDeno\.(?!test\b)\w+/g), null, source.path);
    for (const path of importedFiles(source)) {
      const imported = byPath.get(path);
      if (imported !== undefined) files.add(imported);
    }
  }
});

Deno.test("every file of the library imports from its own floor or below", () => {
  for (const source of library) {
    const floor = placeOf(source.path, floors);
    const isAnnex = placeOf(source.path, [annexes]) === 0;
    assertEquals(floor >= 0 || isAnnex, true, `${source.path} has no floor`);
    for (const path of importedFiles(source)) {
      if (placeOf(path, [annexes]) === 0) continue;
      const highest = isAnnex ? 0 : floor;
      assertEquals(placeOf(path, floors) <= highest, true, `${source.path} imports ${path}`);
    }
  }
});

Deno.test("layers do not know the devices, and devices do not know the layers", () => {
  for (const source of library) {
    const forbidden = source.path.startsWith("lib/layers/")
      ? /^lib\/devices\/(?:typescript|wasm|webgpu)\//
      : source.path.startsWith("lib/devices/")
      ? /^lib\/layers\//
      : undefined;
    if (forbidden === undefined) continue;
    assertEquals(importedFiles(source).filter((path) => forbidden.test(path)), [], source.path);
  }
});

Deno.test("imports form no circle", () => {
  const importsOf = new Map(sources.map((source) => [source.path, importedFiles(source)]));
  const finished = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (finished.has(path)) return;
    const start = trail.indexOf(path);
    assertEquals(start, -1, [...trail.slice(start), path].join(" -> "));
    for (const next of importsOf.get(path) ?? []) visit(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of importsOf.keys()) visit(path, []);
});

Deno.test("every import of a file finds it", () => {
  const paths = new Set(sources.map(({ path }) => path));
  for (const source of sources) {
    const sourceFiles = importedFiles(source).filter((path) => path.endsWith(".ts"));
    assertEquals(sourceFiles.filter((path) => !paths.has(path)), [], source.path);
  }
});

Deno.test("no diagnostic is suppressed", () => {
  // Put together, so that this file does not contain what it looks for.
  const suppressed = new RegExp(["deno-(?:lint|fmt)-ign" + "ore", "@t" + "s-\\w+"].join("|"), "g");
  for (const { path } of [...sources, ...others]) {
    const text = Deno.readTextFileSync(join(root, path));
    assertEquals(text.match(suppressed), null, path);
  }
});
