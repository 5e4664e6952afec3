import { bytesField, integerField, message } from "../encode_protobuf.ts";

/**
 * The extents of a tensor, outermost first.
 *
 * Source: TensorFlow, `tensor_shape.proto`.
 */
export function encodeShape(extents: readonly number[]): Uint8Array<ArrayBuffer> {
  return message(...extents.map((extent) => bytesField(2, message(integerField(1, extent)))));
}
