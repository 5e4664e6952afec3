import { assertEquals, assertRejects } from "@std/assert";
import {
  checksumOf,
  formatChecksum,
  hasChecksum,
  md5,
  sha1,
} from "../../../cli/fetching/checksum.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("checksumOf() computes the digests of RFC 1321 and RFC 3174", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("abc", "abc");
  const digests = {
    md5: "900150983cd24fb0d6963f7d28e17f72",
    sha1: "a9993e364706816aba3e25717850c26c9cd0d89d",
  };
  assertEquals(await checksumOf(path, md5("")), md5(digests.md5));
  assertEquals(await checksumOf(path, sha1("")), sha1(digests.sha1));
  assertEquals(await hasChecksum(path, md5(digests.md5)), true);
  assertEquals(await hasChecksum(path, sha1(digests.md5)), false);
});

Deno.test("checksumOf() finds no checksum of no file", async () => {
  using folder = new TemporaryFolder();
  assertEquals(await checksumOf(folder.join("missing"), md5("")), undefined);
  assertEquals(await hasChecksum(folder.join("missing"), md5("")), false);
});

Deno.test("checksumOf() names what it cannot read", async () => {
  using folder = new TemporaryFolder();
  await assertRejects(
    () => checksumOf(folder.path, md5("")),
    Error,
    `${folder.path}: Expected a file but found a folder`,
  );
  await assertRejects(
    () => checksumOf("/dev/stdin", md5("")),
    Error,
    "/dev/stdin: Deno gives this program no access to it",
  );
});

Deno.test("formatChecksum() names the algorithm", () => {
  assertEquals(formatChecksum(md5("12")), "MD5 12");
  assertEquals(formatChecksum(sha1("ab")), "SHA-1 ab");
});
