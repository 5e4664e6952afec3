import { assert, assertEquals, assertMatch } from "@std/assert";
import { python, testWith } from "../../programs.ts";
import { runMnist } from "../run_mnist.ts";
import { stripeKeys, writeStripes } from "../striped_files.ts";
import { TemporaryFolder } from "../temporary_folder.ts";
import { FakeScreen } from "./fake_screen.ts";
import { runMnistInTerminal } from "./run_in_terminal.ts";

const args = ["train", "train.config"];

/** A folder with a training that takes about a second. */
function prepare(lines = ""): TemporaryFolder {
  const folder = new TemporaryFolder();
  writeStripes(folder, 3000);
  folder.write(
    "train.config",
    `${stripeKeys}
rel_path_log_file = log.txt
num_epochs = 20
batch_size = 1
hidden_size = 100
learning_rate = 0.001
${lines}`,
  );
  return folder;
}

/** Without what differs from run to run: speeds and times. */
function withoutTimes(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/ +\d+ +\d+\.\d s$/, ""));
}

testWith(
  python,
  "mnist train shows the loss as it goes on a terminal, and leaves what it prints without one",
  async (program) => {
    using folder = prepare();
    const shown = await runMnistInTerminal(program, args, { cwd: folder.path });
    assertEquals({ code: shown.code, stderr: shown.stderr }, { code: 0, stderr: "" });
    assertMatch(shown.stdout, /┤[⠁-⣿]/);
    assertMatch(shown.stdout, /epoch \d+\/20 .* left/);
    const screen = new FakeScreen(80, 24);
    screen.show(shown.stdout);

    const plain = await runMnist(args, { cwd: folder.path });
    assertEquals(plain.stderr, "");
    assertEquals(withoutTimes(screen.lines), withoutTimes(plain.stdout.split("\n")));
    assert(!shown.stdout.includes("[38"), "Expected no colours with NO_COLOR");
  },
);

testWith(
  python,
  "mnist train leaves its table and the message when the training fails on a terminal",
  async (program) => {
    // The penalty makes the weights 5 % larger in each step, until they are infinite.
    using folder = prepare("l2 = 2050\n");
    const { code, stdout } = await runMnistInTerminal(program, args, { cwd: folder.path });
    assertEquals(code, 1);
    assertMatch(stdout, /epoch \d+\/20 .* left/);
    const screen = new FakeScreen(200, 24);
    screen.show(stdout);
    const [heading, ...rows] = screen.lines;
    assertMatch(heading, /^ epoch +loss/);
    assertEquals(rows.pop(), "");
    assertMatch(
      rows.pop() ?? "",
      /^mnist: Expected a finite loss but found \S+ in epoch \d+, batch \d+; .* may help$/,
    );
    rows.forEach((row, i) => assertMatch(row, new RegExp(`^ +${i + 1} .* s$`)));
  },
);

Deno.test("mnist train fits its table into 80 columns, whatever it measures", async () => {
  const validation = "valid. loss  valid. error  test error";
  for (
    const [lines, heading] of [
      ["", " epoch      loss  test accuracy  test error  images/s      time"],
      ["validation = 0.2\n", ` epoch      loss  ${validation}  images/s      time`],
      [
        "validation = 0.2\nmeasure_every = 100\nschedule = linear 2\nl2 = 1e-4\n",
        ` epoch  iteration      rate      loss  ${validation}`,
      ],
      [
        "measure_every = 100\nschedule = linear 2\nl2 = 1e-4\n",
        " epoch  iteration      rate      loss   penalty  test error  images/s      time",
      ],
    ]
  ) {
    using folder = prepare(lines);
    const { stdout } = await runMnist([...args, "--num_epochs", "1"], { cwd: folder.path });
    const [first, ...rows] = stdout.trimEnd().split("\n").slice(0, -1);
    assertEquals(first, heading);
    for (const row of [first, ...rows]) assert(row.length <= 80, row);
  }
});
