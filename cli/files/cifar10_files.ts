import {
  CIFAR10_CLASSES,
  CIFAR10_LABELS,
  CIFAR10_RECORD_LENGTH,
  CIFAR10_SHAPE,
  type Cifar10Records,
  countCifar10Records,
  parseCifar10,
} from "../../lib/data/cifar10.ts";
import { Dataset } from "../../lib/data/dataset.ts";
import { concatenate } from "../../lib/formats/bytes.ts";
import { sizeOf } from "../../lib/shape.ts";
import type { Range } from "./idx_files.ts";
import { readAtMost, readFile } from "./read_file.ts";

const CONTENT = "a file of CIFAR-10 records";

/** Larger files are refused: the original ones have 30,730,000 bytes. */
const LARGEST_FILE = 2 ** 30;

/**
 * Reads files of CIFAR-10 records, gzip-compressed or not, one after the other.
 *
 * @param classNames Names of the ten classes; their numbers when left out.
 * @throws {Error} If a file cannot be read or is not a whole number of records; the message names it.
 */
export async function readCifar10(
  paths: readonly string[],
  classNames?: readonly string[],
): Promise<Dataset> {
  const files: Cifar10Records[] = [];
  for (const path of paths) files.push(await readRecords(path));
  const count = files.reduce((sum, { labels }) => sum + labels.length, 0);
  const images = new Uint8Array(count * sizeOf(CIFAR10_SHAPE));
  const labels = new Uint8Array(count);
  let done = 0;
  for (const file of files) {
    images.set(file.images, done * sizeOf(CIFAR10_SHAPE));
    labels.set(file.labels, done);
    done += file.labels.length;
  }
  return new Dataset(images, labels, CIFAR10_SHAPE, CIFAR10_CLASSES, classNames, CIFAR10_LABELS);
}

/**
 * Reads some records of files of CIFAR-10, as {@linkcode readCifar10} numbers them; fewer at the end. Files
 * that are not compressed are read no further than that.
 *
 * @throws {Error} As {@linkcode readCifar10}, as far as it reads; also if there is no record `from`.
 */
export async function readCifar10Range(
  paths: readonly string[],
  { from, count }: Range,
): Promise<Cifar10Records> {
  const parts: Uint8Array[] = [];
  let first = 0;
  for (const path of paths) {
    const missing = from + count - Math.max(from, first);
    if (missing <= 0) break;
    const skipped = Math.max(0, from - first);
    const { total, bytes } = await readSome(path, skipped, missing);
    if (bytes.length > 0) parts.push(bytes);
    first += total;
  }
  if (parts.length > 0) return parseCifar10(concatenate(parts));
  throw new Error(
    `${
      paths.join(", ")
    }: Expected an index below ${first}, the number of images, but found ${from}`,
  );
}

/** Records of one file, and how many there are in all. */
function readSome(
  path: string,
  from: number,
  count: number,
): Promise<{ readonly total: number; readonly bytes: Uint8Array }> {
  return readFile(path, CONTENT, async (file) => {
    const [start, end] = [from, from + count].map((record) => record * CIFAR10_RECORD_LENGTH);
    if (file.length === undefined) {
      const bytes = await readAtMost(file, LARGEST_FILE, CONTENT);
      return { total: countCifar10Records(bytes.length), bytes: bytes.subarray(start, end) };
    }
    const total = countCifar10Records(file.length);
    await file.skip(start);
    return { total, bytes: await file.read(end - start) };
  });
}

function readRecords(path: string): Promise<Cifar10Records> {
  return readFile(path, CONTENT, async (file) => {
    // A wrong length is known before the file is read.
    if (file.length !== undefined) countCifar10Records(file.length);
    return parseCifar10(await readAtMost(file, LARGEST_FILE, CONTENT));
  });
}
