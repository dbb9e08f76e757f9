import type {Buffer} from 'node:buffer'

import type {TableCopy} from '../core/table-copy.js'
import {valueAt, type Refusal} from './copy-line.js'

const NONE: readonly Refusal[] = []

/** Makes a reader of the originals after a row's values: values that became NULL because a rule's type cannot hold them. */
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
