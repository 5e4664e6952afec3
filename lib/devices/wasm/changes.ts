/**
 * Applies changes to bytes. They are a list, each of three numbers and bytes: how many bytes to keep,
 * how many to leave out then, how many to put in their place, and those. After the last change all
 * other bytes are kept. The numbers are as WebAssembly has them, seven bits a byte, the lowest first,
 * with 128 added to all but the last.
 */
export function applyChanges(original: Uint8Array, changes: Uint8Array): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  let [from, at] = [0, 0];
  const number = () => {
    let value = 0;
    for (let shift = 0;; shift += 7) {
      const byte = changes[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < changes.length) {
    const [kept, left, put] = [number(), number(), number()];
    pieces.push(original.subarray(from, from + kept), changes.subarray(at, at + put));
    from += kept + left;
    at += put;
  }
  pieces.push(original.subarray(from));
  const result = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) {
    result.set(piece, end);
    end += piece.length;
  }
  return result;
}
