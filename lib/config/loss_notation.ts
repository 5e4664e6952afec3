import {
  binaryCrossEntropy,
  crossEntropy,
  huber,
  type Loss,
  meanAbsoluteError,
  meanSquaredError,
} from "../losses.ts";
import { numberIfAny } from "./notation/arguments.ts";
import { type Form, form, oneForm, word } from "./notation/form.ts";
import { formsWith, type OwnForms } from "./notation/own_forms.ts";
import { positiveNumber, type ValueKind } from "./values.ts";

/** What training makes small. */
export const lossForms: readonly Form<Loss>[] = [
  word(crossEntropy.name, "-Σ y log ŷ, on softmax", crossEntropy),
  word(
    binaryCrossEntropy.name,
    "mean of -y log ŷ - (1 - y) log(1 - ŷ), on sigmoid",
    binaryCrossEntropy,
  ),
  word(meanSquaredError.name, "mean of (ŷ - y)²", meanSquaredError),
  word(meanAbsoluteError.name, "mean of |ŷ - y|", meanAbsoluteError),
  form({
    name: "huber",
    description: "mean of (ŷ - y)² / 2 up to |ŷ - y| = delta (1), and linear above",
    required: {},
    optional: { delta: numberIfAny("delta", positiveNumber) },
    build: (_, { delta }) => huber(delta),
  }),
];

/** A loss, by its name. */
export const lossNotation = lossNotationWith();

/** A loss, of the library or a user's own. */
export function lossNotationWith(own?: OwnForms<Loss>): ValueKind<Loss> {
  return oneForm(formsWith(lossForms, own), "a loss");
}
