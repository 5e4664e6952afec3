import type { Augmentation } from "../data/augmentation.ts";
import type { NormalizationMethod } from "../data/normalization.ts";
import type { Device } from "../devices/device.ts";
import type { Initializer } from "../initializers.ts";
import type { Loss } from "../losses.ts";
import type { Precision } from "../matrix.ts";
import type { Clipping } from "../optimizers/clipping.ts";
import type { ScheduleUnit } from "../schedules/schedule.ts";
import type { EarlyStopping } from "../training/early_stop.ts";
import type { NotatedLayer } from "./layer_notation.ts";
import type { OptimizerRecipe } from "./optimizer_notation.ts";
import type { ScheduleRecipe } from "./schedule_notation.ts";

/**
 * What the keys of a configuration file say. CONFIGURATION.md tells what each of them means;
 * beside each value stands its key.
 */
export interface ConfigValues {
  /** `rel_path_train_images` */
  readonly trainImages: string | undefined;
  /** `rel_path_train_labels` */
  readonly trainLabels: string | undefined;
  /** `rel_path_test_images` */
  readonly testImages: string | undefined;
  /** `rel_path_test_labels` */
  readonly testLabels: string | undefined;
  /** `rel_path_train_samples` */
  readonly trainSamples: string | undefined;
  /** `rel_path_test_samples` */
  readonly testSamples: string | undefined;
  /** `label_column` */
  readonly labelColumn: string | undefined;
  /** `target_columns` */
  readonly targetColumns: readonly string[] | undefined;
  /** `rel_path_log_file` */
  readonly logFile: string;
  /** `rel_path_model_file` */
  readonly modelFile: string | undefined;
  /** `rel_path_history_file` */
  readonly historyFile: string | undefined;
  /** `rel_path_histograms_file` */
  readonly histogramsFile: string | undefined;
  /** `rel_path_tensorboard_dir` */
  readonly tensorboardFolder: string | undefined;
  /** `rel_path_checkpoint_file` */
  readonly checkpointFile: string | undefined;
  /** `checkpoint_every` */
  readonly checkpointEvery: number | undefined;
  /** `orientation` */
  readonly orientation: "upright" | "transposed" | undefined;
  /** `classes` */
  readonly classes: readonly string[] | undefined;
  /** `normalization` */
  readonly normalization: NormalizationMethod;
  /** `augmentation` */
  readonly augmentation: Augmentation | undefined;
  /** `pooled_test` */
  readonly pooledTest: number | undefined;
  /** `validation` */
  readonly validation: number | undefined;
  /** `train_size` */
  readonly trainSize: number | undefined;
  /** `folds` */
  readonly folds: number | undefined;
  /** `stratified` */
  readonly stratified: boolean;
  /** `hidden_size` */
  readonly hiddenSize: number | undefined;
  /** `layers` */
  readonly layers: readonly NotatedLayer[] | undefined;
  /** `weight_initializer` */
  readonly weightInitializer: Initializer;
  /** `bias_initializer` */
  readonly biasInitializer: Initializer;
  /** `loss` */
  readonly loss: Loss;
  /** `label_smoothing` */
  readonly labelSmoothing: number;
  /** `num_epochs` */
  readonly epochs: number | undefined;
  /** `num_iterations` */
  readonly iterations: number | undefined;
  /** `batch_size` */
  readonly batchSize: number;
  /** `slices` */
  readonly slices: number;
  /** `early_stopping` */
  readonly earlyStopping: EarlyStopping | undefined;
  /** `weight_average` */
  readonly weightAverage: number | undefined;
  /** `measure_every` */
  readonly measureEvery: number | undefined;
  /** `seed` */
  readonly seed: number;
  /** `learning_rate` */
  readonly learningRate: number;
  /** `optimizer` */
  readonly optimizerRecipe: OptimizerRecipe;
  /** `schedule` */
  readonly scheduleRecipe: ScheduleRecipe;
  /** `schedule_unit` */
  readonly scheduleUnit: ScheduleUnit;
  /** `l1` */
  readonly l1: number;
  /** `l2` */
  readonly l2: number;
  /** `clipping` */
  readonly clipGradients: Clipping | undefined;
  /** `device` */
  readonly device: Device["name"] | undefined;
  /** `threads` */
  readonly threads: number | undefined;
  /** `precision` */
  readonly precision: Precision;
}
