import { assertEquals } from "@std/assert";
import {
  encodeSummaryEvent,
  type SummaryValue,
} from "../../../../lib/formats/tensorboard/events.ts";
import {
  experimentValue,
  sessionValues,
} from "../../../../lib/formats/tensorboard/hyper_parameters.ts";
import { encodeRecord } from "../../../../lib/formats/tensorboard/records.ts";
import { messagesIn, numberIn, readEvents, readMessage, textIn } from "../../../tensorboard.ts";

/** What a value says to the plugin, in the field of an `HParamsPluginData`. */
function read(value: SummaryValue, field: number) {
  const [{ values: [{ tag, plugin }] }] = readEvents(
    encodeRecord(encodeSummaryEvent(0, 0, [value])),
  );
  assertEquals(plugin?.name, "hparams");
  const [message] = messagesIn(readMessage(plugin?.content ?? new Uint8Array()), field);
  return { tag, message };
}

/** The number or text of a `google.protobuf.Value`. */
function readValue(value: ReturnType<typeof readMessage>): number | string {
  return value.has(2) ? numberIn(value, 2) : textIn(value, 3);
}

Deno.test("experimentValue() lists hyper-parameters with their values, and the metrics", () => {
  const { tag, message } = read(
    experimentValue(
      12.5,
      [{ name: "learning_rate", values: [0.1, 0.01] }, {
        name: "optimizer",
        values: ["adam", "sgd"],
      }],
      [{ run: "test", tag: "accuracy", name: "test accuracy" }],
    ),
    2,
  );
  assertEquals([tag, numberIn(message, 3)], ["_hparams_/experiment", 12.5]);
  const parameters = messagesIn(message, 4).map((info) => ({
    name: textIn(info, 1),
    type: numberIn(info, 4),
    values: messagesIn(messagesIn(info, 5)[0], 1).map(readValue),
  }));
  assertEquals(parameters, [
    { name: "learning_rate", type: 3, values: [0.1, 0.01] },
    { name: "optimizer", type: 1, values: ["adam", "sgd"] },
  ]);
  const [metric] = messagesIn(message, 5);
  const [name] = messagesIn(metric, 1);
  assertEquals([textIn(name, 1), textIn(name, 2), textIn(metric, 3)], [
    "test",
    "accuracy",
    "test accuracy",
  ]);
});

Deno.test("sessionValues() say what a training was made with, and that it is done", () => {
  const values = new Map<string, number | string>([["learning_rate", 0.1], ["optimizer", "adam"]]);
  const [start, end] = sessionValues(7, "run 1", values);
  const { tag, message } = read(start, 3);
  assertEquals([tag, textIn(message, 4), numberIn(message, 5)], [
    "_hparams_/session_start_info",
    "run 1",
    7,
  ]);
  assertEquals(
    messagesIn(message, 1).map((entry) => [textIn(entry, 1), readValue(messagesIn(entry, 2)[0])]),
    [["learning_rate", 0.1], ["optimizer", "adam"]],
  );
  const { tag: endTag, message: ended } = read(end, 4);
  assertEquals([endTag, numberIn(ended, 1)], ["_hparams_/session_end_info", 1]);
});
