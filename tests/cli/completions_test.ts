import { assertEquals, assertStringIncludes } from "@std/assert";
import { bash, fish, type Program, testWith, zsh } from "../programs.ts";
import { runMnist, runProgram } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** Lines that are to be completed at their ends, in a folder with `a.config` and the folder `data`. */
const cases: readonly (readonly [line: string, expected: readonly string[]])[] = [
  ["mnist trai", ["train"]],
  ["mnist read-", ["read-images", "read-labels"]],
  ["mnist help compar", ["compare"]],
  ["mnist train --num_", ["--num_epochs", "--num_iterations"]],
  ["mnist train --device ", ["typescript", "wasm", "webgpu"]],
  ["mnist train --loss h", ["huber"]],
  ["mnist train --stratified y", ["yes"]],
  ["mnist train a.config --orientation ", ["transposed", "upright"]],
  ["mnist train --seed 1 a", ["a.config"]],
  ["mnist evaluate a.config --device t", ["typescript"]],
  ["mnist export a.config a.config --to ", ["onnx"]],
  ["mnist fetch fashion", ["fashion-mnist"]],
  ["mnist completions z", ["zsh"]],
  ["mnist sweep a.config --out ", ["data"]],
  ["mnist sweep a.config --jobs ", []],
];

/** What a shell offers at the end of a line. */
type Completer = (line: string, script: string, folder: TemporaryFolder) => Promise<string>;

function testCompletions(
  program: Program,
  shell: string,
  completerOf: (path: string) => Completer,
) {
  testWith(
    program,
    `mnist completions ${shell} makes it complete from what subcommands say`,
    async (path) => {
      using folder = new TemporaryFolder();
      using own = new TemporaryFolder();
      folder.write("a.config", "");
      Deno.mkdirSync(folder.join("data"));
      const { code, stdout, stderr } = await runMnist(["completions", shell]);
      assertEquals([code, stderr], [0, ""]);
      const script = own.write("script", stdout);
      const complete = completerOf(path);
      for (const [line, expected] of cases) {
        const offered = await complete(line, script, folder);
        const words = offered.split("\n").filter(Boolean).map((word) =>
          word.split("\t")[0].replace(/\/$/, "")
        );
        assertEquals([...new Set(words)].sort(), expected, `${shell}: ${line}`);
      }
    },
  );
}

/** Runs a program that is to succeed and say nothing on stderr. */
async function outputOf(path: string, args: readonly string[], cwd: string): Promise<string> {
  const { stdout, stderr } = await runProgram(path, args, { cwd });
  assertEquals(stderr, "");
  return stdout;
}

// Bash completes names of files by itself, where the function asks for it.
const bashHarness = `
source "$1"
compopt() { case $2 in default) compgen -f -- "\${COMP_WORDS[COMP_CWORD]}" ;; *) compgen -d ;; esac; }
read -r -a COMP_WORDS <<< "$2"
case $2 in *' ') COMP_WORDS+=('') ;; esac
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_mnist
printf '%s\\n' "\${COMPREPLY[@]}"
`;

testCompletions(
  bash,
  "bash",
  (path) => (line, script, folder) =>
    outputOf(path, ["-c", bashHarness, "bash", script, line], folder.path),
);

testCompletions(
  fish,
  "fish",
  (path) => (line, script, folder) =>
    outputOf(path, ["--no-config", "-c", `source '${script}'; complete -C '${line}'`], folder.path),
);

// In a terminal of its own, where a key completes and another says that it is done; the function through
// which all completions go writes them down.
const zshHarness = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=''; autoload -Uz compinit; compinit -C -u -d \${(q)1}.dump; source \${(q)1}
compadd() {
  local -a hits
  if [[ \\" \\$* \\" != *' -'[OAD]' '* ]]; then
    builtin compadd -A hits \\"\\$@\\"; print -rl -- \\$hits >> \${(q)2}
  fi
  builtin compadd \\"\\$@\\"
}
finish() { print done >> \${(q)2}.done }
zle -N finish; bindkey '^X' finish; bindkey '^I' complete-word; print ready > \${(q)2}.ready"
while [[ ! -e $2.ready ]]; do sleep 0.02; done
zpty -w -n shell "$3"$'\\t\\x18'
while [[ ! -e $2.done ]]; do sleep 0.02; done
zpty -d shell
[[ ! -e $2 ]] || cat $2
`;

testCompletions(zsh, "zsh", (path) => async (line, script, folder) => {
  using files = new TemporaryFolder();
  const args = ["-f", "-c", zshHarness, "zsh", script, files.join("matches"), line];
  return await outputOf(path, args, folder.path);
});

Deno.test("mnist completions refuses other shells", async () => {
  const { code, stderr } = await runMnist(["completions", "tcsh"]);
  assertEquals(code, 2);
  assertStringIncludes(stderr, '<shell>: Expected a shell (bash, zsh, fish) but found "tcsh"');
});
