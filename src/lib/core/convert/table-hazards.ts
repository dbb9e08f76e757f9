import type {Hazard} from '../hazard.js'
import type {MysqlColumn, MysqlTable} from '../mysql-schema.js'

/** What a table has that does not go over with it. */
export function tableNotes(table: MysqlTable, hasKey: boolean): Hazard[] {
  const notes: Hazard[] = []
  const add = (code: Hazard['code'], message: string, remedy: string): void => {
    notes.push({code, severity: 'notes', where: table.name, message, remedy})
  }

  if (!hasKey)
    add(
      'no-primary-key',
      'The table has no primary or unique key over plain columns, so its rows cannot be told apart.',
      'Add a primary key where the app allows it.',
    )
  if (table.systemVersioned)
    add(
      'system-versioned-table',
      'The table keeps its history in MariaDB; the current rows go over, the history does not.',
      'Export the history with SELECT … FOR SYSTEM_TIME ALL where it is needed.',
    )
  return notes
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

/** AUTO_INCREMENT on a type that no sequence counts in; numeric(20,0) has its own hazard. */
export function identityHazard(where: string, {dataType}: MysqlColumn): Hazard[] {
  if (dataType === 'bigint') return []
  return [
    {
      code: 'column-type',
      severity: 'blocks',
      where,
      message: `Postgres counts in whole numbers only: the AUTO_INCREMENT of this ${dataType} does not go over.`,
      remedy: 'Change the column to BIGINT in MySQL, or allow it and have the app give the values.',
    },
  ]
}
