import { join } from "@std/path";
import { Zmtp } from "./zmtp.ts";

/** What running a cell has shown, in order. */
export interface Shown {
  /** What was printed. */
  readonly text: string;
  /** What the value of the last expression is shown as, by MIME type; absent without one. */
  readonly result?: Readonly<Record<string, unknown>>;
}

interface Message {
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const DELIMITER = "<IDS|MSG>";

/** Deno's Jupyter kernel, spoken to as a notebook does: messages over ZeroMQ. */
export class JupyterKernel {
  readonly #process: Deno.ChildProcess;
  readonly #folder: string;
  readonly #shell: Zmtp;
  readonly #published: Zmtp;

  private constructor(process: Deno.ChildProcess, folder: string, shell: Zmtp, published: Zmtp) {
    this.#process = process;
    this.#folder = folder;
    this.#shell = shell;
    this.#published = published;
  }

  /** Starts a kernel whose cells run in a folder. */
  static async start(cwd: string): Promise<JupyterKernel> {
    const folder = await Deno.makeTempDir();
    const [shell, iopub, stdin, control, hb] = freePorts(5);
    const connection = {
      transport: "tcp",
      ip: "127.0.0.1",
      shell_port: shell,
      iopub_port: iopub,
      stdin_port: stdin,
      control_port: control,
      hb_port: hb,
      key: "",
      signature_scheme: "hmac-sha256",
    };
    const file = join(folder, "connection.json");
    await Deno.writeTextFile(file, JSON.stringify(connection));
    const process = new Deno.Command(Deno.execPath(), {
      args: ["jupyter", "--kernel", "--conn", file],
      cwd,
      env: { NO_COLOR: "1" },
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const published = await Zmtp.connect(iopub, "SUB");
    // To everything.
    await published.send([Uint8Array.of(1)]);
    return new JupyterKernel(process, folder, await Zmtp.connect(shell, "DEALER"), published);
  }

  /**
   * Runs a cell. What it prints and shows may come after the kernel has said that it is idle, and even as
   * if it were the next cell's, but each in its order; so a second cell, which prints and shows a mark,
   * tells that all has come.
   *
   * @throws {Error} If it throws.
   */
  async run(code: string): Promise<Shown> {
    await this.#execute(code);
    const mark = crypto.randomUUID();
    await this.#execute(`console.log("${mark}"); "${mark}";`);
    let text = "";
    let result: Shown["result"];
    let isShown = false;
    while (!isShown || !text.includes(mark)) {
      const { type, content } = await this.#nextPublished();
      if (type === "stream") text += content.text;
      if (type === "error") throw new Error(`${content.ename}: ${content.evalue}`);
      if (type !== "execute_result" && type !== "display_data") continue;
      const data = recordOf(content.data);
      if (String(data["text/plain"]).includes(mark)) isShown = true;
      else result = data;
    }
    return { text: text.slice(0, text.indexOf(mark)), result };
  }

  /** Asks for a cell to be run. */
  async #execute(code: string): Promise<void> {
    const header = {
      msg_id: crypto.randomUUID(),
      msg_type: "execute_request",
      session: "test",
      username: "test",
      date: new Date().toISOString(),
      version: "5.3",
    };
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    await this.#shell.send([DELIMITER, "", ...parts].map((part) => new TextEncoder().encode(part)));
  }

  /** Ends the kernel. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#shell.close();
    this.#published.close();
    this.#process.kill("SIGKILL");
    await this.#process.status;
    await Deno.remove(this.#folder, { recursive: true });
  }

  async #nextPublished(): Promise<Message> {
    const frames = (await this.#published.receive()).map((frame) =>
      new TextDecoder().decode(frame)
    );
    const start = frames.indexOf(DELIMITER);
    const [header, _parent, _metadata, content] = frames.slice(start + 2)
      .map((json) => recordOf(JSON.parse(json)));
    return { type: String(header.msg_type), content };
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map(({ addr }) => addr.port);
  for (const listener of listeners) listener.close();
  return ports;
}
