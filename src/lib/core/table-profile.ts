/** What was counted in the data of one MySQL table, because types and constraints depend on it. Keys are names of MySQL columns. */
export interface TableProfile {
  /** From the same snapshot as the rest, or from an earlier profile. */
  rows: number
  columns: Record<string, ColumnProfile>
  /** Rows without a parent, by foreign key name; NULL keys are not orphans. */
  orphans: Record<string, number>
  /** Rows that rules make equal to another row, by unique key. */
  duplicates?: Record<string, number>
  /** Number of earlier versions of rows; only for a system-versioned table. */
  history?: number
  /** Bytes that the widest row keeps in its page in Postgres; only for a table with very many columns. */
  widestRow?: number
  /** Rows that will be equal in Postgres under a unique key, by MySQL index name; only for keys whose comparison changes. */
  equalRows?: Record<string, EqualRows>
}

export interface EqualRows {
  /** Groups of rows that will be equal. */
  groups: number
  /** Two values each from some of the groups, in no particular order; long ones are cut. */
  examples: [one: string, other: string][]
}

/** A field is absent if it was not asked for, because the column's type cannot have it. Bounds are decimal text: they may exceed 2^53. */
export interface ColumnProfile {
  min?: string | null
  max?: string | null
  /** Dates whose year, month or day is zero, and days that their month does not have. */
  zeroDates?: number
  /** Dates among them that are not `0000-00-00`. */
  partialDates?: number
  /** Enum values that are the empty string without being a label. */
  emptyLabels?: number
  /** time values below 00:00:00 or above 24:00:00. */
  timesOutOfDay?: number
  /** Text values that hold a NUL byte. */
  nulBytes?: number
  /** Text values with bytes that are not a character. */
  lostCharacters?: number
  /** Text values whose UTF-8 was once read as latin1. */
  doublyEncoded?: number
  /** Texts in a JSON column that are not JSON. */
  invalidJson?: number
  /** JSON values that hold `\u0000`, which jsonb refuses. */
  jsonNuls?: number
  /** Geometries that are not plain points with SRID 0. */
  otherThanPoints?: number
  /** Values of a generated number at the ends of its type's range, to which MySQL may have clamped them. */
  atBounds?: number
  /** Values that do not fit the type that a rule gives the column. */
  misfits?: number
  /** How many values of an AUTO_INCREMENT column occur more than once; only asked if the column is not a unique key alone. */
  repeated?: number
  /** Bytes of the longest value, for text in UTF-8; 0 if there is none. */
  longest?: number
  /** Only a sample of rows was read, and none of them is counted; the encoder refuses any that would be. */
  sampled?: true
  /** The first text that a question counted. */
  examples?: Partial<Record<TextQuestion, TextExample>>
}

/** The questions about texts: whether they can go over as they are. */
export const TEXT_QUESTIONS = ['nulBytes', 'lostCharacters', 'doublyEncoded'] as const
export type TextQuestion = (typeof TEXT_QUESTIONS)[number]

export function isTextQuestion(question: string): question is TextQuestion {
  return (TEXT_QUESTIONS as readonly string[]).includes(question)
}

export interface TextExample {
  /** The row by its primary key, `id = 42`; empty if there is none. */
  row: string
  /** The beginning of the text as MySQL gives it. */
  before: string
  /** The same after its encoding is repaired. */
  after: string
}

/** Profiles by source table name. */
export type DataProfile = Record<string, TableProfile>

/** Whether any column of a profile was only sampled. */
export function isSampled(profile: DataProfile): boolean {
  return Object.values(profile).some(({columns}) => Object.values(columns).some(({sampled}) => sampled))
}

/** Whether a profile of all rows confirms what a sample found. */
export function holdsForAll(sample: DataProfile, whole: DataProfile): boolean {
  return Object.entries(sample).every(([table, {columns}]) =>
    Object.entries(columns).every(([column, {sampled, ...answers}]) => {
      const counted = Object.entries({...whole[table]?.columns[column]})
      return !sampled || counted.every(([question, count]) => count === 0 || answers[question as never] !== 0)
    }),
  )
}

/** A record whose keys are users' names: `constructor` and `__proto__` are names like any other. */
export function byName<Value>(
  entries: Iterable<readonly [name: string, value: Value]>,
): Record<string, Value> {
  const record = Object.create(null) as Record<string, Value>
  for (const [name, value] of entries) record[name] = value
  return record
}
