/**
 * Types of the standard library as far as this project uses it. The npm package that `deno.json`
 * maps `@std/...` to carries the same code without its types.
 */

declare module "@std/assert" {
  /** A class whose instances are expected. */
  type ErrorClass<E> = abstract new (...args: never[]) => E;

  export class AssertionError extends Error {}

  export function assert(expr: unknown, msg?: string): asserts expr;
  export function assertAlmostEquals(
    actual: number,
    expected: number,
    tolerance?: number,
    msg?: string,
  ): void;
  export function assertArrayIncludes<T>(
    actual: ArrayLike<T>,
    expected: ArrayLike<T>,
    msg?: string,
  ): void;
  export function assertEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T>;
  export function assertFalse(expr: unknown, msg?: string): void;
  export function assertGreater<T>(actual: T, expected: T, msg?: string): void;
  export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void;
  export function assertInstanceOf<T>(
    actual: unknown,
    expectedType: ErrorClass<T>,
    msg?: string,
  ): asserts actual is T;
  export function assertIsError<E extends Error = Error>(
    error: unknown,
    ErrorClass?: ErrorClass<E>,
    msgMatches?: string | RegExp,
    msg?: string,
  ): asserts error is E;
  export function assertLess<T>(actual: T, expected: T, msg?: string): void;
  export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void;
  export function assertMatch(actual: string, expected: RegExp, msg?: string): void;
  export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void;
  export function assertNotStrictEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertObjectMatch(actual: object, expected: object, msg?: string): void;
  export function assertRejects(
    fn: () => PromiseLike<unknown>,
    msg?: string,
  ): Promise<unknown>;
  export function assertRejects<E extends Error>(
    fn: () => PromiseLike<unknown>,
    ErrorClass: ErrorClass<E>,
    msgIncludes?: string,
    msg?: string,
  ): Promise<E>;
  export function assertStrictEquals<T>(
    actual: unknown,
    expected: T,
    msg?: string,
  ): asserts actual is T;
  export function assertStringIncludes(actual: string, expected: string, msg?: string): void;
  export function assertThrows(fn: () => unknown, msg?: string): unknown;
  export function assertThrows<E extends Error>(
    fn: () => unknown,
    ErrorClass: ErrorClass<E>,
    msgIncludes?: string,
    msg?: string,
  ): E;
  export function equal(a: unknown, b: unknown): boolean;
  export function fail(msg?: string): never;
  export function unreachable(msg?: string): never;
}

declare module "@std/cli" {
  export interface ParseOptions<
    B extends string,
    S extends string,
    C extends string,
    D extends object,
  > {
    /** Flags that take no value; false when absent. */
    boolean?: readonly B[];
    /** Flags whose value stays a string; undefined when absent. `_`: the positional arguments. */
    string?: readonly S[];
    /** Flags that may be given several times; an empty array when absent. */
    collect?: readonly C[];
    /** Flags that `--no-<flag>` sets to false. */
    negatable?: readonly string[];
    /** Values of absent flags. */
    default?: D;
    /** Other names of a flag. */
    alias?: Readonly<Record<string, string | readonly string[]>>;
    /** Takes everything behind the first positional argument as positional. */
    stopEarly?: boolean;
    /** Collects what follows `--` under the key `--`. */
    "--"?: boolean;
    /** Called for each argument that no option names; false leaves it out of the result. */
    unknown?: (arg: string, key?: string, value?: unknown) => unknown;
  }

  /** Flags by name, and the positional arguments under `_`. */
  export type Args<
    B extends string,
    S extends string,
    C extends string,
    D extends object,
  > =
    & { [K in B]: boolean }
    & {
      [K in Exclude<S, C | "_">]: K extends keyof D ? string | D[K] : string | undefined;
    }
    & { [K in C]: K extends S ? string[] : unknown[] }
    & {
      _: "_" extends S ? string[] : (string | number)[];
      "--"?: string[];
      [key: string]: unknown;
    };

  export function parseArgs<
    const B extends string = never,
    const S extends string = never,
    const C extends string = never,
    D extends object = Record<never, never>,
  >(args: readonly string[], options?: ParseOptions<B, S, C, D>): Args<B, S, C, D>;
}

declare module "@std/fs" {
  export interface ExistsOptions {
    isReadable?: boolean;
    isDirectory?: boolean;
    isFile?: boolean;
  }
  export interface CopyOptions {
    overwrite?: boolean;
    preserveTimestamps?: boolean;
  }
  export interface MoveOptions {
    overwrite?: boolean;
  }
  export interface WalkOptions {
    maxDepth?: number;
    includeFiles?: boolean;
    includeDirs?: boolean;
    includeSymlinks?: boolean;
    followSymlinks?: boolean;
    exts?: string[];
    match?: RegExp[];
    skip?: RegExp[];
  }
  export interface WalkEntry extends Deno.DirEntry {
    path: string;
  }

