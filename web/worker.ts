/**
 * The worker of the playground: it holds the library, the networks and the data, and answers what the
 * page asks.
 *
 * @module
 */
/// <reference lib="webworker" />
import type { Answers, Dialogue, Question, Reply } from "./dialogue.ts";
import { Desk } from "./worker/desk.ts";
import { problemOf } from "./worker/problem.ts";

const desk = new Desk((news) => postMessage(news));

addEventListener("message", ({ data, ports: [port] }: MessageEvent<Question>) => {
  reply(data).then((reply) => port.postMessage(reply));
});

async function reply<K extends keyof Dialogue>(
  question: Question<K>,
): Promise<Reply<Dialogue[K]["answered"]>> {
  try {
    return { answer: await ask(desk.answers, question) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function ask<K extends keyof Dialogue>(answers: Answers, { name, asked }: Question<K>) {
  return answers[name](asked);
}
