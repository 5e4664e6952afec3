/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />

// What a thread of `SweepThread` runs: each message names a configuration and is answered with what
// its training has come to.

import type { Config } from "../../lib/config/config.ts";
import { poolData } from "../../lib/config/data.ts";
import { dataPaths } from "../../lib/config/data_paths.ts";
import { loadAnyDevice } from "../../lib/devices/load_any_device.ts";
import { summarizeFolds } from "../../lib/training/cross_validation.ts";
import type { Training } from "../../lib/training/training.ts";
import { crossValidate } from "../cross_validation.ts";
import { readConfigData } from "../files/config_datasets.ts";
import { readConfig } from "../files/config_file.ts";
import { warn } from "../terminal/notice.ts";
import { trainAndTest } from "../training_run.ts";
import type { RunResult } from "./sweep_folder.ts";
import type { SweepAssignment } from "./sweep_thread.ts";

/** The datasets that the run before was trained on, and by which keys they were read. */
let datasets: { readonly key: string; readonly read: ReturnType<typeof readConfigData> };

self.onmessage = async ({ data }) => {
  try {
    self.postMessage(await carryOut(data));
  } catch (error) {
    self.postMessage(error);
  }
};

async function carryOut({ configPath, threads, warns }: SweepAssignment): Promise<RunResult> {
  const start = performance.now();
  const config = await readConfig(configPath);
  const data = await readDatasetsOnce(config);
  using device = await loadAnyDevice({ ...config, threads });
  const follow = (training: Training) => training;
  const say = () => {};
  const secondsOf = () => (performance.now() - start) / 1000;
  if (config.folds !== undefined) {
    const { training } = poolData(config, data);
    const { figures, network, epochs } = await crossValidate(config, device, training, {
      follow,
      say,
    });
    const { mean } = summarizeFolds(figures.values);
    return {
      epochs,
      bestEpoch: epochs,
      parameters: network.parameterCount,
      seconds: secondsOf(),
      ...(figures.kind === "loss" ? { validationLoss: mean } : { validationErrorRate: mean }),
    };
  }
  const { network, test, validation, epochs, bestEpoch } = await trainAndTest(
    config,
    data,
    device,
    {
      resume: config.checkpointEvery !== undefined,
      follow,
      say,
      warn: warns ? warn : undefined,
    },
  );
  return {
    epochs,
    bestEpoch,
    parameters: network.parameterCount,
    seconds: secondsOf(),
    ...(test.rSquared === undefined
      ? { validationErrorRate: validation?.errorRate, testErrorRate: test.errorRate }
      : { validationLoss: validation?.loss, testLoss: test.loss }),
  };
}

/** Runs that follow one another are mostly on the same data. */
function readDatasetsOnce(config: Config): ReturnType<typeof readConfigData> {
  const { training, test } = dataPaths(config);
  const { trainLabels, testLabels, orientation, labelColumn, targetColumns, classes, source } =
    config;
  // Unless classes are chosen, the network's outputs may say which numbers are classes.
  const layers = classes === undefined ? source.entries.get("layers")?.value : "any";
  const key = JSON.stringify(
    [
      training,
      test,
      trainLabels,
      testLabels,
      orientation,
      labelColumn,
      targetColumns,
      layers ?? null,
    ],
  );
  if (datasets?.key !== key) datasets = { key, read: readConfigData(config) };
  return datasets.read;
}
