import {fitName} from '../convert/postgres-names.js'
import {quoteIdentifier} from '../quote.js'

/** A name that only a view's SELECT uses: MySQL lets it be empty, and longer than Postgres, which would cut it. */
export function quoteAlias(name: string): string {
  return quoteIdentifier(name === '' ? '?column?' : fitName(name))
}
