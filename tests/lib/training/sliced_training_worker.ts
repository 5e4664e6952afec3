/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />

// One rank of a training: each message names one, and is answered with what it has come to.

import { ThreadCommunicator } from "../../thread_communicator.ts";
import { carryOut } from "./sliced_trainings.ts";

self.onmessage = ({ data: { name, memory, rank, size, spoil } }) => {
  try {
    self.postMessage(carryOut(name, new ThreadCommunicator(memory, rank, size), spoil));
  } catch (error) {
    self.postMessage(error);
  }
};
