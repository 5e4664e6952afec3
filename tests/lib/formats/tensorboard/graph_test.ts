import { assertEquals } from "@std/assert";
import { encodeGraphEvent } from "../../../../lib/formats/tensorboard/events.ts";
import { encodeGraph, type GraphNode } from "../../../../lib/formats/tensorboard/graph.ts";
import { encodeRecord } from "../../../../lib/formats/tensorboard/records.ts";
import { readEvents } from "../../../tensorboard.ts";

Deno.test("encodeGraphEvent() holds the nodes of a graph", () => {
  const nodes: readonly GraphNode[] = [
    { name: "input", operation: "Placeholder", inputs: [], shape: [1, 28, 28], attributes: {} },
    {
      name: "dense_0/weights",
      operation: "Variable",
      inputs: [],
      shape: [784, 300],
      attributes: {},
    },
    {
      name: "dense_0/dense",
      operation: "dense",
      inputs: ["input", "dense_0/weights"],
      shape: [300],
      attributes: { layer: "dense 300" },
    },
    {
      name: "loss",
      operation: "cross_entropy",
      inputs: ["dense_0/dense"],
      shape: [],
      attributes: {},
    },
  ];
  const [event] = readEvents(encodeRecord(encodeGraphEvent(1.5, encodeGraph(nodes))));
  assertEquals(event, { wallTime: 1.5, step: 0, graph: nodes, values: [] });
});
