import type {Hazard} from '../../core/hazard.js'
import type {MysqlSchema} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'

/** Gives a hazard for each table whose engine has no transactions: later writes to it are visible in a snapshot. */
export function notInSnapshot({tables}: MysqlSchema): Hazard[] {
  return tables
    .filter(({engine}) => !TRANSACTIONAL.has(engine.toUpperCase()))
    .map(({name, engine}) => ({
      code: 'not-in-snapshot',
      severity: 'notes',
      where: name,
      message: `The table's engine ${engine} has no snapshots: writes to the table while it is read may arrive only in part.`,
      remedy: `Stop all writes to it during the migration, or convert it first: ALTER TABLE ${quoteMysqlIdentifier(name)} ENGINE=InnoDB.`,
    }))
}

const TRANSACTIONAL = new Set(['INNODB', 'NDBCLUSTER', 'ROCKSDB', 'TOKUDB', 'XTRADB'])
