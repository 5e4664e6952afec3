/// <reference lib="dom" />
import type { Dialogue, News, Problem } from "../dialogue.ts";

/** The worker has no answer to a question. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
  /** Where in the configuration the reason is. */
  readonly position: Problem["position"];

  constructor({ message, position }: Problem) {
    super(message);
    this.position = position;
  }
}

/** Asks the worker. */
export class Correspondent {
  readonly #worker: Worker;

  /** @param hear Is told what the worker says without being asked. */
  constructor(worker: Worker, hear: (news: News) => void) {
    this.#worker = worker;
    worker.addEventListener("message", ({ data }: MessageEvent<News>) => hear(data));
  }

  /**
   * The answer to a question.
   *
   * @param transfer Memory that goes over to the worker.
   * @throws {NoAnswer} If there is none.
   */
  ask<K extends keyof Dialogue>(
    name: K,
    asked: Dialogue[K]["asked"],
    transfer: readonly Transferable[] = [],
  ): Promise<Dialogue[K]["answered"]> {
    const { port1, port2 } = new MessageChannel();
    this.#worker.postMessage({ name, asked }, [port2, ...transfer]);
    return new Promise((resolve, reject) => {
      port1.onmessage = ({ data }) => {
        port1.close();
        if (data.problem === undefined) resolve(data.answer);
        else reject(new NoAnswer(data.problem));
      };
    });
  }
}
