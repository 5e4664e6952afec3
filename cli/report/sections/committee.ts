import type { Labels } from "../../../lib/data/labels.ts";
import { crossEntropy } from "../../../lib/losses.ts";
import { formatLoss, formatShare } from "../../terminal/figures.ts";
import { formatCount } from "../../pages/figures.ts";
import type { CommitteeFindings } from "../findings.ts";
import type { Fact, Section, TextPart } from "../../pages/section.ts";
import { formatTable, numbers, texts } from "../../pages/tables.ts";
import { testFacts } from "./summary.ts";

/** The figures of a committee, and of its members beside it. */
export function committeeSection(findings: CommitteeFindings): Section {
  return {
    id: "committee",
    title: "Committee",
    introduction:
      "How well several networks together classify images that they have never seen: for each class " +
      "the mean of the probabilities that they give it. A report of each of them shows how it was " +
      "trained.",
    parts: [{ kind: "facts", facts: factsOf(findings) }, membersPart(findings)],
  };
}

function factsOf({ evaluation }: CommitteeFindings): Fact[] {
  const { members, agreement } = evaluation;
  const mean = members.reduce((sum, { errorRate }) => sum + errorRate, 0) / members.length;
  return [
    ...testFacts(evaluation, crossEntropy.name),
    { name: "Members", value: formatCount(members.length), remark: "networks" },
    { name: "Mean error rate", value: formatShare(mean), remark: "of the members" },
    { name: "Agreement", value: formatShare(agreement), remark: "of images, by all members" },
  ];
}

function membersPart({ members, evaluation }: CommitteeFindings): TextPart {
  const rows = members.map(({ name, model }, m) => {
    const { errorRate, wrong, loss, predictions } = evaluation.members[m];
    return [
      name,
      model.layers,
      formatShare(errorRate),
      formatCount(wrong),
      formatLoss(loss),
      formatShare(agreementOf(predictions, evaluation.predictions)),
    ];
  });
  const { errorRate, wrong, loss } = evaluation;
  return {
    kind: "text",
    title: "Members",
    explanation:
      "What each network does alone, and the share of images for which it agrees with the committee. " +
      "The more the members err on different images, the better they are together.",
    content: formatTable({
      columns: [
        texts("member"),
        texts("layers"),
        numbers("error rate"),
        numbers("wrong"),
        numbers("loss"),
        numbers("agreement"),
      ],
      rows,
      totals: [["committee", "", formatShare(errorRate), formatCount(wrong), formatLoss(loss), ""]],
    }),
  };
}

/** Share of the samples of which two predict the same class. */
function agreementOf(one: Labels, other: Labels): number {
  return one.filter((prediction, i) => prediction === other[i]).length / one.length;
}
