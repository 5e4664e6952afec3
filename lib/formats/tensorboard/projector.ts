/** Points of a space of many dimensions, for TensorBoard's projector, and a picture of each. */
export interface Embedding {
  /** What they are called. */
  readonly name: string;
  /** The names of its files, as seen from the folder of the run. */
  readonly files: { readonly points: string; readonly labels: string; readonly sprite: string };
  /** The size of each picture in the sprite, in pixels. */
  readonly image: { readonly width: number; readonly height: number };
}

/**
 * The file `projector_config.pbtxt` of a run, which names the files of an embedding.
 *
 * Source: TensorBoard, `plugins/projector/projector_config.proto`, in the text format of Protocol Buffers.
 */
export function formatProjectorConfig({ name, files, image }: Embedding): string {
  return `embeddings {
  tensor_name: ${JSON.stringify(name)}
  tensor_path: ${JSON.stringify(files.points)}
  metadata_path: ${JSON.stringify(files.labels)}
  sprite {
    image_path: ${JSON.stringify(files.sprite)}
    single_image_dim: ${image.width}
    single_image_dim: ${image.height}
  }
}
`;
}

/** A line for each point, with its numbers between tabs. */
export function formatPoints(rows: readonly ArrayLike<number>[]): string {
  return rows.map((row) => `${Array.from(row, (x) => Math.fround(x)).join("\t")}\n`).join("");
}

/** A line for each label, whatever characters it has. */
export function formatLabels(labels: readonly string[]): string {
  return labels.map((label) => `${label.replace(/[\t\n\r]/g, " ")}\n`).join("");
}
