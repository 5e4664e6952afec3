/**
 * The SHA-256 digest of some bytes, one part after the other, in hexadecimal: as the library's `sha256`, but
 * without a copy of them, so that a dataset may be among them.
 */
export async function digestOf(...parts: readonly Uint8Array[]): Promise<string> {
  // Loaded when it is needed: Node's modules take long to load.
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
