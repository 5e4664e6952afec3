import { fromFileUrl } from "@std/path";

/** What a program did. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and how a program runs. */
export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** What comes through a pipe; nothing when left out. */
  readonly stdin?: Uint8Array;
}

const main = fromFileUrl(import.meta.resolve("../../cli/main.ts"));
const config = fromFileUrl(import.meta.resolve("../../deno.json"));

/**
 * The program from its sources, with the permissions that `build.sh` gives it, except those for the
 * network: what a test says must not depend on whether it can be reached.
 */
export function mnistCommand(
  args: readonly string[],
  surroundings: Surroundings = {},
): Deno.Command {
  return commandOf(Deno.execPath(), mnistArguments(args), surroundings);
}

/** What some subcommands may do besides reading and writing files. */
const access = new Map([
  ["fetch", ["--allow-run=npm,deno,apt-get,dpkg-deb"]],
  ["bench", ["--allow-run=npm,node,python3,/usr/bin/python3", "--allow-sys=cpus"]],
  ["playground", ["--allow-net=127.0.0.1"]],
]);

/** The arguments with which Deno runs the program; see {@linkcode mnistCommand}. */
export function mnistArguments(args: readonly string[]): string[] {
  const run = ["run", "--quiet", "--no-prompt", "--config", config];
  const permissions = ["--allow-read", "--allow-write", ...access.get(args[0] ?? "") ?? []];
  return [...run, ...permissions, main, ...args];
}

/** Runs the program to its end. */
export function runMnist(
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<Outcome> {
  return outcomeOf(mnistCommand(args, surroundings), surroundings);
}

/** Runs a program to its end. */
export function runProgram(
  program: string,
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<Outcome> {
  return outcomeOf(commandOf(program, args, surroundings), surroundings);
}

function commandOf(
  program: string,
  args: readonly string[],
  { cwd, env = {}, stdin }: Surroundings,
): Deno.Command {
  return new Deno.Command(program, {
    args: [...args],
    cwd,
    env: { NO_COLOR: "1", ...env },
    stdin: stdin === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  });
}

async function outcomeOf(command: Deno.Command, { stdin }: Surroundings): Promise<Outcome> {
  const process = command.spawn();
  if (stdin !== undefined) {
    const writer = process.stdin.getWriter();
    await writer.write(stdin);
    await writer.close();
  }
  const { code, stdout, stderr } = await process.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
