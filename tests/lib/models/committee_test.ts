import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import { divideBy255 } from "../../../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { Committee, committeeMismatch } from "../../../lib/models/committee.ts";
import { Network } from "../../../lib/network.ts";
import { evaluateInDetailAsync } from "../../../lib/training/evaluate.ts";
import { predictAsync } from "../../../lib/training/predict.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { memberOf, twoMembers } from "../../two_members.ts";

const blackAndWhite = Uint8Array.of(0, 255);

testOnEachDevice(
  "Committee averages probabilities by the names of classes",
  async (device, tolerance) => {
    const committee = new Committee(twoMembers(device));
    assertEquals([committee.classNames, committee.isProbability], [["a", "b", "c"], true]);
    const predictions = await committee.predictAsync(blackAndWhite);
    assertClose(predictions[0].scores, [0.35, 0.4, 0.25], tolerance);
    assertClose(predictions[1].scores, [0.15, 0.65, 0.2], tolerance);
    assertEquals(predictions.map((prediction) => prediction.class), [1, 1]);
  },
);

testOnEachDevice("Committee is measured beside its members", async (device, tolerance) => {
  const dataset = new Dataset(blackAndWhite, Uint8Array.of(1, 2), [1, 1, 1], 3, ["a", "b", "c"]);
  const evaluation = await new Committee(twoMembers(device)).evaluateAsync(dataset);
  assertEquals([...evaluation.predictions], [1, 1]);
  const { wrong, errorRate, accuracy, agreement } = evaluation;
  assertEquals({ wrong, errorRate, accuracy, agreement }, {
    wrong: 1,
    errorRate: 0.5,
    accuracy: 0.5,
    agreement: 0.5, // a and b for the black image, b and b for the white one
  });
  assertAlmostEquals(evaluation.loss, -(Math.log(0.4) + Math.log(0.2)) / 2, tolerance);
  assertClose(evaluation.scores[1], [0.15, 0.65, 0.2], tolerance);
  const [one, two] = evaluation.members;
  assertEquals([[...one.predictions], [...two.predictions]], [[0, 1], [1, 1]]);
  assertClose(two.scores[1], [0.1, 0.8, 0.1], tolerance);
  assertEquals([one.wrong, two.wrong], [2, 1]);
  assertAlmostEquals(one.loss, -(Math.log(0.3) + Math.log(0.3)) / 2, tolerance);
  assertAlmostEquals(two.loss, -(Math.log(0.5) + Math.log(0.1)) / 2, tolerance);
});

testOnEachDevice(
  "Committee of one decides as its member does, whatever it puts out",
  async (device) => {
    const network = new Network({
      device,
      inputShape: [1],
      layers: parseLayers("dense 2 tanh"),
      batchSize: 2,
    });
    const member = { network, normalization: divideBy255, classNames: ["a", "b"] };
    const committee = new Committee([member]);
    const dataset = new Dataset(blackAndWhite, Uint8Array.of(0, 1), [1], 2, ["a", "b"]);
    assertEquals(committee.isProbability, false);
    assertEquals(
      await committee.predictAsync(blackAndWhite),
      await predictAsync(network, blackAndWhite, divideBy255),
    );
    const { members, agreement, ...evaluation } = await committee.evaluateAsync(dataset);
    assertEquals(evaluation, await evaluateInDetailAsync(network, dataset, divideBy255));
    assertEquals([members.length, agreement], [1, 1]);
  },
);

Deno.test("Committee refuses a dataset of other classes, or of another order", () => {
  const committee = new Committee(twoMembers(createTypeScriptDevice()));
  for (const classNames of [["c", "b", "a"], ["a", "b", "c", "d"], ["a", "b"]]) {
    const labels = Uint8Array.of(0, 1);
    const count = classNames.length;
    assertThrows(
      () => committee.evaluate(new Dataset(blackAndWhite, labels, [1, 1, 1], count, classNames)),
      RangeError,
      `Expected the classes of the committee, "a, b, c", but found "${classNames.join(", ")}"`,
    );
  }
});

Deno.test("Committee has no agreement on no images, whatever its size", () => {
  const members = twoMembers(createTypeScriptDevice());
  const none = new Dataset(new Uint8Array(), new Uint8Array(), [1, 1, 1], 3, ["a", "b", "c"]);
  for (const committee of [new Committee(members), new Committee(members.slice(0, 1))]) {
    assertEquals(committee.evaluate(none).agreement, NaN);
  }
});

Deno.test("Committee tells classes apart whose names have commas", () => {
  const device = createTypeScriptDevice();
  const [one, other] = [["a, b", "c"], ["a", "b, c"]].map((names) => {
    return memberOf(device, names, [0.5, 0.5], [0.5, 0.5]);
  });
  assertThrows(() => new Committee([one, other]), RangeError, "member 2: Expected the classes");
});

