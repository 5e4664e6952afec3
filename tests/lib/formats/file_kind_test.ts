import { assertEquals } from "@std/assert";
import { describeFileKind, fileKind } from "../../../lib/formats/file_kind.ts";

/** Bytes by characters of their codes. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** A local header of a zip archive: 30 bytes, and the name of a file. */
function zip(name: string): string {
  return `PK\x03\x04${"\0".repeat(26)}${name}`;
}

Deno.test("fileKind() knows the formats that pictures and datasets come in", () => {
  const kinds: Record<string, string> = {
    "\x89PNG\r\n\x1a\n\0\0": "a PNG image",
    "\xff\xd8\xff\xe1\0\0Exif": "a JPEG image",
    "BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0": "a BMP image",
    "\0\0\0\x24ftypheic\0\0\0\0mif1": "a HEIC image",
    "\0\0\0\x1cftypavif\0\0\0\0": "an AVIF image",
    "P5\n28 28\n255\n": "a PBM, PGM or PPM image",
    [zip("x_train.npy")]: "a NumPy archive (.npz)",
    [zip("archive/data.pkl")]: "a PyTorch file",
    [zip("train.csv")]: "a zip archive",
    "\x80\x04\x95\x10": "a Python pickle",
    "\x93NUMPY\x01\0v\0{'descr'": "a NumPy array (.npy)",
    [`data/\0${"\0".repeat(251)}ustar\x0000`]: "a tar archive",
    "\x89HDF\r\n\x1a\n": "an HDF5 file",
    '\x40\x01\0\0\0\0\0\0{"weights': "a model file (safetensors)",
    "<!DOCTYPE html>\n<html>": "a web page",
    "version https://git-lfs.github.com/spec/v1\n": "a placeholder of Git LFS",
    "label,pixel0,pixel1\n5,0,0\n": "a table in text",
    ["0,".repeat(256)]: "a table in text",
    "layers = conv 4 3x3, dense 10\n": "a text file",
    "// One, two\n": "a text file",
    "\0\0\x08\x03\0\0": "an IDX file of rank 3",
    "": "an empty file",
  };
  for (const [start, name] of Object.entries(kinds)) {
    assertEquals(fileKind(bytesOf(start))?.name, name);
  }
  assertEquals(fileKind(Uint8Array.of(1, 2, 3, 4)), undefined);
});

Deno.test("describeFileKind() says what to do, or that the kind is unknown", () => {
  assertEquals(describeFileKind(bytesOf("GIF89a")), "a GIF image; convert it to PNG or JPEG");
  assertEquals(describeFileKind(Uint8Array.of(1, 2)), "a file of an unknown kind");
});
