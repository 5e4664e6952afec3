// The one loop of every operation that works element by element. An operation is a class whose
// `run<L>(at)` computes the elements at byte `at` of its operands, with `L` either a whole vector or,
// for what is left at the end, one element. Classes and calls are resolved when compiling.

import { ARGUMENTS, parallel } from "../parallel";
import { loadOne, SIZE, storeOne, VECTOR } from "../vector";

/** Addresses and numbers of the operation in work. */
@unmanaged
export class Operands {
  x: usize;
  y: usize;
  z: usize;
  w: usize;
  p: f64;
  q: f64;
  r: f64;
  s: f64;
  u: f64;
}

/** The operands in work, valid while their job lasts. */
export const operands = changetype<Operands>(ARGUMENTS);

/** Access to a vector of elements. */
@final
export class Whole {
  @inline
  load(p: usize): v128 {
    return v128.load(p);
  }
  @inline
  store(p: usize, value: v128): void {
    v128.store(p, value);
  }
}

/** Access to a single element, in the first lane. */
@final
export class One {
  @inline
  load(p: usize): v128 {
    return loadOne(p);
  }
  @inline
  store(p: usize, value: v128): void {
    storeOne(p, value);
  }
}

@inline
export function load<L>(p: usize): v128 {
  return changetype<L>(0).load(p);
}

@inline
export function store<L>(p: usize, value: v128): void {
  changetype<L>(0).store(p, value);
}

/** Runs operation `F` on elements `first` to `end`. */
@inline
export function run<F>(first: i32, end: i32): void {
  const operation = changetype<F>(0);
  const last = SIZE * <usize>end;
  let at = SIZE * <usize>first;
  for (; at + VECTOR <= last; at += VECTOR) operation.run<Whole>(at);
  for (; at < last; at += SIZE) operation.run<One>(at);
}

/** Elements that are worth handing to another thread: of a cheap operation, and of a dear one. */
const CHEAP_GRAIN: i32 = 8192;
const DEAR_GRAIN: i32 = 1024;

/** Runs an operation that mostly moves data on `n` elements. */
export function each(operation: (first: i32, end: i32) => void, n: i32): void {
  parallel(operation, n, CHEAP_GRAIN);
}

/** Runs an operation with much arithmetic on `n` elements. */
export function eachDear(operation: (first: i32, end: i32) => void, n: i32): void {
  parallel(operation, n, DEAR_GRAIN);
}
