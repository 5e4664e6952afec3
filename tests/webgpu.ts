import { findAdapter, openRecorder } from "../lib/devices/webgpu/adapter.ts";
import type { Recorder } from "../lib/devices/webgpu/recorder.ts";

/** Whether WebGPU has something to compute on here. */
const hasAdapter = await findAdapter().then(() => true, () => false);

/** Registers a test that is given a recorder, and is skipped where WebGPU has no adapter. */
export function testOnRecorder(name: string, run: (gpu: Recorder) => Promise<void>): void {
  if (!hasAdapter) {
    Deno.test.ignore(name, () => {});
    return;
  }
  Deno.test(name, async () => {
    const gpu = await openRecorder(await findAdapter());
    try {
      await run(gpu);
    } finally {
      gpu.dispose();
    }
  });
}
