import type { ClassMatch } from "../../lib/data/classes.ts";
import type { LabelledSet } from "../../lib/data/samples.ts";
import type { Device } from "../../lib/devices/device.ts";
import {
  agreementOf,
  type Committee,
  type CommitteeEvaluation,
} from "../../lib/models/committee.ts";
import { decide } from "../../lib/training/decide.ts";
import { UsageError } from "../arguments/reader.ts";
import type { NamedModel } from "../files/model_files.ts";
import { checkScores, openCommittee } from "../files/model_network.ts";

/** What models make of images, or of samples of numbers, that have classes. */
export interface Result {
  readonly evaluation: CommitteeEvaluation;
  /** What the members are called. */
  readonly names: readonly string[];
  readonly match: ClassMatch<LabelledSet>;
  /** Where it is not the largest score that decides. */
  readonly threshold?: number;
}

/** How a committee decides, and on what. */
export interface CommitteeOptions {
  readonly device?: Device["name"];
  readonly threshold?: number;
}

/**
 * Opens models that decide together.
 *
 * @param count Number of samples that they are wanted for.
 * @throws {UsageError} If the threshold means nothing for these models.
 * @throws {Error} If they cannot decide together; the message names one.
 * @throws {RangeError} If they cannot run on the device.
 */
export async function openDeciding(
  members: readonly NamedModel[],
  count: number,
  { device, threshold }: CommitteeOptions,
): Promise<Committee> {
  const committee = await openCommittee(members, count, device);
  if (threshold !== undefined) checkDecidable(members[0], committee);
  return committee;
}

function checkDecidable({ path }: NamedModel, { classNames, isProbability }: Committee): void {
  const expected = `${path}: Expected a model`;
  if (classNames.length !== 2) {
    const found = classNames.length;
    throw new UsageError(`${expected} of 2 classes for --threshold but found ${found}`);
  }
  if (!isProbability) {
    throw new UsageError(`${expected} with probabilities for --threshold but found other outputs`);
  }
}

/**
 * Measures models that decide together.
 *
 * @param committee What {@linkcode openDeciding} made of the members.
 * @throws {Error} If a model puts out what is no finite number; the message names it.
 */
export async function evaluateCommittee(
  committee: Committee,
  members: readonly NamedModel[],
  match: ClassMatch<LabelledSet>,
  threshold?: number,
): Promise<Result> {
  const evaluation = await committee.evaluateAsync(match.dataset);
  evaluation.members.forEach(({ scores }, i) => checkScores(members[i].name, scores));
  const names = members.map(({ name }) => name);
  if (threshold === undefined) return { evaluation, names, match };
  return { evaluation: decideAll(evaluation, match.dataset, threshold), names, match, threshold };
}

/** Lets a threshold decide, of the committee and of each member. */
function decideAll(
  evaluation: CommitteeEvaluation,
  { labels }: LabelledSet,
  threshold: number,
): CommitteeEvaluation {
  const members = evaluation.members.map((member) => decide(member, labels, threshold));
  const agreement = agreementOf(members);
  return { ...decide(evaluation, labels, threshold), members, agreement };
}
