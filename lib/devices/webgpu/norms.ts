import type { Matrix } from "../../matrix.ts";
import type { Scalar } from "../scalar.ts";
import type { Updates } from "../updates.ts";
import { elementwise } from "./elementwise.ts";
import type { Kernel } from "./kernel.ts";
import type { Recorder } from "./recorder.ts";
import { addUp, reduction, sum, workgroupsOfSum } from "./reduction.ts";
import { isNan } from "./wgsl.ts";

type SumKernel = Kernel<"x" | "partial", "count" | "factor">;

function sumKernel(name: string, term: string): SumKernel {
  return reduction({
    name,
    arrays: { x: "read f32", partial: "write f32" },
    numbers: { count: "u32", factor: "f32" },
    code: `sum += ${term};`,
  });
}

const squaresKernel = sumKernel("sumOfSquares", "x[i] * x[i]");
const magnitudesKernel = sumKernel("sumOfMagnitudes", "abs(x[i])");

/** Every invocation works the factor out of the sum of squares; a norm that is NaN gives 1. */
const limitKernel = elementwise({
  name: "clipNorm",
  arrays: { squares: "read f32", x: "write f32" },
  numbers: { count: "u32", limit: "f32" },
  code: `let norm = sqrt(squares[p.squaresStart]);
    if (norm > p.limit && !isNan(norm)) { x[i] *= p.limit / (norm + 1e-6); }`,
  declarations: isNan,
});

/** Sums over a matrix, for penalties, and the limit of the gradient's norm, which stays on the GPU. */
export function norms(
  gpu: Recorder,
): Pick<Updates, "sumOfSquares" | "sumOfMagnitudes" | "clipNorm"> {
  function sumOf(kernel: SumKernel, x: Matrix): Scalar {
    const count = x.data.length;
    return sum(gpu, count, (partial, workgroups) => {
      gpu.run(kernel, { x, partial }, { count, factor: 1 }, [workgroups]);
    });
  }

  return {
    sumOfSquares: (x) => sumOf(squaresKernel, x),
    sumOfMagnitudes: (x) => sumOf(magnitudesKernel, x),
    clipNorm(limit, gradients) {
      const workgroups = gradients.map(({ data }) => workgroupsOfSum(data.length));
      const sums = workgroups.reduce((all, some) => all + some, 0);
      const squares = gpu.scratch(1 + sums);
      let { start } = squares;
      gradients.forEach((x, g) => {
        const partial = { array: squares.array, start: start + 1 };
        gpu.run(squaresKernel, { x, partial }, { count: x.data.length, factor: 1 }, [
          workgroups[g],
        ]);
        start += workgroups[g];
      });
      addUp(gpu, { array: squares.array, start: squares.start + 1 }, sums, squares);
      for (const x of gradients) {
        gpu.runElementwise(limitKernel, { squares, x }, { count: x.data.length, limit });
      }
    },
  };
}
