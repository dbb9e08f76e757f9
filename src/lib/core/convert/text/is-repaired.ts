import type {ColumnContext} from '../columns/column-type.js'
import {canBeDoublyEncoded} from './text-charsets.js'

/** Whether doubly encoded texts are repaired on the way; not in keys, where a repaired value could be there already. */
export function isRepaired({column, keyed, rule, unique}: ColumnContext): boolean {
  return rule.repair === 'double-encoding' && canBeDoublyEncoded(column.charset) && !keyed && !unique
}
