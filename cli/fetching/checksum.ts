import { createHash } from "node:crypto";
import { describeError } from "../files/describe_error.ts";

/** What a file's content is recognized by. */
export interface Checksum {
  readonly algorithm: "md5" | "sha1";
  /** In hexadecimal. */
  readonly digest: string;
}

/** An MD5 checksum. */
export function md5(digest: string): Checksum {
  return { algorithm: "md5", digest };
}

/** A SHA-1 checksum. */
export function sha1(digest: string): Checksum {
  return { algorithm: "sha1", digest };
}

/** The checksum as people write it: `MD5 9e107d9d372bb6826bd81d3542a419d6`. */
export function formatChecksum({ algorithm, digest }: Checksum): string {
  return `${algorithm === "md5" ? "MD5" : "SHA-1"} ${digest}`;
}

/**
 * The checksum of a file, by the algorithm of `expected`; undefined if there is no such file.
 *
 * @throws {Error} If the file cannot be read; the message names it.
 */
export async function checksumOf(path: string, expected: Checksum): Promise<Checksum | undefined> {
  try {
    const hash = createHash(expected.algorithm);
    using file = await Deno.open(path);
    for await (const chunk of file.readable) hash.update(chunk);
    return { ...expected, digest: hash.digest("hex") };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new Error(`${path}: ${describe(error)}`, { cause: error });
  }
}

/**
 * Whether a file exists and has the checksum.
 *
 * @throws {Error} As {@linkcode checksumOf}.
 */
export async function hasChecksum(path: string, expected: Checksum): Promise<boolean> {
  return (await checksumOf(path, expected))?.digest === expected.digest;
}

function describe(error: unknown): string {
  if (error instanceof Deno.errors.IsADirectory) return "Expected a file but found a folder";
  return describeError(error);
}
