import { exists } from "@std/fs";
import { join } from "@std/path";
import type { Dataset } from "../../lib/data/dataset.ts";
import { readDataset } from "../files/dataset_files.ts";

/** The images that benchmarks work on. */
export interface BenchmarkData {
  readonly training: Dataset;
  readonly test: Dataset;
}

/**
 * Reads MNIST.
 *
 * @param folder Has the four files under the names that "mnist fetch" gives them.
 * @throws {Error} If one of them is missing or is not what it should be; the message names it.
 */
export async function readBenchmarkData(folder: string): Promise<BenchmarkData> {
  return { training: await readPart(folder, "train"), test: await readPart(folder, "t10k") };
}

async function readPart(folder: string, part: "train" | "t10k"): Promise<Dataset> {
  const images = join(folder, `${part}-images.idx3-ubyte`);
  const labels = join(folder, `${part}-labels.idx1-ubyte`);
  for (const path of [images, labels]) {
    if (await exists(path)) continue;
    throw new Error(
      `${path}: Expected a file of MNIST but found no such file; ` +
        `"mnist fetch mnist ${folder}" brings it`,
    );
  }
  return await readDataset(images, labels);
}
