import { Dataset } from "../../lib/data/dataset.ts";
import { parseImages } from "../../lib/data/idx_images.ts";
import { parseLabels } from "../../lib/data/idx_labels.ts";
import { MOST_CLASSES, parseClassNames } from "../../lib/data/class_names.ts";
import { labelsOfNumbers } from "../../lib/data/label_numbers.ts";
import type { Config } from "../../lib/config/config.ts";
import { imagePaths } from "../../lib/config/data_paths.ts";
import { classesOfNumbers } from "../../lib/config/network.ts";
import { errorIn } from "../../lib/config/source.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { quote } from "../../lib/formats/quote.ts";
import { formatShape } from "../../lib/shape.ts";
import type { GivenFile } from "../dialogue.ts";
import { classFolders } from "./class_folders.ts";
import { DRAWINGS, Drawings } from "./drawings.ts";
import { isPacked, unpack } from "./unpack.ts";

/** How the names of each part's IDX files begin, or go on after the name of the dataset. */
const prefixes = { training: "train", test: "t10k|test" } as const;

/** The file that says what the labels beside it are called. */
const CLASS_NAMES = "class-names.txt";

type Part = keyof typeof prefixes;

/** The data that the page has: what lies beside it, what the user gave, and what was drawn. */
export class DataStore {
  readonly drawings = new Drawings();
  readonly #files = new Map<string, () => Promise<Uint8Array<ArrayBuffer>>>();
  /** Datasets are large, and used again by the next training. */
  readonly #read = new Map<string, Promise<Dataset>>();

