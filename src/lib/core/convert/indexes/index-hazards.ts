import type {Hazard} from '../../hazard.js'
import type {MysqlIndex} from '../../mysql-schema.js'

export function invisibleNote(where: string): Hazard {
  return {
    code: 'invisible-index',
    severity: 'notes',
    where,
    message: 'The index is invisible in MySQL; Postgres has no such thing and uses it.',
    remedy: 'Drop the index where it is not wanted.',
  }
}

export function fulltextNote(where: string): Hazard {
  return {
    code: 'fulltext-index',
    severity: 'notes',
    where,
    message:
      "The FULLTEXT index becomes a GIN index over to_tsvector('simple', …), without stop words or stemming.",
    remedy:
      "Replace MATCH … AGAINST with to_tsvector('simple', …) @@ websearch_to_tsquery('simple', …) in the app.",
  }
}

/** The index goes over in another form, because a btree of Postgres takes no entry of more than 2704 bytes. */
export function longValueNote(where: string, {unique}: MysqlIndex): Hazard {
  return {
    code: 'long-index-value',
    severity: 'notes',
    where,
    message: `Its values are longer than the 2704 bytes that fit in a Postgres index, so it ${
      unique
        ? 'holds the md5() of each text, which keeps them unique'
        : 'is a hash index or holds their beginnings'
    }.`,
    remedy: unique
      ? 'Name md5(column) in ON CONFLICT, or shorten the values in MySQL.'
      : 'Shorten the values in MySQL to get the same index.',
  }
}

/** Values that differ in their first characters differ as a whole, so the key holds for all rows. */
export function prefixKeyNote(where: string, isKey: boolean): Hazard {
  return {
    code: 'long-index-value',
    severity: 'notes',
    where,
    message: `The primary key is over the first characters of a column, which Postgres has only as a unique index; ${
      isKey
        ? 'its primary key is over the whole columns'
        : 'there is no primary key, because whole values are too long'
    }.`,
    remedy: isKey
      ? 'Drop the unique index where the whole values are the key.'
      : 'Give the table another primary key.',
  }
}

/** A lost index costs time; a lost unique key lets wrong rows in, so it blocks. */
export function indexHazard(where: string, index: MysqlIndex, reason: string): Hazard {
  const parts = index.parts.map(({column, expression}) => column ?? expression ?? '').join(', ')
  return {
    code: 'index-not-converted',
    severity: index.unique ? 'blocks' : 'notes',
    where,
    message: `The ${index.unique ? 'unique key' : 'index'} over ${parts} cannot go over: ${reason}.`,
    remedy: 'Create it in Postgres after the migration in another form.',
    source: parts,
  }
}
