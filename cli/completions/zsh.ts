import type { Completable, CompletableOption, Offer } from "./completable.ts";

/** A script that completes for zsh: to be kept as `_mnist` in a folder of its `fpath`, or read by it. */
export function zshCompletions(commands: readonly Completable[]): string {
  const names = commands.map(({ name, summary }) => escape(`${escapeColons(name)}:${summary}`));
  return `#compdef mnist
# Completions of mnist for zsh, as "mnist completions zsh" prints them.
_mnist() {
  local -a commands
  commands=(
${names.map((name) => `    ${name}`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe subcommand commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
    help) _arguments '1:subcommand:(${commands.map(({ name }) => name).join(" ")})' ;;
${commands.map(formatCommand).join("\n")}
  esac
}
if [ "$funcstack[1]" = _mnist ]; then
  _mnist "$@"
else
  compdef _mnist mnist
fi
`;
}

function formatCommand({ name, options, operands }: Completable): string {
  const specs = [
    ...options.map(formatOption),
    ...operands.map(({ name, value, repeats }, i) =>
      escape(`${repeats ? "*" : i + 1}:${escapeColons(name)}:${actionOf(value)}`)
    ),
  ];
  return `    ${name})
      _arguments \\
${specs.map((spec) => `        ${spec}`).join(" \\\n")}
      ;;`;
}

function formatOption({ name, description, value, repeats }: CompletableOption): string {
  const said = description.replace(/[\\[\\]]/g, "\\$&");
  const own = `${repeats ? "*" : ""}--${name}${value === undefined ? "" : "="}[${said}]`;
  return escape(value === undefined ? own : `${own}:${escapeColons(name)}:${actionOf(value)}`);
}

function actionOf(offer: Offer): string {
  if ("words" in offer) return `(${offer.words.join(" ")})`;
  if (!("path" in offer)) return " ";
  return offer.path === "folder" ? "_files -/" : "_files";
}

function escapeColons(text: string): string {
  return text.replaceAll(":", "\\:");
}

/** A text as one word. */
function escape(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
