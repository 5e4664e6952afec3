/**
 * The device on GPUs, by way of WebGPU, in Deno and in browsers. It records what it is to do and computes
 * it later: an array is read on the host after `await device.settle(array)`, and a training goes by
 * `for await`.
 *
 * @module
 */

export { openWebGpuDevice } from "./open_webgpu_device.ts";
