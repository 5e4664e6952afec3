import type { Updates } from "../updates.ts";
import { WORKGROUP, workgroupsFor } from "./elementwise.ts";
import type { Operand } from "./gpu_array.ts";
import { type ArrayBinding, Kernel, type NumberType } from "./kernel.ts";
import type { Recorder } from "./recorder.ts";

/** Most pairs of matrices in a kernel, whose parameters have room for them. */
const MOST_PAIRS = 16;

/**
 * `yₖ ← decay yₖ + rest xₖ` for several pairs of matrices at once, of which the third coordinate of a
 * workgroup is the number.
 */
function averageKernel(pairs: number): Kernel {
  const arrays: Record<string, ArrayBinding> = {};
  const numbers: Record<string, NumberType> = { decay: "f32", rest: "f32" };
  let cases = "";
  for (let k = 0; k < pairs; k++) {
    arrays[`x${k}`] = "read f32";
    arrays[`y${k}`] = "write f32";
    numbers[`count${k}`] = "u32";
    cases += `
    case ${k}u: {
      for (var i = first; i < p.count${k}; i += step) {
        y${k}[p.y${k}Start + i] = p.decay * y${k}[p.y${k}Start + i] + p.rest * x${k}[p.x${k}Start + i];
      }
    }`;
  }
  return new Kernel({
    name: `averages of ${pairs} matrices`,
    arrays,
    numbers,
    code: `
@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(global_invocation_id) invocation: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
) {
  let first = invocation.x;
  let step = ${WORKGROUP}u * workgroups.x;
  switch (invocation.z) {${cases}
    default: {}
  }
}`,
  });
}

/** Averages of many matrices in as few kernels as the adapter's bindings allow. */
export function averages(gpu: Recorder): Pick<Updates, "average"> {
  const most = Math.min(MOST_PAIRS, Math.floor(gpu.limits.maxStorageBuffersPerShaderStage / 2));
  const kernels = new Map<number, Kernel>();

  function kernelFor(pairs: number): Kernel {
    let kernel = kernels.get(pairs);
    if (kernel === undefined) kernels.set(pairs, kernel = averageKernel(pairs));
    return kernel;
  }

  return {
    average(decay, values, averages) {
      for (let start = 0; start < values.length; start += most) {
        const xs = values.slice(start, start + most);
        const operands: Record<string, Operand> = {};
        const numbers: Record<string, number> = { decay, rest: 1 - decay };
        xs.forEach((x, k) => {
          operands[`x${k}`] = x;
          operands[`y${k}`] = averages[start + k];
          numbers[`count${k}`] = x.data.length;
        });
        const largest = Math.max(...xs.map(({ data }) => data.length));
        gpu.run(kernelFor(xs.length), operands, numbers, [workgroupsFor(largest), 1, xs.length]);
      }
    },
  };
}
