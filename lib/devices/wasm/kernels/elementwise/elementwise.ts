// The one loop of every operation that works element by element. An operation is a class whose
// fields are its operands and whose `run<L>(at)` computes the elements at byte `at` of them, with `L`
// either a whole vector or, for what is left at the end, one element. Classes and calls are resolved
// when compiling.

import { operation, parallel } from "../parallel";
import { loadOne, SIZE, storeOne, VECTOR } from "../vector";

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

/** Elements that are worth handing to another thread: of a cheap operation, and of a dear one. */
const CHEAP_GRAIN: i32 = 8192;
const DEAR_GRAIN: i32 = 1024;

/** Runs operation `F`, which mostly moves data, on `n` elements. */
export function each<F>(n: i32): void {
  parallel((first: i32, end: i32) => run<F>(first, end), n, CHEAP_GRAIN);
}

/** Runs operation `F`, which has much arithmetic, on `n` elements. */
export function eachDear<F>(n: i32): void {
  parallel((first: i32, end: i32) => run<F>(first, end), n, DEAR_GRAIN);
}

@inline
function run<F>(first: i32, end: i32): void {
  const last = SIZE * <usize>end;
  let at = SIZE * <usize>first;
  for (; at + VECTOR <= last; at += VECTOR) operation<F>().run<Whole>(at);
  for (; at < last; at += SIZE) operation<F>().run<One>(at);
}
