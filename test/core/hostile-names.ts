/** Postgres' limit for names, in bytes. */
export const LONGEST = 63

/** Names and texts that end a quotation, start a statement, or look like another name. */
export const HOSTILE = [
  'plain',
  'UPPER and lower',
  'select',
  '"',
  '""',
  "'",
  "''; DROP TABLE t; --",
  '"; DROP TABLE t; --',
  '\\',
  '\\\\',
  String.raw`\'`,
  String.raw`\n`,
  'ends with \\',
  'two\nlines',
  'tab\tand\rreturn',
  '$$',
  '$body$',
  '%s %I',
  ":name :'name' ?",
  '/* -- */',
  '`',
  '.',
  ' ',
  '😀',
  'größe',
  '表',
  'e\u0301',
  '\u202Eright to left',
  '\u0001\u007F',
]

export const HOSTILE_NAMES = [
  ...HOSTILE,
  'n'.repeat(LONGEST),
  `${'表'.repeat(LONGEST / 3)}`,
  `${'😀'.repeat(15)}abc`,
]
