import {quoteMysqlIdentifier} from '../core/quote.js'

/** A table, view or sequence with its database, as any session can name it: `` `shop`.`orders` ``. */
export function qualifiedName(database: string, name: string): string {
  return `${quoteMysqlIdentifier(database)}.${quoteMysqlIdentifier(name)}`
}
