/** The kind of a file, told by its first bytes. */
export interface FileKind {
  /** As in "a JPEG image". */
  readonly name: string;
  /** What to do with one that is not read, as in "unpack it". */
  readonly advice?: string;
}

/** As many of a file's first bytes tell its kind. */
export const FILE_KIND_LENGTH = 512;

const CLASSES = "put it into a folder that is named for its class";
const CONVERT = "convert it to PNG or JPEG";
const UNPACK = "unpack it, and name what is in it";
const WRITE = "write what it holds as IDX or CSV files";

/** Kinds of files, by the characters found at a given byte. */
const kinds: readonly (readonly [at: number, marks: string[], name: string, advice?: string])[] = [
  [0, ["\x89PNG\r\n\x1a\n"], "a PNG image", CLASSES],
  [0, ["\xff\xd8\xff"], "a JPEG image", CLASSES],
  [0, ["GIF87a", "GIF89a"], "a GIF image", CONVERT],
  [0, ["II*\0", "MM\0*", "II+\0", "MM\0+"], "a TIFF image", CONVERT],
  [4, ["ftypavif", "ftypavis"], "an AVIF image", CONVERT],
  [4, ["ftyphei", "ftyphev", "ftypmif1", "ftypmsf1"], "a HEIC image", CONVERT],
  [8, ["WEBP"], "a WebP image", CONVERT],
  [0, ["\xff\x0a", "\0\0\0\x0cJXL "], "a JPEG XL image", CONVERT],
  [0, ["\0\0\0\x0cjP  ", "\xff\x4f\xff\x51"], "a JPEG 2000 image", CONVERT],
  [0, ["P1\n", "P2\n", "P3\n", "P4\n", "P5\n", "P6\n"], "a PBM, PGM or PPM image", CONVERT],
  [0, ["\0\0\x01\0"], "an icon", CONVERT],
  [0, ["8BPS"], "a Photoshop image", CONVERT],
  [0, ["<svg"], "an SVG image", CONVERT],
  [0, ["%PDF"], "a PDF document", CONVERT],
  [0, ["\x93NUMPY"], "a NumPy array (.npy)", WRITE],
  [0, ["\x80\x02", "\x80\x03", "\x80\x04", "\x80\x05"], "a Python pickle", WRITE],
  [257, ["ustar"], "a tar archive", UNPACK],
  [0, ["7z\xbc\xaf\x27\x1c"], "a 7z archive", UNPACK],
  [0, ["Rar!"], "a RAR archive", UNPACK],
  [0, ["BZh"], "a file compressed by bzip2", UNPACK],
  [0, ["\xfd7zXZ\0"], "a file compressed by xz", UNPACK],
  [0, ["\x28\xb5\x2f\xfd"], "a file compressed by zstd", UNPACK],
  [0, ["\x1f\x8b"], "a gzip file within another one", UNPACK],
  [0, ["\x89HDF\r\n\x1a\n"], "an HDF5 file", WRITE],
  [0, ["MATLAB 5"], "a MATLAB file", WRITE],
  [0, ["PAR1"], "a Parquet file", WRITE],
  [0, ["ARROW1"], "an Arrow file", WRITE],
  [0, ["SQLite format 3\0"], "an SQLite database", WRITE],
  [6, ['\0\0{"'], "a model file (safetensors)"],
  [0, ["version https://git-lfs"], "a placeholder of Git LFS", 'fetch it with "git lfs pull"'],
  [0, ["<!doctype html", "<!DOCTYPE html", "<html", "<HTML"], "a web page", "download it again"],
  [0, ["{", "["], "a JSON file", WRITE],
  [0, ["<?xml"], "an XML file", WRITE],
];

/** A text whose first line has several cells. */
export const TABLE_KIND: FileKind = {
  name: "a table in text",
  advice: 'if it is CSV, let its name end in ".csv"',
};

/** Kinds of zip archives, by names of what is in them. */
const zipKinds: readonly (readonly [name: RegExp, kind: string])[] = [
  [/\.npy/, "a NumPy archive (.npz)"],
  [/data\.pkl/, "a PyTorch file"],
  [/\[Content_Types\]|_rels\//, "an Office document"],
];

/**
 * Tells the kind of a file by its first bytes.
 *
 * @param start The first {@linkcode FILE_KIND_LENGTH} bytes, or all of a shorter file.
 * @returns Undefined if it is of no kind that is known.
 *
 * @example
 * ```ts
 * import { fileKind } from "./file_kind.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(fileKind(new TextEncoder().encode("GIF89a"))?.name, "a GIF image");
 * ```
 */
export function fileKind(start: Uint8Array): FileKind | undefined {
  if (start.length === 0) return { name: "an empty file" };
  const text = String.fromCharCode(...start.subarray(0, FILE_KIND_LENGTH));
  if (text.startsWith("PK\x03\x04")) return zipKind(text);
  // Two letters are too few to tell by: behind the length are four reserved bytes.
  if (text.startsWith("BM") && text.startsWith("\0\0\0\0", 6)) {
    return { name: "a BMP image", advice: CONVERT };
  }
  const found = kinds.find(([at, marks]) => marks.some((mark) => text.startsWith(mark, at)));
  if (found !== undefined) return { name: found[2], advice: found[3] };
  if (start.length >= 4 && start[0] === 0 && start[1] === 0 && start[2] >= 8 && start[2] <= 14) {
    return { name: `an IDX file of rank ${start[3]}` };
  }
  if (!isText(start.subarray(0, FILE_KIND_LENGTH))) return undefined;
  // A configuration begins with a comment or a key and its value, which may have commas.
  return /^(?!\/\/)[^,;=\n]*[,;]/.test(text) ? TABLE_KIND : { name: "a text file" };
}

/** What a file is, by its first bytes, as for {@linkcode fileKind}: "a zip archive". */
export function nameFileKind(start: Uint8Array): string {
  return fileKind(start)?.name ?? "a file of an unknown kind";
}

/**
 * What is said of a file that is of another kind than a dataset's, as in "a zip archive; unpack it".
 *
 * @param start As for {@linkcode fileKind}.
 */
export function describeFileKind(start: Uint8Array): string {
  const advice = fileKind(start)?.advice;
  return advice === undefined ? nameFileKind(start) : `${nameFileKind(start)}; ${advice}`;
}

function zipKind(text: string): FileKind {
  const kind = zipKinds.find(([name]) => name.test(text))?.[1];
  return kind === undefined
    ? { name: "a zip archive", advice: UNPACK }
    : { name: kind, advice: WRITE };
}

/** Whether bytes hold no control characters but those that end lines and cells, as those of a text. */
export function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
