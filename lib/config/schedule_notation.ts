import { cosineDecay, oneCycle } from "../schedules/cosine.ts";
import { onPlateau } from "../schedules/on_plateau.ts";
import { type Piece, piecewise } from "../schedules/piecewise.ts";
import {
  constantRate,
  exponential,
  linearDecay,
  power,
  type Schedule,
  type ScheduleUnit,
  stepDecay,
} from "../schedules/schedule.ts";
import { tunable } from "../schedules/tunable.ts";
import { warmUp } from "../schedules/warm_up.ts";
import { following, numberIfAny, value, values } from "./notation/arguments.ts";
import { type Form, form, formArgument, oneForm, word } from "./notation/form.ts";
import { formsWith, type OwnForms } from "./notation/own_forms.ts";
import { integer, positiveNumber, properShare, type ValueKind, valueKind } from "./values.ts";

/**
 * Makes a schedule that begins with `learningRate`. One that knows epochs alone has them as its
 * unit, whatever is asked for.
 */
export type ScheduleRecipe = (learningRate: number, unit: ScheduleUnit) => Schedule;

const duration = integer(1, 1e9);
const factor = { factor: numberIfAny("factor", properShare) };

const piece: ValueKind<Piece> = valueKind("a time and a rate such as 100:0.01", (text) => {
  const [, from, rate] = /^(\d{1,9}):(.+)$/.exec(text) ?? [];
  if (from === undefined) return undefined;
  return { from: duration.parse(from), learningRate: positiveNumber.parse(rate) };
});

const steadyForms: readonly Form<ScheduleRecipe>[] = [
  word<ScheduleRecipe>("constant", "always the same rate", constantRate),
  form({
    name: "piecewise",
    description: "another rate from each time on: 100:0.01 is 0.01 after 100 epochs",
    required: { pieces: values("time:rate", piece) },
    optional: {},
    build({ pieces }) {
      const recipe: ScheduleRecipe = (rate, unit) => piecewise(rate, pieces, unit);
      // The times must grow, which is to be known now and not when training starts.
      recipe(1, "epoch");
      return recipe;
    },
  }),
  form({
    name: "step",
    description: "multiplied by the factor (0.5) whenever <time> has passed",
    required: { every: value("time", duration) },
    optional: factor,
    build: ({ every }, { factor }) => (rate, unit) => stepDecay(rate, { every, factor, unit }),
  }),
  form({
    name: "linear",
    description: "decays linearly to 0 at <time>: rate (1 - t/time)",
    required: { end: value("time", duration) },
    optional: {},
    build: ({ end }) => (rate, unit) => linearDecay(rate, end, unit),
  }),
  form({
    name: "cosine",
    description: "decays along half a wave to 0 at <time>: rate (1 + cos(pi t/time)) / 2",
    required: { end: value("time", duration) },
    optional: {},
    build: ({ end }) => (rate, unit) => cosineDecay(rate, end, unit),
  }),
  form({
    name: "one_cycle",
    description:
      "from rate/25 up to the rate in this share (0.3) of <time>, then down to almost 0, in half waves",
    required: { length: value("time", duration) },
    optional: { rise: numberIfAny("share", properShare) },
    build: ({ length }, { rise }) => (rate, unit) => oneCycle(rate, { length, rise, unit }),
  }),
  form({
    name: "exponential",
    description: "decays to a tenth in each <period>: rate 10^(-t/period)",
    required: { period: value("period", positiveNumber) },
    optional: {},
    build: ({ period }) => (rate, unit) => exponential(rate, period, unit),
  }),
  form({
    name: "power",
    description: "rate / (1 + t/period)^exponent (1)",
    required: { period: value("period", positiveNumber) },
    optional: { exponent: numberIfAny("exponent", positiveNumber) },
    build: ({ period }, { exponent }) => (rate, unit) => power(rate, { period, exponent, unit }),
  }),
  form({
    name: "plateau",
    description: "multiplied by the factor (0.1) after <epochs> without a smaller loss",
    required: { patience: value("epochs", duration) },
    optional: factor,
    build: ({ patience }, { factor }) => (rate) => onPlateau(rate, { patience, factor }),
  }),
  form({
    name: "tunable",
    description:
      "Luqué's: grows for <epochs>, then is halved every <epochs>, after epoch 20 every <late> (3)",
    required: { halveAfter: value("epochs", duration) },
    optional: { lateHalveAfter: numberIfAny("late", duration) },
    build: ({ halveAfter }, { lateHalveAfter }) => (rate) =>
      tunable(rate, { halveAfter, lateHalveAfter }),
  }),
];

/** Begins with a warm-up, and goes on as one of some forms says. */
function warmUpForm(nextForms: readonly Form<ScheduleRecipe>[]): Form<ScheduleRecipe> {
  return form({
    name: "warm_up",
    description: "grows linearly to the rate for <time>, then follows <schedule> (constant)",
    required: { duration: value("time", duration) },
    optional: { next: following(",", formArgument(nextForms, "a schedule")) },
    build: ({ duration }, { next = constantRate }) => (rate, unit) =>
      warmUp(duration, next(rate, unit)),
  });
}

/** How the learning rate changes. */
export const scheduleForms: readonly Form<ScheduleRecipe>[] = [
  ...steadyForms,
  warmUpForm(steadyForms),
];

/** A schedule, such as `warm_up 5, step 5`. */
export const scheduleNotation = scheduleNotationWith();

/** A schedule, of the library or a user's own. */
export function scheduleNotationWith(own?: OwnForms<ScheduleRecipe>): ValueKind<ScheduleRecipe> {
  const steady = formsWith(steadyForms, own, scheduleForms);
  return oneForm([...steady, warmUpForm(steady)], "a schedule");
}
