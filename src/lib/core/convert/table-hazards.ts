import type {Hazard} from '../hazard.js'
import type {MysqlColumn, MysqlTable} from '../mysql-schema.js'
import type {DataProfile} from '../table-profile.js'

/** A table without any key: nothing names one of its rows. */
export function noKeyNote({name}: MysqlTable): Hazard {
  return {
    code: 'no-primary-key',
    severity: 'notes',
    where: name,
    message: 'The table has no primary or unique key over plain columns, so its rows cannot be told apart.',
    remedy: 'Add a primary key where the app allows it.',
  }
}

/** The earlier versions of rows are data that is left behind: where there are any they have to be allowed. */
export function historyHazards(tables: readonly MysqlTable[], profile: DataProfile): Hazard[] {
  return tables
    .filter(({systemVersioned}) => systemVersioned)
    .map(({name}) => {
      const count = profile[name]?.history ?? 0
      return {
        code: 'system-versioned-table',
        severity: count > 0 ? 'blocks' : 'notes',
        where: name,
        message:
          'MariaDB keeps the history of its rows; the current rows go over, the earlier versions do not.',
        remedy:
          'Copy them into a table of their own first (CREATE TABLE … AS SELECT … FOR SYSTEM_TIME ALL), or allow it.',
        count,
      }
    })
}

/** Postgres needs an extension to keep periods apart, and knows no FOR PORTION OF. */
export function periodHazard({name, period}: MysqlTable): Hazard[] {
  if (!period) return []
  const keys = period.keys.join(', ')
  return [
    {
      code: 'application-period',
      severity: period.keys.length > 0 ? 'blocks' : 'notes',
      where: name,
      message: keys
        ? `Only the check of the period ${period.name} goes over: ${keys} no longer refuses periods that overlap.`
        : `Only the check of the period ${period.name} goes over: UPDATE and DELETE … FOR PORTION OF do not exist in Postgres.`,
      remedy: keys
        ? 'Add a constraint EXCLUDE USING gist with the extension btree_gist after the migration, and allow it.'
        : 'Split the rows in the app where it uses them.',
    },
  ]
}

export function invisibleColumnNote(where: string): Hazard {
  return {
    code: 'invisible-column',
    severity: 'notes',
    where,
    message: 'The column is invisible in MySQL; in Postgres SELECT * shows it.',
    remedy: 'Name the columns in the app where that matters.',
  }
}

/** MyISAM and Aria count for each value of a key's first columns where AUTO_INCREMENT comes first in no key. */
export function groupedIdentityNote({name, indexes}: MysqlTable, column: MysqlColumn): Hazard[] {
  if (indexes.some(({parts}) => parts[0]?.column === column.name)) return []
  return [
    {
      code: 'sequence',
      severity: 'notes',
      where: `${name}.${column.name}`,
      message:
        'MySQL counts from 1 for each value of the columns before it in its key; Postgres counts all rows together.',
      remedy: 'Assign the number in the app if it has to start again from 1.',
    },
  ]
}

/** AUTO_INCREMENT on a type that no sequence counts in; numeric(20,0) has its own hazard. */
export function identityHazard(where: string, {dataType}: MysqlColumn): Hazard[] {
  if (dataType === 'bigint') return []
  return [
    {
      code: 'column-type',
      severity: 'blocks',
      where,
      message: `A sequence of Postgres gives whole numbers only: the AUTO_INCREMENT of this ${dataType} does not go over.`,
      remedy: 'Change the column to BIGINT in MySQL, or allow it and have the app give the values.',
    },
  ]
}
