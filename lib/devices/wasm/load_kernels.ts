import type { Precision } from "../../matrix.ts";
import { isRelaxedSupported } from "./features.ts";
import type { KernelModule } from "./kernel_module.ts";

const files = {
  f32: {
    relaxed: () => import("./kernel_modules/f32_relaxed.ts"),
    plain: () => import("./kernel_modules/f32_plain.ts"),
  },
  f64: {
    relaxed: () => import("./kernel_modules/f64_relaxed.ts"),
    plain: () => import("./kernel_modules/f64_plain.ts"),
  },
};

/**
 * The kernels for a precision, as `kernelsFor` gives them, from the only files that have to be there
 * for them: those for the other precision are not fetched.
 */
export async function loadKernels(precision: Precision): Promise<KernelModule> {
  const file = files[precision][isRelaxedSupported() ? "relaxed" : "plain"];
  return (await file()).kernels;
}
