import type { Config } from "../../lib/config/config.ts";
import { dataPaths } from "../../lib/config/data_paths.ts";
import type { Measurement, Performance } from "../../lib/training/measurement.ts";
import type { Training, TrainingProgress } from "../../lib/training/training.ts";
import { formatLoss, formatShare } from "./figures.ts";
import { LiveView } from "./live_view.ts";
import { openScreen } from "./screen.ts";
import { type Column, formatHeading, formatRow } from "../../lib/formats/table.ts";

/** Characters in a line of the table, at most, so that none is broken. */
const WIDTH = 80;

/** A line of the table before it is text. */
interface Row {
  readonly measurement: Measurement;
  /** Training images per second. */
  readonly speed: number;
  /** Time since the line before, in seconds. */
  readonly seconds: number;
}

interface RowColumn extends Column {
  readonly cell: (row: Row) => string;
}

interface SparedColumn extends RowColumn {
  /** When it is left out where there is no room for all: 1 for the first to go, never when left out. */
  readonly spared?: number;
}

/**
 * Carries a training out, and passes on what it yields: prints a line of a table for each
 * measurement and, on a terminal, shows how it goes from one to the next.
 *
 * @param config What the training was built from; it decides which columns say something.
 */
export async function* trainWithTable(
  training: Training,
  config: Config,
): AsyncGenerator<TrainingProgress, void> {
  const columns = columnsFor(config, training);
  const { samplesPerEpoch } = training;
  let measured = training.state.epoch * samplesPerEpoch;
  let start = performance.now();
  // Without the last mini-batch, whose time contains that of the measurement.
  let speed = 0;
  using view = openLiveView(training, config);
  const print = (line: string) => view === undefined ? console.log(line) : view.print(line);
  print(formatHeading(columns));
  for await (const progress of training) {
    const { epoch, samples, measurement } = progress;
    const images = (epoch - 1) * samplesPerEpoch + samples - measured;
    const time = performance.now();
    const seconds = (time - start) / 1000;
    if (measurement === undefined || speed === 0) speed = images / seconds;
    if (measurement !== undefined) {
      const row = { measurement, speed, seconds };
      print(formatRow(columns, columns.map(({ cell }) => cell(row))));
    }
    view?.show(progress, speed, time);
    if (measurement !== undefined) {
      measured += images;
      speed = 0;
      start = performance.now();
    }
    yield progress;
  }
}

/** What shows a training while it goes on, if there is a terminal to show it on. */
function openLiveView(training: Training, config: Config): LiveView | undefined {
  const screen = openScreen();
  if (screen === undefined) return undefined;
  const { batchesPerEpoch, lastEpoch, history, state } = training;
  const iterations = config.iterations ?? lastEpoch * batchesPerEpoch;
  const watched = { batchesPerEpoch, lastEpoch, history, epochsBefore: state.epoch, iterations };
  return new LiveView(screen, watched, performance.now());
}

/** The columns that say something about a training, as many as fit into a line. */
function columnsFor(config: Config, { hasClasses }: Training): readonly RowColumn[] {
  const hasFolds = config.folds !== undefined;
  const speedHeading = `${dataPaths(config).noun}/s`;
  const hasValidation = config.validation !== undefined || hasFolds;
  const columns: readonly (SparedColumn & { readonly shown?: boolean })[] = [
    column("epoch", 6, ({ measurement }) => `${measurement.epoch}`),
    {
      ...column("iteration", 9, ({ measurement }) => `${measurement.iteration}`),
      shown: config.measureEvery !== undefined || config.iterations !== undefined,
    },
    {
      ...column("rate", 8, ({ measurement }) => measurement.learningRate.toExponential(2)),
      shown: config.source.entries.has("schedule"),
    },
    column("loss", 8, ({ measurement }) => formatLoss(measurement.training.loss)),
    {
      ...column("penalty", 8, ({ measurement }) => formatLoss(measurement.penalty)),
      shown: config.l1 > 0 || config.l2 > 0,
      spared: 4,
    },
    {
      ...column("valid. loss", 11, ({ measurement }) => lossOf(measurement.validation)),
      shown: hasValidation,
    },
    {
      ...column("valid. error", 12, ({ measurement }) => errorOf(measurement.validation)),
      shown: hasValidation && hasClasses,
    },
    {
      ...column("valid. R²", 9, ({ measurement }) => rSquaredOf(measurement.validation)),
      shown: hasValidation && !hasClasses,
    },
    {
      ...column("test accuracy", 13, ({ measurement }) => accuracyOf(measurement.test)),
      shown: !hasFolds && hasClasses,
      spared: 1,
    },
    {
      ...column("test error", 10, ({ measurement }) => errorOf(measurement.test)),
      shown: !hasFolds && hasClasses,
    },
    {
      ...column("test loss", 9, ({ measurement }) => lossOf(measurement.test)),
      shown: !hasClasses,
    },
    {
      ...column("test R²", 8, ({ measurement }) => rSquaredOf(measurement.test)),
      shown: !hasClasses,
    },
    { ...column(speedHeading, speedHeading.length, ({ speed }) => speed.toFixed(0)), spared: 2 },
    { ...column("time", 8, ({ seconds }) => `${seconds.toFixed(1)} s`), spared: 3 },
  ];
  return fitting(columns.filter(({ shown = true }) => shown));
}

/** Leaves columns out until a line is short enough. */
function fitting(columns: readonly SparedColumn[]): readonly SparedColumn[] {
  const order = columns.flatMap(({ spared }) => spared ?? []).sort((a, b) => a - b);
  let left = columns;
  for (const place of order) {
    if (formatHeading(left).length <= WIDTH) break;
    left = left.filter(({ spared }) => spared !== place);
  }
  return left;
}

function column(heading: string, width: number, cell: RowColumn["cell"]): RowColumn {
  return { heading, width, align: "right", cell };
}

function lossOf(performance: Performance | undefined): string {
  return performance === undefined ? "" : formatLoss(performance.loss);
}

function errorOf(performance: Performance | undefined): string {
  return performance === undefined ? "" : formatShare(performance.errorRate);
}

function accuracyOf(performance: Performance | undefined): string {
  return performance === undefined ? "" : formatShare(1 - performance.errorRate);
}

function rSquaredOf(performance: Performance | undefined): string {
  return performance?.rSquared === undefined ? "" : formatLoss(performance.rSquared);
}
