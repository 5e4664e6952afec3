import type { Completable, CompletableOption, Offer } from "./completable.ts";

/** A script that completes for fish: to be kept as `mnist.fish` in its folder of completions. */
export function fishCompletions(commands: readonly Completable[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  const first = "__fish_use_subcommand";
  return `# Completions of mnist for fish, as "mnist completions fish" prints them.
complete -c mnist -f
complete -c mnist -n ${first} -l version -d 'print the version'
complete -c mnist -n ${first} -l help -d 'list the subcommands'
complete -c mnist -n ${first} -a help -d 'say more of a subcommand'
complete -c mnist -n '__fish_seen_subcommand_from help' -a '${names}'
${commands.map(formatCommand).join("\n")}
`;
}

function formatCommand({ name, summary, options, operands }: Completable): string {
  const when = `complete -c mnist -n '__fish_seen_subcommand_from ${name}'`;
  const offers = new Set(operands.map(({ value }) => argumentsOf(value, false)));
  return [
    `complete -c mnist -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ...options.map((option) => `${when} ${formatOption(option)}`),
    ...Array.from(offers).filter((offer) => offer !== "").map((offer) => `${when} ${offer}`),
  ].join("\n");
}

function formatOption({ name, description, value }: CompletableOption): string {
  const offer = value === undefined ? "" : ` ${argumentsOf(value, true)}`;
  return `-l ${name}${offer} -d ${quoted(description)}`;
}

/** @param isRequired Whether an option needs it. */
function argumentsOf(offer: Offer, isRequired: boolean): string {
  const required = isRequired ? "-x " : "";
  if ("words" in offer) return `${required}-a ${quoted(offer.words.join(" "))}`;
  if (!("path" in offer)) return required.trimEnd();
  if (offer.path === "folder") return `${required}-a '(__fish_complete_directories)'`;
  return isRequired ? "-r -F" : "-F";
}

/** A text as one word. */
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
