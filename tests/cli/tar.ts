const BLOCK = 512;

/** A tar archive of text files by their paths, put together by hand from the "ustar" format. */
export function makeTar(files: Record<string, string>): Uint8Array<ArrayBuffer> {
  const members = Object.entries(files).map(([path, text]) => makeMember(path, text));
  return Uint8Array.from([
    ...members.flatMap((member) => [...member]),
    ...new Array(2 * BLOCK).fill(0),
  ]);
}

/** A member of a tar archive: header, content, and zeros up to a whole block. */
export function makeMember(path: string, text: string, type = "0"): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const content = encoder.encode(text);
  const member = new Uint8Array(BLOCK + Math.ceil(content.length / BLOCK) * BLOCK);
  const write = (offset: number, value: string) => member.set(encoder.encode(value), offset);
  write(0, path);
  write(100, "0000644\0");
  write(124, `${content.length.toString(8).padStart(11, "0")}\0`);
  write(136, "00000000000\0");
  write(148, "        ");
  write(156, type);
  write(257, "ustar\x0000");
  const sum = member.subarray(0, BLOCK).reduce((sum, byte) => sum + byte, 0);
  write(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  member.set(content, BLOCK);
  return member;
}
