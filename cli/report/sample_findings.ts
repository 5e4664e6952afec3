import { matchClasses } from "../../lib/data/classes.ts";
import type { Samples } from "../../lib/data/samples.ts";
import type { Network } from "../../lib/network.ts";
import {
  type DetailedEvaluation,
  evaluate,
  evaluateInDetail,
} from "../../lib/training/evaluate.ts";
import type { RegressionEvaluation } from "../../lib/training/evaluate.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import type { ClassSamples, RegressionSamples } from "../../lib/data/samples.ts";
import { columnsFor } from "../evaluate/evaluate_samples.ts";
import { openModel } from "../files/model_network.ts";
import { readSamples } from "../files/sample_files.ts";
import { readHistoryOf } from "../pages/records.ts";
import type { Subject } from "../pages/subject.ts";
import type { FindingOptions } from "./findings.ts";

/** What a network makes of test samples: of classes, or with numbers to be predicted. */
export type SampleTest =
  | { readonly kind: "classes"; readonly samples: ClassSamples; readonly found: DetailedEvaluation }
  | {
    readonly kind: "numbers";
    readonly samples: RegressionSamples;
    readonly found: RegressionEvaluation;
  };

/** All that a report of a network for samples of numbers is made from. */
export interface SampleFindings extends Subject {
  readonly network: Network;
  readonly test: SampleTest;
  /** How the training went, if the configuration names a file that holds it. */
  readonly history?: readonly Measurement[];
}

/**
 * Reads the test samples and the records that belong to a model, and tests the model.
 *
 * @throws {Error} If a file cannot be read or does not belong to the model, or it is not known where the
 * samples are; the message names the file.
 */
export async function gatherSampleFindings(
  subject: Subject,
  { device, given }: FindingOptions,
): Promise<SampleFindings> {
  const { config, model, name } = subject;
  const path = given?.images ?? config?.testSamples;
  if (path === undefined) {
    throw new Error(
      `${name}: Expected a model with the configuration that it was trained with but found none; ` +
        "name a CSV file of samples after the model",
    );
  }
  const history = await readHistoryOf(subject);
  const samples = await readSamples(path, columnsFor(model, config));
  const network = openModel(model, samples.count, device ?? config?.device);
  return { ...subject, network, history, test: testOn(samples, subject, network) };
}

function testOn(samples: Samples, { model }: Subject, network: Network): SampleTest {
  const { normalization, classNames } = model;
  if ("targets" in samples) {
    return { kind: "numbers", samples, found: evaluate(network, samples, normalization) };
  }
  const { dataset } = matchClasses(samples, classNames);
  const found = evaluateInDetail(network, dataset, normalization);
  return { kind: "classes", samples: dataset, found };
}
