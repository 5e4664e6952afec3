import type { Histogram } from "../../metrics/histogram.ts";
import {
  bytesField,
  doubleField,
  doublesField,
  floatField,
  integerField,
  message,
  textField,
} from "../encode_protobuf.ts";
import { encodeShape } from "./tensor_shape.ts";

/** The version of the format, in the first event of every file. */
const VERSION = "brain.Event:2";

// An event begins with the time, eight bytes, and the step, each behind a key of one byte.
const WALL_TIME_KEY = 0x09;
const STEP_KEY = 0x10;
const STEP_START = 10;

/** `DT_FLOAT` among TensorFlow's types. */
const FLOAT_TYPE = 1;

/** Red, green and blue. */
const COLOUR_CHANNELS = 3;

/** Something that TensorBoard shows under a name. */
export type SummaryValue =
  & {
    /** Its name; what stands before a slash in it makes a group. */
    readonly tag: string;
  }
  & (
    | { readonly scalar: number }
    | { readonly histogram: Histogram }
    | { readonly image: EncodedImage }
    | { readonly plugin: PluginValue }
  );

/** A value that a plugin of TensorBoard shows. */
export interface PluginValue {
  /** What the plugin is called: `pr_curves`. */
  readonly name: string;
  /** What the plugin is told: a message of its own. */
  readonly content: Uint8Array;
  /** The numbers that it shows, row by row; none when left out. */
  readonly tensor?: {
    readonly rows: number;
    readonly columns: number;
    readonly data: Float32Array;
  };
}

/** An image in colour as the bytes of a PNG file. */
export interface EncodedImage {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** The PNG file. */
  readonly png: Uint8Array;
}

/**
 * The event that a file begins with.
 *
 * @param wallTime The time of writing, in seconds since the beginning of 1970.
 */
export function encodeVersionEvent(wallTime: number): Uint8Array {
  return encodeEvent(wallTime, 0, textField(3, VERSION));
}

/**
 * An event with values that TensorBoard shows.
 *
 * Source: TensorFlow, `event.proto` and `summary.proto`.
 *
 * @param wallTime The time of writing, in seconds since the beginning of 1970.
 * @param step Where the values belong on the axis of steps; a safe integer of 0 or more.
 */
export function encodeSummaryEvent(
  wallTime: number,
  step: number,
  values: readonly SummaryValue[],
): Uint8Array {
  const summary = message(...values.map((value) => bytesField(1, encodeValue(value))));
  return encodeEvent(wallTime, step, bytesField(5, summary));
}

/**
 * An event with the graph of a network.
 *
 * Source: TensorFlow, `event.proto`.
 *
 * @param wallTime The time of writing, in seconds since the beginning of 1970.
 * @param graph From `encodeGraph`.
 */
export function encodeGraphEvent(wallTime: number, graph: Uint8Array): Uint8Array {
  return encodeEvent(wallTime, 0, bytesField(4, graph));
}

/**
 * The step of an event; undefined if this is no event of {@linkcode encodeVersionEvent} or
 * {@linkcode encodeSummaryEvent}.
 */
export function stepOf(event: Uint8Array): number | undefined {
  if (event[0] !== WALL_TIME_KEY || event[STEP_START - 1] !== STEP_KEY) return undefined;
  let step = 0;
  for (let i = STEP_START, unit = 1; i < event.length; i++, unit *= 128) {
    step += event[i] % 128 * unit;
    if (event[i] < 128) return step;
  }
  return undefined;
}

function encodeEvent(wallTime: number, step: number, what: Uint8Array): Uint8Array {
  return message(doubleField(1, wallTime), integerField(2, step), what);
}

function encodeValue(value: SummaryValue): Uint8Array {
  return message(textField(1, value.tag), ...encodeContent(value));
}

function encodeContent(value: SummaryValue): Uint8Array[] {
  if ("scalar" in value) return [floatField(2, value.scalar)];
  if ("image" in value) return [bytesField(4, encodeImage(value.image))];
  if ("plugin" in value) return encodePluginValue(value.plugin);
  return [bytesField(5, encodeHistogram(value.histogram))];
}

/** The plugin is in the metadata. */
function encodePluginValue({ name, content, tensor }: PluginValue): Uint8Array[] {
  const metadata = bytesField(
    9,
    message(bytesField(
      1,
      message(
        textField(1, name),
        bytesField(2, content),
      ),
    )),
  );
  return tensor === undefined ? [metadata] : [bytesField(8, encodeTensor(tensor)), metadata];
}

function encodeTensor({ rows, columns, data }: NonNullable<PluginValue["tensor"]>): Uint8Array {
  return message(
    integerField(1, FLOAT_TYPE),
    bytesField(2, encodeShape([rows, columns])),
    bytesField(4, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );
}

function encodeImage({ width, height, png }: EncodedImage): Uint8Array {
  return message(
    integerField(1, height),
    integerField(2, width),
    integerField(3, COLOUR_CHANNELS),
    bytesField(4, png),
  );
}

/** Buckets are given by their upper ends. */
function encodeHistogram(histogram: Histogram): Uint8Array {
  const { low, high, counts, count, mean, standardDeviation } = histogram;
  const width = (high - low) / counts.length;
  const limits = counts.map((_, i) => i + 1 < counts.length ? low + (i + 1) * width : high);
  const sum = count === 0 ? 0 : count * mean;
  const squares = count === 0 ? 0 : count * (mean ** 2 + standardDeviation ** 2);
  return message(
    doubleField(1, low),
    doubleField(2, high),
    doubleField(3, count),
    doubleField(4, sum),
    doubleField(5, squares),
    doublesField(6, limits),
    doublesField(7, counts),
  );
}
