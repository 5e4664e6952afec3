/**
 * The tests of the device `webgpu` for a browser, in which a page with this module runs them by
 * `runTests(names)`.
 *
 * @module
 */
import { collected } from "./collect.ts";
import "../lib/devices/webgpu/operations_test.ts";
import "../lib/devices/webgpu/pooling_test.ts";
import "../lib/devices/webgpu/recorder_test.ts";
import "../lib/devices/webgpu/training_test.ts";
import "../lib/devices/webgpu/warp_test.ts";

/** What tests have come to. */
export interface TestOutcome {
  readonly passed: number;
  readonly ignored: number;
  /** Name and problem of each. */
  readonly failed: readonly string[];
}

/** @param pattern A regular expression that the names of the tests contain. */
async function runTests(pattern: string): Promise<TestOutcome> {
  let [passed, ignored] = [0, 0];
  const failed: string[] = [];
  for (const [name, run] of collected) {
    if (!new RegExp(pattern).test(name)) continue;
    if (run === undefined) ignored++;
    else {
      try {
        await run();
        passed++;
      } catch (error) {
        failed.push(`${name}: ${error}`);
      }
    }
  }
  return { passed, ignored, failed };
}

Reflect.set(globalThis, "runTests", runTests);