  /** Adds a file that is fetched when it is needed. */
  addRemote(path: string, address: string): void {
    this.#files.set(path, async () => {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`Expected ${path} beside the page but found none`);
      return new Uint8Array(await response.arrayBuffer());
    });
  }

  /** Adds files of the user's. */
  add(files: readonly GivenFile[]): void {
    for (const { path, bytes } of files) this.#files.set(path, () => Promise.resolve(bytes));
    this.#read.clear();
  }

  /** The training and the test data that a configuration names. */
  async readBoth(config: Config): Promise<{ training: Dataset; test: Dataset }> {
    const { trainLabels, testLabels } = config;
    const { trainImages, testImages } = imagePaths(config);
    const choose = (dataset: Dataset) => withChosenClasses(config, dataset);
    const training = await this.#blaming(
      config,
      "rel_path_train_images",
      async () => choose(await this.read(trainImages, trainLabels, "training")),
    );
    return await this.#blaming(config, "rel_path_test_images", async () => {
      const test = await this.read(testImages, testLabels, "test");
      const [expected, found] = [training, test].map(({ shape }) => formatShape(shape));
      if (expected === found) return { training, test };
      throw new FormatError(
        `Expected images of ${expected}, the size of those of ${trainImages}, but found ${found}`,
      );
    });
  }

  /** The test data that a configuration names; undefined if the page lacks them, or they are split anew. */
  async readTest(config: Config): Promise<Dataset | undefined> {
    const { testSamples, testLabels, pooledTest } = config;
    if (testSamples !== undefined || pooledTest !== undefined) return undefined;
    const { testImages } = imagePaths(config);
    const has = testLabels === undefined
      ? this.#folder(testImages).length > 0
      : [testImages, testLabels].every((path) => this.#nameOf(path) !== undefined);
    if (!has) return undefined;
    return withChosenClasses(config, await this.read(testImages, testLabels, "test"));
  }

  /** The data of a pair of IDX files, or of a folder. */
  read(images: string, labels: string | undefined, part: Part): Promise<Dataset> {
    if (images === DRAWINGS) return Promise.resolve(this.drawings.dataset());
    const key = JSON.stringify([images, labels, part]);
    const known = this.#read.get(key) ?? this.#readAnew(images, labels, part);
    this.#read.set(key, known);
    known.catch(() => this.#read.delete(key));
    return known;
  }

  async #readAnew(images: string, labels: string | undefined, part: Part): Promise<Dataset> {
    if (labels !== undefined) return await this.#readIdx(this.#find(images), this.#find(labels));
    const inside = this.#folder(images);
    if (inside.length === 0) throw this.#lacks(images);
    const [ofImages, ofLabels] = ["images", "labels"].map((content) => {
      const name = new RegExp(`(?:^|[-_./])(?:${prefixes[part]})[-_.]?${content}`, "i");
      return inside.find((path) => name.test(path.slice(path.lastIndexOf("/") + 1)));
    });
    if (ofImages !== undefined && ofLabels !== undefined) {
      return await this.#readIdx(ofImages, ofLabels);
    }
    const files = inside.map(async (path) => ({ path, bytes: await this.#bytes(path) }));
    return await classFolders(await Promise.all(files), part);
  }

  async #readIdx(imagePath: string, labelPath: string): Promise<Dataset> {
    const { count, channels, rows, columns, pixels } = parseImages(await this.#bytes(imagePath));
    const names = await this.#classNamesBeside(labelPath);
    const numbers = parseLabels(await this.#bytes(labelPath), names?.length ?? MOST_CLASSES);
    if (numbers.length !== count) {
      throw new FormatError(
        `Expected ${count} labels, one per image of ${imagePath}, but found ${numbers.length}`,
      );
    }
    const { labels, classNames } = names === undefined
      ? labelsOfNumbers(numbers)
      : { labels: numbers, classNames: names };
    return new Dataset(pixels, labels, [channels, rows, columns], classNames.length, classNames);
  }

  /** What the labels of a file are called, where a file beside it says it. */
  async #classNamesBeside(labelPath: string): Promise<string[] | undefined> {
    const path = `${labelPath.slice(0, labelPath.lastIndexOf("/") + 1)}${CLASS_NAMES}`;
    if (!this.#files.has(path)) return undefined;
    return parseClassNames(new TextDecoder().decode(await this.#bytes(path)));
  }

  async #bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.#files.get(path)?.();
    if (bytes === undefined) throw this.#lacks(path);
    return isPacked(bytes) ? await unpack(bytes) : bytes;
  }

  /** The name of the file that a path stands for: the one that ends like it. */
  #find(path: string): string {
    const found = this.#nameOf(path);
    if (found === undefined) throw this.#lacks(path);
    return found;
  }

  #nameOf(path: string): string | undefined {
    return Array.from(this.#files.keys()).find((name) =>
      endsAlike(withoutEnding(name), withoutEnding(path))
    );
  }

  /** The files of the folder that a path stands for. */
  #folder(path: string): string[] {
    return Array.from(this.#files.keys()).filter((name) => {
      const parts = name.split("/");
      return parts.some((_, i) => i > 0 && endsAlike(parts.slice(0, i).join("/"), path));
    });
  }

  #lacks(path: string): FormatError {
    const names = Array.from(this.#files.keys());
    const known = Array.from(
      new Set(names.map((name) => name.split("/")[0])),
      (name) => quote(name),
    );
    return new FormatError(
      `Expected data that the page has, in ${known.join(", ")} or "${DRAWINGS}", ` +
        `but found ${quote(path)}; add its files first`,
    );
  }

  async #blaming<T>(config: Config, key: string, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof RangeError)) throw error;
      throw errorIn(config.source, key, error.message);
    }
  }
}

/** Whether two paths end in the same names, as many as the shorter one has. */
function endsAlike(one: string, other: string): boolean {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  return longer === shorter || longer.endsWith(`/${shorter}`);
}

function withoutEnding(path: string): string {
  return path.replace(/\.gz$/, "");
}

/** The dataset with the classes that a configuration takes its numbers for. */
function withChosenClasses(config: Config, dataset: Dataset): Dataset {
  const { images, labels, shape, classNumbers } = dataset;
  if (classNumbers === undefined) return dataset;
  const chosen = labelsOfNumbers(
    Array.from(labels, (label) => classNumbers[label]),
    (found) => classesOfNumbers(config, shape, found),
  );
  return new Dataset(images, chosen.labels, shape, chosen.classNames.length, chosen.classNames);
}
