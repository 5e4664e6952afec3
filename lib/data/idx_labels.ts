import { FormatError } from "../formats/format_error.ts";
import { checkIdxLength, encodeIdx, type IdxHeader, parseIdxHeader } from "./idx_header.ts";
import { type Labels, makeLabels } from "./labels.ts";

/** What an IDX label file says about itself. */
export interface LabelHeader {
  /** Number of labels, 1 or more. */
  readonly count: number;
  /** Values for each label: 1; 8 of which the first is the label, as QMNIST's; or one of each class. */
  readonly columns: number;
  /** How it says so. */
  readonly file: IdxHeader;
}

/** Columns of QMNIST's label files: the label, and where the digit is from. */
const QMNIST_COLUMNS = 8;

/** More columns are images, not classes. */
const MOST_COLUMNS = 256;

/**
 * Reads the header of a label file, of the extents `count`, as MNIST's, or `count x columns`.
 *
 * @param bytes The file's first bytes, as for {@linkcode parseIdxHeader}.
 * @param fileLength Length of the whole file in bytes, to be compared with what the header says; not
 * compared when left out.
 * @throws {FormatError} If this is no IDX label file, holds nothing, or has another length.
 */
export function parseLabelHeader(bytes: Uint8Array, fileLength?: number): LabelHeader {
  const file = parseIdxHeader(bytes, "an IDX label file");
  const [count, columns = 1, ...more] = file.extents;
  if (more.length > 0 || columns > MOST_COLUMNS) {
    throw new FormatError(
      `Expected labels, of a count or of count x classes, but found ${file.extents.join(" x ")}, ` +
        "as of images",
    );
  }
  const header = { count, columns, file };
  checkLabelsLength(header, fileLength);
  return header;
}

/** Holds the length of a label file against its header, as {@linkcode checkIdxLength}. */
export function checkLabelsLength(header: LabelHeader, found: number | undefined): void {
  checkIdxLength(header.file, `${header.count} labels`, found);
}

/** Bytes of what a label file has for one label. */
export function labelLength({ columns, file }: LabelHeader): number {
  return columns * file.element.size;
}

/**
 * Reads a label file. Labels of bytes are a view of `bytes`, not a copy.
 *
 * @param classes Labels are 0 to `classes - 1`.
 * @throws {FormatError} If the bytes are not an IDX label file from the first to the last, or one is none
 * of these labels.
 */
export function parseLabels(bytes: Uint8Array, classes = 10): Labels {
  const header = parseLabelHeader(bytes, bytes.length);
  return decodeLabels(header, bytes.subarray(header.file.length), { classes });
}

/**
 * The labels of some of a label file's bytes.
 *
 * A matrix is one-hot, with a 1 in the column of the class and else zeros, or has QMNIST's eight columns
 * of integers.
 *
 * @param bytes What the file has for some labels, one after the other.
 * @param options `first`: place in the file of the first of them, from 0; `classes`: labels are 0 to
 * `classes - 1`.
 * @throws {FormatError} If one is no label.
 */
export function decodeLabels(
  header: LabelHeader,
  bytes: Uint8Array,
  { first = 0, classes = 10 }: { readonly first?: number; readonly classes?: number } = {},
): Labels {
  const { element } = header.file;
  const length = labelLength(header);
  const isView = length === 1 && element.kind === "unsigned";
  const labels = isView ? bytes : makeLabels(classes, bytes.length / length);
  const labelAt = labelsOf(header, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  for (let i = 0; i < labels.length; i++) {
    const label = labelAt(i * length);
    const isLabel = Number.isInteger(label) && label >= 0 && label < classes;
    if (!isLabel) {
      const expected = Number.isNaN(label)
        ? "a single 1 and zeros"
        : `labels of 0 to ${classes - 1}`;
      const found = Number.isNaN(label) ? "other values" : `${label}`;
      const at = header.file.length + (first + i) * length;
      throw new FormatError(
        `Expected ${expected} but found ${found} as label ${first + i} at byte ${at}`,
      );
    }
    if (!isView) labels[i] = label;
  }
  return labels;
}

/** Tells the label whose values start at a byte; NaN if it should be one-hot and is not. */
function labelsOf(
  { columns, file: { element } }: LabelHeader,
  view: DataView,
): (offset: number) => number {
  if (columns === 1) return (offset) => element.read(view, offset);
  const isQmnist = columns === QMNIST_COLUMNS && element.kind === "signed" && element.size === 4;
  return (offset) => {
    const row = Array.from({ length: columns }, (_, i) => {
      return element.read(view, offset + i * element.size);
    });
    const ones = row.filter((value) => value === 1).length;
    const zeros = row.filter((value) => value === 0).length;
    if (ones === 1 && zeros === columns - 1) return row.indexOf(1);
    return isQmnist ? row[0] : NaN;
  };
}

/** A label file as bytes. */
export function encodeLabels(labels: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeIdx([labels.length], labels);
}
