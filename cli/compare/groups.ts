import { SEPARATOR } from "@std/path";
import type { Key } from "../../lib/config/key.ts";
import { allKeys, keys } from "../../lib/config/keys.ts";
import { stemOf } from "../pages/page_folder.ts";
import { idleKeys, settingIn } from "../sweep/deciding_keys.ts";
import { NONE } from "../terminal/figures.ts";
import type { Run } from "./runs.ts";

/** Runs that differ in their seeds or folds alone, or a single one: one of the things compared. */
export interface Group {
  /** What differs, in words: `learning_rate 0.1, l2 0`. */
  readonly name: string;
  /** The same for a legend, where several keys are named once for all: `0.1, 0`. */
  readonly label: string;
  /** What it says for each of {@linkcode Groups.keys}. */
  readonly values: readonly string[];
  readonly runs: readonly Run[];
}

/** What runs of one group may differ in. */
export type Repeats = "seeds" | "folds" | "seeds and folds";

/** Runs by what differs between them. */
export interface Groups {
  /** The keys of the configuration that groups differ in. */
  readonly keys: readonly string[];
  readonly groups: readonly Group[];
  /** What the runs of a group differ in; undefined where each group is a single run. */
  readonly repeats?: Repeats;
}

/**
 * Finds out in what runs differ. The folds of a cross-validation are one group, and so are those of several
 * that differ in their seeds alone. Where there are no folds, runs that differ in their seeds alone are one
 * group, unless they are just two. Runs whose configuration says no difference, or is not known, go by
 * their paths.
 */
export function groupRuns(runs: readonly Run[]): Groups {
  const known = runs.filter(({ config }) => config !== undefined);
  const differing = allKeys.filter((key) =>
    !idleKeys.has(key) && new Set(known.map((run) => settingOf(run, key))).size > 1
  );
  const { members, shown, repeats } = divide(runs, differing);
  return {
    keys: shown.map(({ name }) => name),
    groups: nameGroups(members, shown, repeats === "seeds and folds" ? "runs" : repeats),
    repeats,
  };
}

/** Runs in groups, and the keys by which these are told apart. */
interface Division extends Pick<Groups, "repeats"> {
  readonly members: readonly (readonly Run[])[];
  readonly shown: readonly Key<unknown>[];
}

function divide(runs: readonly Run[], differing: readonly Key<unknown>[]): Division {
  const others = differing.filter((key) => key !== keys.seed);
  const bySettings = Map.groupBy(runs, (run) => JSON.stringify(settingsOf(run, others)));
  const overSeeds = { members: [...bySettings.values()], shown: others };
  const differInSeeds = differing.length > others.length;
  if (differInSeeds && runs.every(({ fold }) => fold !== undefined)) {
    return { ...overSeeds, repeats: "seeds and folds" };
  }
  if (runs.some(({ fold }) => fold !== undefined)) {
    const byFolds = Map.groupBy(runs, (run, i) => {
      return JSON.stringify(run.fold === undefined ? i : [run.path, settingsOf(run, differing)]);
    });
    return { members: [...byFolds.values()], shown: differing, repeats: "folds" };
  }
  if (differInSeeds && runs.length > 2 && overSeeds.members.every(areOfOwnSeeds)) {
    return { ...overSeeds, repeats: "seeds" };
  }
  return { members: runs.map((run) => [run]), shown: differing };
}

function areOfOwnSeeds(runs: readonly Run[]): boolean {
  return runs.every(({ config }) => config !== undefined) &&
    new Set(runs.map(({ config }) => config?.seed)).size === runs.length;
}

function settingsOf(run: Run, keys: readonly Key<unknown>[]): string[] {
  return keys.map((key) => settingOf(run, key));
}

/** What a run's configuration says for a key, or what holds without it. */
export function settingOf({ config }: Run, key: Key<unknown>): string {
  if (config === undefined) return NONE;
  return settingIn(config.source.entries, key) ?? NONE;
}

function nameGroups(
  members: readonly (readonly Run[])[],
  keys: readonly Key<unknown>[],
  noun = "runs",
): Group[] {
  const settings = members.map(([run]) => settingsOf(run, keys));
  const names = settings.map((values) =>
    values.map((value, i) => `${keys[i].name} ${value}`)
      .filter((_, i) => values[i] !== NONE).join(", ")
  );
  const places = distinctParts(members.map(([{ path }]) => path));
  return members.map((runs, i) => {
    const isTold = names[i] !== "" && names.indexOf(names[i]) === names.lastIndexOf(names[i]);
    const name = isTold ? names[i] : runs.length > 1 ? `${runs.length} ${noun}` : places[i];
    const label = isTold && keys.length > 1 ? settings[i].join(", ") : name;
    return { name, label, values: settings[i], runs };
  });
}

/**
 * What differs between paths, without the folders that all of them begin with and the names that all
 * of them end with: `a` and `b` of `runs/a/history.jsonl` and `runs/b/history.jsonl`.
 */
export function distinctParts(paths: readonly string[]): string[] {
  if (paths.length < 2) return paths.map(stemOf);
  const parts = paths.map((path) => path.split(SEPARATOR));
  const shortest = Math.min(...parts.map(({ length }) => length));
  const first = parts[0];
  const agreeAt = (i: number) => parts.every((part) => part.at(i) === first.at(i));
  let start = 0;
  while (start < shortest - 1 && agreeAt(start)) start++;
  let end = 0;
  while (start + end < shortest - 1 && agreeAt(-1 - end)) end++;
  const names = parts.map((part) => part.slice(start, part.length - end).join("/"));
  const stems = names.map(stemOf);
  return names.some((name) => name.includes("/")) || new Set(stems).size < stems.length
    ? names
    : stems;
}
