/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />

// One rank of a training: each message names one, and is answered with what it has come to.

import { SharedMemoryCommunicator } from "../../shared_memory.ts";
import { carryOut } from "./sliced_trainings.ts";

self.onmessage = ({ data: { name, memory, rank, size, spoil } }) => {
  try {
    self.postMessage(carryOut(name, new SharedMemoryCommunicator(memory, rank, size), spoil));
  } catch (error) {
    self.postMessage(error);
  }
};
