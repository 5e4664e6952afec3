import { join } from "@std/path";
import {
  encodeGraphEvent,
  encodeSummaryEvent,
  encodeVersionEvent,
  stepOf,
  type SummaryValue,
} from "../../lib/formats/tensorboard/events.ts";
import { encodeRecord, recordsOf } from "../../lib/formats/tensorboard/records.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { isFolder, listFolder } from "./folder.ts";
import { readAtMost, readFile } from "./read_file.ts";
import { removeLink } from "./temporary_file.ts";
import { appendToFile, makeFolder, writeFileAtomically } from "./write_file.ts";

const CONTENT = "an event file of TensorBoard";

/** Larger files are not gone on with. */
const LARGEST_FILE = 2 ** 30;

/** TensorBoard reads every file whose name has `tfevents` in it; the ending tells that it is ours. */
const OWN_NAME = /^events\.out\.tfevents\.\d+\.mnist-train$/;

/** A file to which events are added as they happen. */
export class EventFile {
  readonly #path: string;

  /** @param path A file that begins with its version, from {@linkcode openEventFile}. */
  constructor(path: string) {
    this.#path = path;
  }

  /** Adds the graph of a network, from `encodeGraph`. */
  async addGraph(graph: Uint8Array): Promise<void> {
    await appendToFile(this.#path, encodeRecord(encodeGraphEvent(now(), graph)));
  }

  /**
   * Adds an event. If the program is killed meanwhile, the file remains readable up to the event before.
   *
   * @param step Where it belongs on TensorBoard's axis of steps.
   * @throws {Error} If it cannot be written; the message names the file.
   */
  async add(step: number, values: readonly SummaryValue[]): Promise<void> {
    await appendToFile(this.#path, encodeRecord(encodeSummaryEvent(now(), step, values)));
  }
}

/**
 * Begins a file in a folder, which is made if there is none. It takes the place of the one that an
 * earlier training left there, and begins with its events up to step `lastStep`; files of other
 * programs stay. Under a new name, as TensorBoard may be reading the old file.
 *
 * @param lastStep 0 for a training from the beginning.
 * @throws {Error} If a file cannot be read, written or removed; the message names it.
 */
export async function openEventFile(folder: string, lastStep: number): Promise<EventFile> {
  await makeFolder(folder);
  const time = now();
  const path = join(folder, `events.out.tfevents.${Math.floor(time)}.mnist-train`);
  const earlier = await ownFilesIn(folder);
  const newest = lastStep > 0 ? earlier.at(-1) : undefined;
  const kept = newest === undefined ? new Uint8Array() : await eventsUpTo(newest, lastStep);
  const beginning = kept.length > 0 ? kept : encodeRecord(encodeVersionEvent(time));
  await removeLink(path);
  await writeFileAtomically(path, beginning);
  for (const other of earlier) if (other !== path) await Deno.remove(other);
  return new EventFile(path);
}

/** Removes the files that {@linkcode openEventFile} has begun in a folder, if there is one. */
export async function removeEventFiles(folder: string): Promise<void> {
  for (const path of await ownFilesIn(folder)) await Deno.remove(path);
}

/** From the oldest to the newest. */
async function ownFilesIn(folder: string): Promise<string[]> {
  if (!await isFolder(folder)) return [];
  const names = (await listFolder(folder)).map(({ name }) => name);
  return names.filter((name) => OWN_NAME.test(name)).map((name) => join(folder, name));
}

function eventsUpTo(path: string, lastStep: number): Promise<Uint8Array> {
  return readFile(path, CONTENT, async (file) => {
    // Ours are not compressed; what a small file unpacks to may take any amount of memory.
    if (file.length === undefined) {
      throw new FormatError(`Expected ${CONTENT} but found a compressed file`);
    }
    const bytes = await readAtMost(file, LARGEST_FILE, CONTENT);
    let length = 0;
    for (const { content, end } of recordsOf(bytes)) {
      const step = stepOf(content);
      if (step === undefined || step > lastStep) break;
      length = end;
    }
    return bytes.subarray(0, length);
  });
}

/** Seconds since the beginning of 1970. */
export function now(): number {
  return Date.now() / 1000;
}