Deno.test("Committee of equal members decides as one of them", () => {
  const device = createTypeScriptDevice();
  const [member] = twoMembers(device);
  const dataset = new Dataset(blackAndWhite, Uint8Array.of(1, 2), [1, 1, 1], 3, ["a", "b", "c"]);
  const one = new Committee([member]).evaluate(dataset);
  const two = new Committee([member, member]).evaluate(dataset);
  assertEquals([two.scores, two.agreement], [one.scores, 1]);
  assertAlmostEquals(two.loss, one.loss, 1e-12);
});

Deno.test("Committee averages single probabilities of two classes", () => {
  const device = createTypeScriptDevice();
  const members = [0.9, 0.5].map((p) => {
    const network = new Network({
      device,
      inputShape: [1],
      layers: parseLayers("dense 1 sigmoid"),
      batchSize: 1,
    });
    network.parameters[0].value.data.fill(0);
    network.parameters[1].value.data.fill(Math.log(p / (1 - p)));
    return { network, normalization: divideBy255, classNames: ["no", "yes"] };
  });
  const [{ scores, class: index }] = new Committee(members).predict(Uint8Array.of(0));
  assertClose(scores, [0.3, 0.7], 1e-12);
  assertEquals(index, 1);
});

Deno.test("Committee refuses members that do not go together", () => {
  const device = createTypeScriptDevice();
  const [first] = twoMembers(device);
  const other = memberOf(device, ["a", "b", "d"], [0.2, 0.2, 0.6], [0.2, 0.2, 0.6]);
  const network = (layers: string, width: number) => ({
    ...first,
    network: new Network({
      device,
      inputShape: [1, 1, width],
      layers: parseLayers(layers),
      batchSize: 1,
    }),
  });
  assertThrows(() => new Committee([]), RangeError, "Expected 1 or more members but found 0");
  assertThrows(
    () => new Committee([first, first, other]),
    RangeError,
    'member 3: Expected the classes of the first model, "a, b, c", but found "a, b, d"',
  );
  assertThrows(
    () => new Committee([first, network("dense 3 softmax", 2)]),
    RangeError,
    "member 2: Expected a model for images of 1x1x1, as the first one's, but found one for images of 1x1x2",
  );
  assertThrows(
    () => new Committee([first, network("dense 3 tanh", 1)]),
    RangeError,
    "member 2: Expected softmax or a single sigmoid as the last layer, so that there are " +
      'probabilities to average, but found "tanh"',
  );
});

Deno.test("committeeMismatch() compares all features and classes, also beyond what a message shows", () => {
  const names = Array.from({ length: 31 }, (_, i) => `feature ${i}`);
  const model = (featureNames: readonly string[], classNames = ["a", "b"]) => {
    return { inputShape: [featureNames.length], featureNames, classNames } as const;
  };
  const swapped = names.with(29, names[30]).with(30, names[29]);
  assertEquals(committeeMismatch(model(names), model([...names])), undefined);
  assertEquals(
    committeeMismatch(model(names), model(swapped)),
    'Expected the features of the first model, "feature 29" as number 30, but found "feature 30"',
  );
  assertEquals(
    committeeMismatch(model(names), model(names.slice(0, 30))),
    'Expected the features of the first model, "feature 30" as number 31, but found none',
  );
  assertEquals(
    committeeMismatch(model(["x"]), model(["y"])),
    'Expected the features of the first model, "x", but found "y"',
  );
  assertEquals(
    committeeMismatch(model(["x"], names), model(["x"], names.with(30, "z"))),
    'Expected the classes of the first model, "feature 30" as number 25, but found "feature 4"',
  );
});

Deno.test("Committee has a finite loss where all its probabilities are rounded to 0", () => {
  for (const precision of ["f64", "f32"] as const) {
    const device = createTypeScriptDevice(precision);
    const member = () => {
      const network = new Network({
        device,
        inputShape: [1],
        layers: parseLayers("dense 2 softmax"),
        batchSize: 1,
      });
      // The first class has the probability exp(-2000).
      network.parameters[0].value.data.fill(0);
      network.parameters[1].value.data.set([0, 2000]);
      return { network, normalization: divideBy255, classNames: ["a", "b"] };
    };
    const dataset = new Dataset(Uint8Array.of(0), Uint8Array.of(0), [1], 2, ["a", "b"]);
    const { loss, members } = new Committee([member(), member()]).evaluate(dataset);
    assertEquals(members[0].loss, 2000);
    // The logarithm of the smallest number above 0.
    const smallest = precision === "f64" ? -1074 : -149;
    assertAlmostEquals(loss, -smallest * Math.LN2, 1e-9);
  }
});
