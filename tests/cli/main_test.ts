import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { subcommands } from "../../cli/subcommands.ts";
import { runMnist } from "./run_mnist.ts";

/** The subcommands that do something without arguments. */
const selfSufficient = ["bench", "playground"];

Deno.test("mnist --help lists every subcommand", async () => {
  const { code, stdout, stderr } = await runMnist(["--help"]);
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  for (const name of subcommands) assertMatch(stdout, new RegExp(`^  ${name} +[A-Z]`, "m"));
});

Deno.test("mnist help and -h are the same as --help", async () => {
  const expected = await runMnist(["--help"]);
  assertEquals(await runMnist(["help"]), expected);
  assertEquals(await runMnist(["-h"]), expected);
});

for (const name of subcommands) {
  Deno.test(`mnist ${name} --help explains the subcommand`, async () => {
    const outcome = await runMnist([name, "--help"]);
    assertEquals({ code: outcome.code, stderr: outcome.stderr }, { code: 0, stderr: "" });
    assertMatch(outcome.stdout, new RegExp(`^Usage: mnist ${name} `, "m"));
    assertEquals(await runMnist(["help", name]), outcome);
  });
}

Deno.test("mnist fits its help into 80 columns", async () => {
  for (const name of [...subcommands, undefined]) {
    const { stdout } = await runMnist(["help", ...name === undefined ? [] : [name]]);
    const lines = stdout.split("\n").filter((line) => line.length > 80);
    assertEquals(lines, [], name);
    assertEquals(stdout, `${stdout.trimEnd()}\n`, name);
  }
});

Deno.test("mnist takes --help after -- as a word", async () => {
  const { code, stderr } = await runMnist(["show", "--", "--help"]);
  assertEquals(code, 1);
  assertStringIncludes(stderr, "--help: Expected ");
});

for (const name of subcommands.filter((name) => !selfSufficient.includes(name))) {
  Deno.test(`mnist ${name} without arguments is wrong usage`, async () => {
    const { code, stdout, stderr } = await runMnist([name]);
    assertEquals({ code, stdout }, { code: 2, stdout: "" });
    assertMatch(stderr, new RegExp(`^mnist: .*; see "mnist ${name} --help"\n$`));
  });
}

Deno.test("mnist --version prints the version of deno.json", async () => {
  const config = JSON.parse(await Deno.readTextFile("deno.json"));
  assertEquals(await runMnist(["--version"]), {
    code: 0,
    stdout: `mnist ${config.version}\n`,
    stderr: "",
  });
});

Deno.test("mnist suggests the nearest subcommand", async () => {
  assertEquals(await runMnist(["fecth", "mnist"]), {
    code: 2,
    stdout: "",
    stderr: 'mnist: Expected a subcommand but found "fecth"; did you mean "fetch"?\n',
  });
});

Deno.test("mnist points to the help when nothing is near or nothing was said", async () => {
  for (const args of [["xyzzy-plugh"], []]) {
    const { code, stderr } = await runMnist(args);
    assertEquals(code, 2);
    assertStringIncludes(stderr, '"mnist --help" lists them\n');
    assertEquals(stderr.trimEnd().split("\n").length, 1);
  }
});

Deno.test("mnist keeps an error to its line, and escape sequences from the terminal", async () => {
  const { code, stderr } = await runMnist(["summary", "a\x1b[2J\nb\u202e.config"]);
  assertEquals(code, 1);
  assertEquals(
    stderr,
    "mnist: a\\u{1b}[2J\\u{a}b\\u{202e}.config: " +
      "Expected a configuration or a model but found no such file or folder\n",
  );
});

Deno.test("mnist train --help lists the keys itself, and the others name it", async () => {
  const reference = /"mnist train\s+--help" lists\s+them/;
  for (const [name, refers] of [["train", false], ["summary", true]] as const) {
    const { stdout } = await runMnist([name, "--help"]);
    assertEquals(reference.test(stdout), refers, name);
  }
});
