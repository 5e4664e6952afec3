import { findAdapter, openRecorder } from "../lib/devices/webgpu/adapter.ts";
import type { Recorder } from "../lib/devices/webgpu/recorder.ts";

/** Whether WebGPU has something to compute on here. */
const hasAdapter = await findAdapter().then(() => true, () => false);

/**
 * Registers a test that is given a recorder, and is skipped where WebGPU has no adapter.
 *
 * @param isSoftware Which kernels it chooses; those for the adapter when left out.
 */
export function testOnRecorder(
  name: string,
  run: (gpu: Recorder) => Promise<void>,
  isSoftware?: boolean,
): void {
  if (!hasAdapter) {
    Deno.test.ignore(name, () => {});
    return;
  }
  Deno.test(name, async () => {
    const adapter = await findAdapter();
    const gpu = await openRecorder({ ...adapter, isSoftware: isSoftware ?? adapter.isSoftware });
    try {
      await run(gpu);
    } finally {
      gpu.dispose();
    }
  });
}

/** As {@linkcode testOnRecorder}, with the kernels for software and with those for a GPU. */
export function testWithEachKernel(name: string, run: (gpu: Recorder) => Promise<void>): void {
  testOnRecorder(`${name} (kernels for software)`, run, true);
  testOnRecorder(`${name} (kernels for a GPU)`, run, false);
}
