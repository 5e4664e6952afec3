import { parseDecimal } from "../../lib/formats/decimal_number.ts";
import {
  experimentValue,
  type HyperParameterMetric,
  sessionValues,
} from "../../lib/formats/tensorboard/hyper_parameters.ts";
import { now, openEventFile } from "../files/event_file.ts";
import type { Sweep } from "../sweep/plan.ts";

/** What the runs of a training are called, and the scalars in them. */
const metrics: readonly HyperParameterMetric[] = [
  { run: "test", tag: "accuracy", name: "test accuracy" },
  { run: "test", tag: "loss", name: "test loss" },
  { run: "validation", tag: "accuracy", name: "validation accuracy" },
  { run: "validation", tag: "loss", name: "validation loss" },
  { run: "train", tag: "loss", name: "training loss" },
];

/**
 * Writes for TensorBoard what the trainings of a sweep differ by, if they are written for it: into the
 * folder of the sweep, and into that of each training that is done.
 *
 * @param done The names of these.
 * @throws {Error} If a file cannot be written; the message names it.
 */
export async function writeSweepParameters(
  out: string,
  { keys, runs }: Sweep,
  done: ReadonlySet<string>,
): Promise<void> {
  const written = runs.filter(({ config, name }) => config.tensorboardFolder && done.has(name));
  if (written.length === 0) return;
  const parameters = keys.map(({ key, values }) => ({ name: key, values: values.map(valueOf) }));
  const hasValidation = written.some(({ config }) => config.validation !== undefined);
  const measured = metrics.filter(({ run }) => run !== "validation" || hasValidation);
  const file = await openEventFile(out, 0);
  await file.add(0, [experimentValue(now(), parameters, measured)]);
  for (const { name, values, config: { tensorboardFolder = "" } } of written) {
    const own = new Map(keys.map(({ key }) => [key, valueOf(values.get(key) ?? "")]));
    const session = await openEventFile(tensorboardFolder, 0);
    await session.add(0, sessionValues(now(), name, own));
  }
}

/** A number where a value is one. */
function valueOf(text: string): number | string {
  const value = parseDecimal(text);
  return value === undefined || !Number.isFinite(value) ? text : value;
}