  export function copy(src: string | URL, dest: string | URL, options?: CopyOptions): Promise<void>;
  export function copySync(src: string | URL, dest: string | URL, options?: CopyOptions): void;
  export function emptyDir(dir: string | URL): Promise<void>;
  export function emptyDirSync(dir: string | URL): void;
  export function ensureDir(dir: string | URL): Promise<void>;
  export function ensureDirSync(dir: string | URL): void;
  export function ensureFile(filePath: string | URL): Promise<void>;
  export function ensureFileSync(filePath: string | URL): void;
  export function exists(path: string | URL, options?: ExistsOptions): Promise<boolean>;
  export function existsSync(path: string | URL, options?: ExistsOptions): boolean;
  export function move(src: string | URL, dest: string | URL, options?: MoveOptions): Promise<void>;
  export function moveSync(src: string | URL, dest: string | URL, options?: MoveOptions): void;
  export function walk(
    root: string | URL,
    options?: WalkOptions,
  ): AsyncIterableIterator<WalkEntry>;
  export function walkSync(root: string | URL, options?: WalkOptions): IterableIterator<WalkEntry>;
}

declare module "@std/path" {
  export interface ParsedPath {
    root: string;
    dir: string;
    base: string;
    ext: string;
    name: string;
  }

  export const DELIMITER: ":" | ";";
  export const SEPARATOR: "/" | "\\";

  export function basename(path: string | URL, suffix?: string): string;
  export function common(paths: readonly string[]): string;
  export function dirname(path: string | URL): string;
  export function extname(path: string | URL): string;
  export function format(pathObject: Partial<ParsedPath>): string;
  export function fromFileUrl(url: string | URL): string;
  export function globToRegExp(glob: string): RegExp;
  export function isAbsolute(path: string): boolean;
  export function join(path: string | URL, ...paths: string[]): string;
  export function normalize(path: string | URL): string;
  export function parse(path: string): ParsedPath;
  export function relative(from: string, to: string): string;
  export function resolve(...pathSegments: string[]): string;
  export function toFileUrl(path: string): URL;
}

declare module "cli-progress" {
  /** Values that a bar's format shows as `{name}`, beside its own. */
  export type Payload = Readonly<Record<string, string | number>>;

  export interface Preset {
    readonly barCompleteChar: string;
    readonly barIncompleteChar: string;
    readonly format: string;
  }

  export interface Options {
    /** The line: `{bar}`, `{percentage}`, `{value}`, `{total}`, `{eta}`, `{eta_formatted}`,
     * `{duration}`, `{duration_formatted}` and the names of the payload. */
    format?: string;
    /** Updates per second at most; 10 by default. */
    fps?: number;
    /** Width of the bar in characters; 40 by default. */
    barsize?: number;
    barCompleteChar?: string;
    barIncompleteChar?: string;
    hideCursor?: boolean;
    clearOnComplete?: boolean;
    stopOnComplete?: boolean;
    linewrap?: boolean;
    /** Number of updates that the time left is averaged over; 10 by default. */
    etaBuffer?: number;
    etaAsynchronousUpdate?: boolean;
    /** Prints lines where stderr is no terminal; nothing is printed by default. */
    noTTYOutput?: boolean;
    /** Milliseconds between lines where stderr is no terminal. */
    notTTYSchedule?: number;
    /** Shows an empty bar for a total of 0. */
    emptyOnZero?: boolean;
    forceRedraw?: boolean;
    autopadding?: boolean;
    /** Stops the bar on SIGINT and SIGTERM; false by default. */
    gracefulExit?: boolean;
  }

  /** A progress bar on stderr. */
  export class SingleBar {
    constructor(options: Options, preset?: Preset);
    readonly isActive: boolean;
    start(total: number, startValue: number, payload?: Payload): void;
    update(current: number, payload?: Payload): void;
    update(payload: Payload): void;
    increment(step?: number, payload?: Payload): void;
    setTotal(total: number): void;
    getTotal(): number;
    getProgress(): number;
    stop(): void;
  }

  export const Presets: {
    readonly legacy: Preset;
    readonly rect: Preset;
    readonly shades_classic: Preset;
    readonly shades_grey: Preset;
  };

  const cliProgress: { readonly SingleBar: typeof SingleBar; readonly Presets: typeof Presets };
  export default cliProgress;
}
