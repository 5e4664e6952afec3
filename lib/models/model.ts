import type { OwnParts } from "../config/own_parts.ts";
import type { ImageDescription } from "../data/image_description.ts";
import type { Normalization } from "../data/normalization.ts";
import type { Tensor } from "../formats/safetensors.ts";
import type { Loss } from "../losses.ts";
import type { Precision } from "../matrix.ts";
import type { Shape } from "../shape.ts";

/**
 * How a model came to be, for people to read and for reports: its outputs do not depend on it. The time
 * is left out, so that the same training gives the same file.
 */
export interface TrainingFacts {
  /** Name and version of the program. */
  readonly program: string;
  /** The text of the configuration file. */
  readonly config?: string;
  /** Epochs that were trained. */
  readonly epochs: number;
  /** What all random numbers began with. */
  readonly seed: number;
  /** Share of the test images that are classified correctly, from 0 to 1. */
  readonly testAccuracy?: number;
  /** The coefficient of determination on the test samples, where numbers are predicted. */
  readonly testRSquared?: number;
  /** The fold that was set aside, counted from 1, if it was trained in a cross-validation. */
  readonly fold?: number;
}

/** What the use of a network takes besides the network itself. */
export interface ModelDescription {
  /** How pixels, or features, become what the network was trained on. */
  readonly normalization: Normalization;
  /** What each class is called; none where numbers are predicted. */
  readonly classNames: readonly string[];
  /** What each input is called; absent of a model for images. */
  readonly featureNames?: readonly string[];
  /** What each number is called that is predicted; absent of a model that classifies. */
  readonly targetNames?: readonly string[];
  /** What the training images look like; files of some models do not say it. */
  readonly images?: ImageDescription;
  /** How the model came to be, if that is known. */
  readonly training?: TrainingFacts;
}

/** Layers and losses of a user's own, which a model file names but does not hold. */
export type OwnModelParts = Pick<OwnParts, "layers" | "losses">;

/** What a model file says besides the tensors. */
export interface ModelMetadata extends ModelDescription {
  /** The layers in the layer notation. */
  readonly layers: string;
  /** Shape of one image. */
  readonly inputShape: Shape;
  /** What its training made small. */
  readonly loss: Loss;
  /** What the layers may be besides the library's; no file says it. */
  readonly ownLayers?: OwnModelParts["layers"];
}

/** A trained network with all that its use takes, apart from any device. */
export interface Model extends ModelMetadata {
  /** Number format of the parameters. */
  readonly precision: Precision;
  /** The parameters, as {@linkcode networkTensors} names and lays them out. */
  readonly tensors: ReadonlyMap<string, Tensor>;
}
