import type {Hazard} from './hazard.js'
import type {MysqlIndex} from './mysql-schema.js'

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
      "Replace MATCH … AGAINST by to_tsvector('simple', …) @@ websearch_to_tsquery('simple', …) in the app.",
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
