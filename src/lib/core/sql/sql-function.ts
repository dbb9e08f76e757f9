import type {Context} from './context.js'
import {refuse} from './refused.js'
import type {Term} from './term.js'

/** Writes a MySQL function from its arguments, which are written already. */
export type SqlFunction = (args: readonly Term[], context: Context) => Term

/** MySQL's name in lower case to how it is written in Postgres. What is missing here is refused. */
export type FunctionTable = Readonly<Record<string, SqlFunction>>

/** A function without arguments. */
export function none(write: (context: Context) => Term): SqlFunction {
  return between(0, 0, (_, context) => write(context))
}

export function one(write: (a: Term, context: Context) => Term): SqlFunction {
  return ([a, ...others], context) =>
    a === undefined || others.length > 0 ? refuseCount() : write(a, context)
}

export function two(write: (a: Term, b: Term, context: Context) => Term): SqlFunction {
  return ([a, b, ...others], context) =>
    a === undefined || b === undefined || others.length > 0 ? refuseCount() : write(a, b, context)
}

export function three(write: (a: Term, b: Term, c: Term, context: Context) => Term): SqlFunction {
  return ([a, b, c, ...others], context) =>
    a === undefined || b === undefined || c === undefined || others.length > 0
      ? refuseCount()
      : write(a, b, c, context)
}

/** One argument, and a second that may be missing. */
export function oneOrTwo(write: (a: Term, b: Term | undefined, context: Context) => Term): SqlFunction {
  return ([a, b, ...others], context) =>
    a === undefined || others.length > 0 ? refuseCount() : write(a, b, context)
}

/** Two arguments, and a third that may be missing. */
export function twoOrThree(
  write: (a: Term, b: Term, c: Term | undefined, context: Context) => Term,
): SqlFunction {
  return ([a, b, c, ...others], context) =>
    a === undefined || b === undefined || others.length > 0 ? refuseCount() : write(a, b, c, context)
}

export function between(min: number, max: number, write: SqlFunction): SqlFunction {
  return (args, context) => (args.length < min || args.length > max ? refuseCount() : write(args, context))
}

function refuseCount(): never {
  return refuse('it is not known with this number of arguments')
}
