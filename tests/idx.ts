/**
 * An IDX file, put together by hand from the format's description.
 *
 * @param type Code of the type of the elements.
 */
export function makeIdx(
  type: number,
  extents: readonly number[],
  values: readonly number[],
): Uint8Array<ArrayBuffer> {
  const size = new Map([[0x08, 1], [0x09, 1], [0x0b, 2], [0x0c, 4], [0x0d, 4], [0x0e, 8]]).get(
    type,
  );
  const start = 4 + 4 * extents.length;
  const bytes = new Uint8Array(start + values.length * (size ?? 0));
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, type, extents.length]);
  extents.forEach((extent, i) => view.setUint32(4 + 4 * i, extent));
  values.forEach((value, i) => {
    const at = start + i * (size ?? 0);
    if (type === 0x0d) view.setFloat32(at, value);
    else if (type === 0x0e) view.setFloat64(at, value);
    else if (type === 0x0c) view.setInt32(at, value);
    else if (type === 0x0b) view.setInt16(at, value);
    else view.setUint8(at, value);
  });
  return bytes;
}
