import { join } from "@std/path";

/** How a page is looked at. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  readonly colours?: "light" | "dark";
}

/** What happened while a page was loaded. */
export interface Visit {
  /** Addresses that were asked for, the page's own among them. */
  readonly requests: readonly string[];
  /** What was written to the console, what was thrown, and what the browser refused. */
  readonly complaints: readonly string[];
}

/** A message of the DevTools protocol: an event, or the answer to a command. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** One tab of a headless Chromium with a profile of its own, driven by the DevTools protocol. */
export class Chromium {
  readonly #process: Deno.ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
  readonly #requests: string[] = [];
  readonly #complaints: string[] = [];
  #loaded = Promise.withResolvers<void>();
  #session: string | undefined;
  #commands = 0;

  private constructor(process: Deno.ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#receive(JSON.parse(data)));
  }

  /**
   * Starts a browser.
   *
   * @param options Further ones of its command line.
   */
  static async start(program: string, options: readonly string[] = []): Promise<Chromium> {
    const profile = Deno.makeTempDirSync();
    const process = new Deno.Command(program, {
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--remote-debugging-port=0",
        `--user-data-dir=${profile}`,
        ...options,
        "about:blank",
      ],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const socket = new WebSocket(await addressIn(profile));
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve, { once: true });
      socket.addEventListener("error", reject, { once: true });
    });
    const browser = new Chromium(process, profile, socket);
    await browser.#openTab();
    return browser;
  }

  /** Loads a page to its end. */
  async visit(url: string, { width, height, colours = "light" }: Viewport): Promise<Visit> {
    const metrics = { width, height, deviceScaleFactor: 1, mobile: width < 500 };
    await this.#send("Emulation.setDeviceMetricsOverride", metrics);
    const features = [{ name: "prefers-color-scheme", value: colours }];
    await this.#send("Emulation.setEmulatedMedia", { features });
    this.#requests.length = 0;
    this.#complaints.length = 0;
    this.#loaded = Promise.withResolvers();
    await this.#send("Page.navigate", { url });
    await this.#loaded.promise;
    return this.visited;
  }

  /** What has happened since the page was asked for. */
  get visited(): Visit {
    return { requests: [...this.#requests], complaints: [...this.#complaints] };
  }

  /** The value of a JavaScript expression on the page, or what a promise of it gives; it must be JSON. */
  async evaluate(expression: string): Promise<unknown> {
    const options = { expression, returnByValue: true, awaitPromise: true };
    const answer = await this.#send("Runtime.evaluate", options);
    if (answer.exceptionDetails !== undefined) throw new Error(JSON.stringify(answer));
    return isObject(answer.result) ? answer.result.value : undefined;
  }

  /** Waits until a JavaScript expression on the page is true, for at most so many seconds. */
  async until(expression: string, seconds = 30): Promise<void> {
    const end = performance.now() + 1000 * seconds;
    while (await this.evaluate(`Boolean(${expression})`) !== true) {
      if (performance.now() > end) throw new Error(`Expected ${expression} within ${seconds} s`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Presses and releases a key, by its name: `ArrowRight`. */
  async press(key: string): Promise<void> {
    for (const type of ["keyDown", "keyUp"]) {
      await this.#send("Input.dispatchKeyEvent", { type, key, code: key });
    }
  }

  /** Moves the mouse along points of the window, in pixels, with its button pressed. */
  async drag(points: readonly (readonly [x: number, y: number])[]): Promise<void> {
    const last = points.length - 1;
    const send = (type: string, [x, y]: readonly [number, number]) =>
      this.#send("Input.dispatchMouseEvent", {
        type,
        x,
        y,
        button: "left",
        buttons: 1,
        clickCount: 1,
      });
    await send("mousePressed", points[0]);
    for (const point of points) await send("mouseMoved", point);
    await send("mouseReleased", points[last]);
  }

  /** Ends the browser and removes its profile. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#socket.addEventListener("close", resolve));
    this.#session = undefined;
    await this.#send("Browser.close");
    await Promise.all([closed, this.#process.status]);
    await Deno.remove(this.#profile, { recursive: true });
  }

  async #openTab(): Promise<void> {
    const { targetId } = await this.#send("Target.createTarget", { url: "about:blank" });
    const options = { targetId, flatten: true };
    const { sessionId } = await this.#send("Target.attachToTarget", options);
    this.#session = String(sessionId);
    for (const domain of ["Page", "Runtime", "Log", "Network"]) {
      await this.#send(`${domain}.enable`);
    }
  }

  #send(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const id = ++this.#commands;
    const answer = Promise.withResolvers<Record<string, unknown>>();
    this.#waiting.set(id, answer);
    this.#socket.send(JSON.stringify({ id, method, params, sessionId: this.#session }));
    return answer.promise;
  }

  #receive({ id, method, params = {}, result = {}, error }: Message): void {
    if (id !== undefined) {
      const answer = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) answer?.resolve(result);
      else answer?.reject(new Error(error.message));
    } else if (method === "Page.loadEventFired") {
      this.#loaded.resolve();
    } else if (method === "Network.requestWillBeSent") {
      this.#requests.push(isObject(params.request) ? String(params.request.url) : "");
    } else if (method !== undefined && complaints.includes(method)) {
      this.#complaints.push(JSON.stringify(params));
    }
  }
}

const complaints: readonly string[] = [
  "Runtime.consoleAPICalled",
  "Runtime.exceptionThrown",
  "Log.entryAdded",
];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Chromium writes the port, and the path of its socket, into a file of the profile. */
async function addressIn(profile: string): Promise<string> {
  for (let attempt = 0; attempt < 300; attempt++) {
    try {
      const text = await Deno.readTextFile(join(profile, "DevToolsActivePort"));
      const [port, path] = text.split("\n");
      if (path !== undefined && path !== "") return `ws://127.0.0.1:${port}${path}`;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("Expected Chromium to start within 30 s but found no DevToolsActivePort file");
}
