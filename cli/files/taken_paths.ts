import { dirname, join, resolve } from "@std/path";
import { quote } from "../../lib/formats/quote.ts";
import { standardStream } from "./output_path.ts";

/** What can be written to many times over; `/dev/shm` is a folder of files in memory. */
const device = /^\/dev\/(?!shm\/)/;

/** Where something is that must not be written over. */
export interface TakenPath {
  readonly path: string;
  /** What it is, as in "rel_path_log_file too"; for messages. */
  readonly what: string;
  /** Whether it is a folder with all that is in it, or would be. */
  readonly withContent?: boolean;
}

/**
 * Finds out whether a path is one of those that are taken, however the two are spelled: with links,
 * with `./`, from the root. Devices (a terminal, `/dev/null`) and the standard output never are.
 *
 * @param kind What is to be written there.
 * @returns "Expected ... but found ...", with the last of those that it is; undefined if it is none.
 */
export async function findCollision(
  path: string,
  kind: "file" | "folder",
  taken: readonly TakenPath[],
): Promise<string | undefined> {
  if (standardStream(path) !== undefined) return undefined;
  const real = await realPath(path);
  if (device.test(real)) return undefined;
  const others = await Promise.all(taken.map(async ({ path, what, withContent }) => {
    return { other: await realPath(path), what, withContent };
  }));
  const collision = others.findLast(({ other, withContent }) => {
    return real === other || (withContent === true && real.startsWith(join(other, "/")));
  });
  if (collision === undefined) return undefined;
  return `Expected a ${kind} of its own but found ${quote(path)}, which is ${collision.what}`;
}

/**
 * Finds out before a file is written whether it is one of those that are taken.
 *
 * @throws {Error} If it is, by {@linkcode findCollision}.
 */
export async function checkOwnFile(path: string, taken: readonly TakenPath[]): Promise<void> {
  const problem = await findCollision(path, "file", taken);
  if (problem !== undefined) throw new Error(problem);
}

/** Where a path leads to, whether there is something or not. */
async function realPath(path: string): Promise<string> {
  try {
    return await Deno.realPath(path);
  } catch {
    const absolute = resolve(path);
    const folder = dirname(absolute);
    return folder === absolute
      ? absolute
      : join(await realPath(folder), absolute.slice(folder.length));
  }
}
