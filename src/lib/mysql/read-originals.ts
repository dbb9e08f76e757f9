import type {Buffer} from 'node:buffer'

import type {TableCopy} from '../core/table-copy.js'
import {valueAt, type Refusal} from './copy-line.js'

const NONE: readonly Refusal[] = []

/** Reads what stands behind a row's values: those that are NULL among them because a rule's type has no place for them. */
export function originalsReader({columns}: TableCopy): (bytes: Buffer, start: number) => readonly Refusal[] {
  const kept = columns.flatMap(({original}, column) => (original ? [{column, reason: original.reason}] : []))
  if (kept.length === 0) return () => NONE
  return (bytes, start) => {
    let at = start
    for (let column = 0; column < columns.length; column++) at = valueAt(bytes, at).end
    return kept.flatMap(({column, reason}) => {
      const {first, end} = valueAt(bytes, at)
      at = end
      return first === null ? [] : [{column, reason, first, end}]
    })
  }
}
