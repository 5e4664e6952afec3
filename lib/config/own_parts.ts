import type { LayerFactory } from "../layers/layer.ts";
import type { Loss } from "../losses.ts";
import type { OwnForms } from "./notation/own_forms.ts";
import type { OptimizerRecipe } from "./optimizer_notation.ts";
import type { ScheduleRecipe } from "./schedule_notation.ts";

/**
 * Layers, losses, optimizers and schedules of a user's own. A configuration and a model file name them
 * like the library's, with numbers behind the name.
 */
export interface OwnParts {
  /**
   * Layers; they stand alone or, like activations, behind another one. The `notation` of a layer is what
   * it is made from: `scale 2`.
   */
  readonly layers?: OwnForms<LayerFactory>;
  /** Losses; the `name` of a loss is what it is made from: `huber 0.5`. */
  readonly losses?: OwnForms<Loss>;
  /** Optimizers. */
  readonly optimizers?: OwnForms<OptimizerRecipe>;
  /** Schedules. */
  readonly schedules?: OwnForms<ScheduleRecipe>;
}
