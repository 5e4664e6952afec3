import { walk } from "@std/fs";
import { fromFileUrl, join, relative } from "@std/path";
import type { Config } from "../../lib/config/config.ts";
import { numbersIn, type TrainingSet } from "../../lib/data/samples.ts";
import type { Device } from "../../lib/devices/device.ts";
import { bytesOf, sha256 } from "../../lib/formats/bytes.ts";
import { Random } from "../../lib/random.ts";
import type { Communicator } from "../../lib/training/communicator.ts";
import { ranksThatDiffer } from "../../lib/training/rank_agreement.ts";
import { digestOf } from "../files/digest.ts";

/** Bits of a digest that are compared, as hexadecimal digits: a double holds them exactly. */
const COMPARED_DIGITS = 12;

/** Rows and columns of the matrices that show how a device computes. */
const SAMPLE_SIZE = 61;

/** What must be the same on all ranks for them to come to the same. */
export interface Agreement {
  /** What it is called in a message. */
  readonly name: string;
  /** A digest of it, in hexadecimal. */
  digest(): Promise<string>;
}

/**
 * Compares something on all ranks, where there are several.
 *
 * @throws {Error} If a rank has something else than the first one.
 */
export async function requireAgreement(
  communicator: Communicator,
  agreements: readonly Agreement[],
): Promise<void> {
  if (communicator.size === 1) return;
  for (const { name, digest } of agreements) {
    const number = parseInt((await digest()).slice(0, COMPARED_DIGITS), 16);
    const [other] = ranksThatDiffer(communicator, number);
    if (other === undefined) continue;
    throw new Error(`Expected the same ${name} on all ranks but found another on rank ${other}`);
  }
}

/** The program: Deno, and all files that it runs. */
export const sameProgram: Agreement = {
  name: "program",
  async digest() {
    const root = fromFileUrl(import.meta.resolve("../../"));
    const paths = ["deno.json"];
    for (const folder of ["cli", "lib"]) {
      const files = walk(join(root, folder), { includeDirs: false });
      for await (const { path } of files) paths.push(relative(root, path));
    }
    const parts: Uint8Array[] = [text(JSON.stringify(Deno.version))];
    for (const path of paths.sort()) parts.push(text(path), await Deno.readFile(join(root, path)));
    return await sha256(...parts);
  },
};

/** A text that all ranks must have. */
export function sameText(name: string, content: string): Agreement {
  return { name, digest: () => sha256(text(content)) };
}

/** A configuration, but for what only says how fast it goes. */
export function sameConfig({ source }: Config): Agreement {
  const entries = Array.from(source.entries.values(), ({ key, value }) => `${key} = ${value}`);
  const lines = entries.filter((line) => !line.startsWith("threads = ")).sort();
  return sameText("configuration", lines.join("\n"));
}

/** @param name What the data are called in a message. */
export function sameDataset(name: string, data: TrainingSet): Agreement {
  const names = "labels" in data ? data.classNames : data.targetNames;
  return { name, digest: () => digestOf(text(JSON.stringify(names)), ...numbersIn(data)) };
}

/**
 * How a device rounds: a processor may add to a product in one step or in two, and so may the exponential
 * function.
 */
export function sameArithmetic(device: Device): Agreement {
  return {
    name: "arithmetic",
    digest() {
      const random = new Random(1);
      const [a, b, c] = [0, 1, 2].map(() => device.matrix(SAMPLE_SIZE, SAMPLE_SIZE));
      for (const { data } of [a, b]) data.forEach((_, i) => data[i] = random.uniform(-1, 1));
      device.gemm(false, true, 1, a, b, 0, c);
      device.softmax(c, a);
      device.add(0.3, b, c);
      const results = [a, c].map(({ data }) => bytesOf(data.slice()));
      return sha256(text(device.precision), ...results);
    },
  };
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
