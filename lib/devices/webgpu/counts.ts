/** What a WebGPU device has done so far. */
export interface Counts {
  /** Kernels that were run. */
  dispatches: number;
  /** Times that recorded work was handed to the GPU. */
  submissions: number;
  /** Times that the host waited for results. */
  readBacks: number;
  /** Bytes that went to the GPU, the parameters of kernels among them. */
  bytesWritten: number;
  /** Bytes that came from it. */
  bytesRead: number;
  /** Buffers that were made on it. */
  buffers: number;
}

/** Nothing yet. */
export function noCounts(): Counts {
  return {
    dispatches: 0,
    submissions: 0,
    readBacks: 0,
    bytesWritten: 0,
    bytesRead: 0,
    buffers: 0,
  };
}
