import type { Config } from "../../lib/config/config.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import type { Model } from "../../lib/models/model.ts";
import { readDataset } from "../files/dataset_files.ts";
import { describeLeftOut, fitDataset } from "../files/fit_dataset.ts";
import { warn } from "../terminal/notice.ts";

/** The test images of several models: files that they share are read once, and warned of once. */
export class TestImages {
  readonly #read = new Map<string, Promise<Dataset>>();
  readonly #said = new Set<string>();

  /**
   * The test images that a configuration names, with the classes of a model.
   *
   * @param modelPath Where the model is, for messages.
   * @throws {Error} If they cannot be read or do not fit the model; the message names the file.
   */
  async of(
    { testImages, testLabels, orientation, classes }: Config,
    model: Model,
    modelPath: string,
  ): Promise<Dataset> {
    const files = JSON.stringify([testImages, testLabels, orientation]);
    const reading = this.#read.get(files) ??
      readDataset(testImages, testLabels, { part: "test", orientation });
    this.#read.set(files, reading);
    const paths = { dataset: testImages, model: modelPath };
    const match = fitDataset(paths, await reading, model);
    // Where the configuration chooses classes, that others are left out is no news.
    if (classes === undefined) {
      describeLeftOut(paths, match).forEach((line) => this.#warnOnce(line));
    }
    return match.dataset;
  }

  /** A model's images may be asked for several times. */
  #warnOnce(line: string): void {
    if (this.#said.has(line)) return;
    this.#said.add(line);
    warn(line);
  }
}
