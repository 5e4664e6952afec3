import { assertEquals, assertGreater, assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { encodeSafetensors } from "../../../lib/formats/encode_safetensors.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { parseSafetensors } from "../../../lib/formats/parse_safetensors.ts";
import { Committee } from "../../../lib/models/committee.ts";
import { encodeCommittee, parseModels } from "../../../lib/models/committee_file.ts";
import type { Model } from "../../../lib/models/model.ts";
import { encodeModel, parseModel, restoreNetwork } from "../../../lib/models/model_file.ts";
import { mutationsOf } from "../../mutations.ts";
import { memberOf, twoMembers } from "../../two_members.ts";

const device = createTypeScriptDevice();
const files = twoMembers(device).map((member) => encodeModel(member.network, member));
const models = files.map((file) => parseModel(file));

Deno.test("a committee's file holds what the models' own files do", () => {
  const read = parseModels(encodeCommittee(models));
  assertEquals(read, models);
  const members = read.map((model) => ({ ...model, network: restoreNetwork(model, device, 2) }));
  const images = Uint8Array.of(0, 255);
  assertEquals(
    new Committee(members).predict(images),
    new Committee(twoMembers(device)).predict(images),
  );
});

Deno.test("a committee's file is safetensors that others can read", () => {
  const { tensors, metadata } = parseSafetensors(encodeCommittee(models));
  assertEquals([...tensors.keys()], ["0.0.weight", "0.0.bias", "1.0.weight", "1.0.bias"]);
  assertEquals(tensors.get("1.0.bias")?.data, models[1].tensors.get("0.bias")?.data);
  assertEquals([...metadata.keys()], ["mnist_committee", "members"]);
});

Deno.test("parseModels() reads the file of a single model", () => {
  assertEquals(parseModels(files[0]), [models[0]]);
});

Deno.test("encodeCommittee() refuses models that do not go together", () => {
  const { network, ...description } = memberOf(device, ["a", "b"], [0.5, 0.5], [0.5, 0.5]);
  const other: Model = parseModel(encodeModel(network, description));
  assertThrows(
    () => encodeCommittee([...models, other]),
    RangeError,
    'member 3: Expected the classes of the first model, "a, b, c", but found "a, b"',
  );
  const numbers: Model = { ...models[1], targetNames: ["y"] };
  assertThrows(
    () => encodeCommittee([numbers, numbers]),
    RangeError,
    "member 2: Expected a model that classifies, to decide with others, but found one that predicts",
  );
  assertThrows(
    () => encodeCommittee([models[0]]),
    RangeError,
    "Expected 2 or more models but found 1",
  );
});

Deno.test("parseModel() says that a file is a committee's", () => {
  assertThrows(
    () => parseModel(encodeCommittee(models)),
    FormatError,
    'Expected a model of this program, "mnist_model" 1 in the metadata, but found a committee',
  );
});

Deno.test("parseModels() says what is wrong with a committee's file", () => {
  const { tensors, metadata } = parseSafetensors(encodeCommittee(models));
  const fileWith = (changes: Record<string, string>, without?: string, name?: string) => {
    const kept = [...tensors].filter(([name]) => name !== without);
    const named = kept.map(([old, tensor], i) => [i === 0 ? name ?? old : old, tensor] as const);
    return encodeSafetensors({
      tensors: new Map(named),
      metadata: new Map([...metadata, ...Object.entries(changes)]),
    });
  };
  const [first, second] = JSON.parse(metadata.get("members") ?? "");
  const cases: readonly (readonly [Uint8Array, string])[] = [
    [
      fileWith({ mnist_committee: "2" }),
      'Expected "mnist_committee" 1 in the metadata but found "2"',
    ],
    [fileWith({ members: "[" }), 'Expected "members" in the metadata to be a list of objects'],
    [fileWith({ members: "[]" }), 'Expected "members" in the metadata to be a list of objects'],
    [fileWith({ members: "[7]" }), 'Expected "members" in the metadata to be a list of objects'],
    [
      fileWith({ members: JSON.stringify([first]) }),
      'Expected tensors of members 0 to 0 but found "1.0.weight"',
    ],
    [fileWith({}, undefined, "weight"), 'Expected tensors of members 0 to 1 but found "weight"'],
    [fileWith({}, "1.0.bias"), 'member 2: Expected a tensor "0.bias" but found none'],
    [
      fileWith({ members: JSON.stringify([first, { ...second, class_names: '["x","y","z"]' }]) }),
      'member 2: Expected the classes of the first model, "a, b, c", but found "x, y, z"',
    ],
  ];
  for (const [bytes, message] of cases) {
    assertThrows(() => parseModels(bytes), FormatError, message);
  }
});

Deno.test("parseModels() refuses damaged files with a FormatError, or reads them", () => {
  let refused = 0;
  for (const bytes of mutationsOf(encodeCommittee(models), 2000)) {
    try {
      for (const model of parseModels(bytes)) restoreNetwork(model, device, 1);
    } catch (error) {
      if (!(error instanceof FormatError)) throw new Error(`at ${bytes}`, { cause: error });
      refused++;
    }
  }
  assertGreater(refused, 1000);
});
