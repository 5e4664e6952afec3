import type { Pooling, PoolingGeometry } from "../pooling.ts";
import type { Kernels } from "./kernel_signatures.ts";
import { addressOf } from "./memory.ts";

/** Pooling by kernels. */
export function pooling(kernels: Kernels): Pooling {
  return {
    maxPool(g, x, y, winners) {
      setPooling(kernels, g);
      kernels.maxPool(addressOf(x), addressOf(y), winners.byteOffset, x.rows);
    },

    maxPoolBackward(g, winners, error, inputError) {
      setPooling(kernels, g);
      const to = addressOf(inputError);
      kernels.maxPoolBackward(winners.byteOffset, addressOf(error), to, error.rows);
    },

    averagePool(g, x, y) {
      setPooling(kernels, g);
      kernels.averagePool(addressOf(x), addressOf(y), x.rows);
    },

    averagePoolBackward(g, error, inputError) {
      setPooling(kernels, g);
      kernels.averagePoolBackward(addressOf(error), addressOf(inputError), error.rows);
    },
  };
}

function setPooling(kernels: Kernels, g: PoolingGeometry): void {
  kernels.setPooling(
    g.channels,
    g.height,
    g.width,
    g.poolHeight,
    g.poolWidth,
    g.stride,
    g.outputHeight,
    g.outputWidth,
  );
}
