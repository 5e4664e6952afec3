import type { Completable, Offer } from "./completable.ts";

/**
 * A script that completes for bash: to be read by it as it starts. It asks neither the program nor any
 * other.
 */
export function bashCompletions(commands: readonly Completable[]): string {
  const names = commands.map(({ name }) => name);
  return `# Completions of mnist for bash, as "mnist completions bash" prints them.
_mnist() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local command=\${COMP_WORDS[1]} options='' words='' path='' valued='' place=0 i
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${quoted([...names, "help", "--help", "--version"])} -- "$current"))
    return
  fi
  # Bash takes --name=value for three words.
  if [ "$current" = '=' ]; then
    current=''
  elif [ "$previous" = '=' ]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  case $command in
    help)
      [ "$COMP_CWORD" -eq 2 ] && words=${quoted(names)}
      ;;
${commands.map(formatCommand).join("\n")}
    *) return ;;
  esac
  case "$current" in
    -*) words=$options path='' ;;
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  elif [ "$path" = folder ]; then
    compopt -o dirnames
  elif [ -n "$path" ]; then
    compopt -o default
  fi
}
complete -F _mnist mnist
`;
}

/** Finds out what is to come, by the option before it or by the number of words before it. */
function formatCommand({ name, options, operands }: Completable): string {
  const valued = options.filter(({ value }) => value !== undefined);
  const byPlace = operands.map(({ value, repeats }, i) =>
    `${repeats ? "*" : i}) ${assign(value)} ;;`
  );
  const byOption = valued.map(({ name, value = {} }) => `--${name}) ${assign(value)} ;;`);
  return `    ${name})
      options=${quoted(options.map(({ name }) => `--${name}`))}
      valued=${quoted(valued.map(({ name }) => `--${name}`))}
      for ((i = 2; i < COMP_CWORD; i++)); do
        case \${COMP_WORDS[i]} in
          =) ((i++)) ;;
          -*) [[ " $valued " = *" \${COMP_WORDS[i]} "* && \${COMP_WORDS[i+1]} != '=' ]] && ((i++)) ;;
          *) ((place++)) ;;
        esac
      done
      case "$previous" in
${[...byOption, `*) case $place in ${byPlace.join(" ")} esac ;;`].map(indented).join("\n")}
      esac
      ;;`;
}

function indented(line: string): string {
  return `        ${line}`;
}

function assign(offer: Offer): string {
  if ("words" in offer) return `words=${quoted(offer.words)}`;
  return "path" in offer ? `path=${offer.path}` : "";
}

/** Words of letters, digits and dashes as one. */
function quoted(words: readonly string[]): string {
  return `'${words.join(" ")}'`;
}
