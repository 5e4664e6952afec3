/**
 * The IDX format of the MNIST files (http://yann.lecun.com/exdb/mnist/): two zeros, the type of the
 * elements and the rank in a byte each, the extents as big-endian 32-bit integers, then the elements, of
 * which the last index changes fastest. MNIST's images begin with `0x00000803`, its labels with
 * `0x00000801`: unsigned bytes.
 *
 * @module
 */

export * from "./idx_images.ts";
export * from "./idx_labels.ts";
