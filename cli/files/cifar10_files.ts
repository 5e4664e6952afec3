import {
  CIFAR10_CLASSES,
  CIFAR10_SHAPE,
  type Cifar10Records,
  countCifar10Records,
  parseCifar10,
} from "../../lib/data/cifar10.ts";
import { Dataset } from "../../lib/data/dataset.ts";
import { sizeOf } from "../../lib/shape.ts";
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
  return new Dataset(images, labels, CIFAR10_SHAPE, CIFAR10_CLASSES, classNames);
}

function readRecords(path: string): Promise<Cifar10Records> {
  return readFile(path, CONTENT, async (file) => {
    // A wrong length is known before the file is read.
    if (file.length !== undefined) countCifar10Records(file.length);
    return parseCifar10(await readAtMost(file, LARGEST_FILE, CONTENT));
  });
}
