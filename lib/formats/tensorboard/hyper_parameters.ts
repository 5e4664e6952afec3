import { bytesField, doubleField, integerField, message, textField } from "../encode_protobuf.ts";
import type { SummaryValue } from "./events.ts";

// DataType
const STRING = 1;
const FLOAT64 = 3;

// Status
const SUCCESS = 1;

/** A hyper-parameter and the values that it takes in some trainings. */
export interface HyperParameter {
  /** What it is called. */
  readonly name: string;
  /** Numbers where all of them are. */
  readonly values: readonly (number | string)[];
}

/** What a training is measured by. */
export interface HyperParameterMetric {
  /** The run that it is written in, as seen from that of the training. */
  readonly run: string;
  /** The name of the scalar there. */
  readonly tag: string;
  /** What it is called. */
  readonly name: string;
}

/**
 * What several trainings differ by, and what they are measured by, for TensorBoard's plugin: in a run
 * above theirs.
 *
 * Source: TensorBoard, `plugins/hparams/api.proto` and `plugin_data.proto`.
 *
 * @param wallTime The time, in seconds since the beginning of 1970.
 */
export function experimentValue(
  wallTime: number,
  parameters: readonly HyperParameter[],
  metrics: readonly HyperParameterMetric[],
): SummaryValue {
  const experiment = message(
    doubleField(3, wallTime),
    ...parameters.map((parameter) => bytesField(4, encodeParameter(parameter))),
    ...metrics.map(({ run, tag, name }) =>
      bytesField(
        5,
        message(
          bytesField(1, message(textField(1, run), textField(2, tag))),
          textField(3, name),
        ),
      )
    ),
  );
  return pluginValue("experiment", bytesField(2, experiment));
}

/**
 * The values that a training has, in its own run; and that it is done.
 *
 * @param name What it is called.
 * @param values By the names of the hyper-parameters.
 */
export function sessionValues(
  wallTime: number,
  name: string,
  values: ReadonlyMap<string, number | string>,
): SummaryValue[] {
  const entries = Array.from(
    values,
    ([key, value]) => bytesField(1, message(textField(1, key), bytesField(2, encodeValue(value)))),
  );
  const start = message(...entries, textField(4, name), doubleField(5, wallTime));
  const end = message(integerField(1, SUCCESS), doubleField(2, wallTime));
  return [
    pluginValue("session_start_info", bytesField(3, start)),
    pluginValue("session_end_info", bytesField(4, end)),
  ];
}

function pluginValue(what: string, content: Uint8Array): SummaryValue {
  return { tag: `_hparams_/${what}`, plugin: { name: "hparams", content } };
}

function encodeParameter({ name, values }: HyperParameter): Uint8Array {
  const isNumeric = values.every((value) => typeof value === "number");
  const list = message(...values.map((value) => bytesField(1, encodeValue(value))));
  return message(
    textField(1, name),
    integerField(4, isNumeric ? FLOAT64 : STRING),
    bytesField(5, list),
  );
}

/** A `google.protobuf.Value`. */
function encodeValue(value: number | string): Uint8Array {
  return message(typeof value === "number" ? doubleField(2, value) : textField(3, value));
}
