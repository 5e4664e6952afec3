import type { EarlyStopping } from "../training/early_stop.ts";
import {
  type StoppingRule,
  stopWithoutGain,
  stopWithoutRelativeGain,
} from "../training/stopping_rules.ts";
import { firstOf, mapped, option, value } from "./notation/arguments.ts";
import { type Form, form, oneForm } from "./notation/form.ts";
import { integer, nonNegativeNumber } from "./values.ts";

/** Makes a rule for a patience in epochs. */
type RuleRecipe = (patience: number) => StoppingRule;

const gain = firstOf<RuleRecipe>(
  mapped(
    option("min_delta", "number", nonNegativeNumber),
    (minDelta) => (patience) => stopWithoutGain({ patience, minDelta }),
  ),
  mapped(
    option("min_delta_rel", "number", nonNegativeNumber),
    (minDeltaRel) => (patience) => stopWithoutRelativeGain({ patience, minDeltaRel }),
  ),
);

const usual: RuleRecipe = (patience) => stopWithoutGain({ patience });

/** What ends a training early. */
export const stoppingForms: readonly Form<EarlyStopping>[] = [
  watching(
    "training_loss",
    "after <epochs> without a training loss smaller by min_delta (0); min_delta_rel is Luqué's rule",
    "training loss",
  ),
  watching("validation_loss", "the same with the loss of the validation images", "validation loss"),
  watching(
    "validation_error",
    "the same with the share of misclassified validation images",
    "validation error",
  ),
];

/** When to stop, such as `validation_loss 10`. */
export const stoppingNotation = oneForm(stoppingForms, "a value to watch");

function watching(
  name: string,
  description: string,
  watch: EarlyStopping["watch"],
): Form<EarlyStopping> {
  return form({
    name,
    description,
    required: { patience: value("epochs", integer(1, 1e9)) },
    optional: { gain },
    build: ({ patience }, { gain = usual }) => ({ rule: gain(patience), watch }),
  });
}
