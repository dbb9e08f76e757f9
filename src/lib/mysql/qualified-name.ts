import {quoteMysqlIdentifier} from '../core/quote.js'

/** A table, view or sequence as a statement names it in any session: `` `shop`.`orders` ``. */
export function qualifiedName(database: string, name: string): string {
  return `${quoteMysqlIdentifier(database)}.${quoteMysqlIdentifier(name)}`
}
