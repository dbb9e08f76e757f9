import {MigrationError} from './migration-error.js'

/** Quotes a Postgres identifier, even if it needs no quotes: `my "table"` -> `"my ""table"""`. Postgres cannot spell a NUL byte. */
export function quoteIdentifier(name: string): string {
  if (name === '' || name.includes('\0'))
    throw new MigrationError(`The name ${JSON.stringify(name)} cannot be written in Postgres.`, {
      code: 'bad-name',
    })
  return `"${name.replaceAll('"', '""')}"`
}

/** An object of schema `public`: `public."orders"`. */
export function quoteQualified(name: string): string {
  return `public.${quoteIdentifier(name)}`
}

/** Quotes a Postgres string literal, whatever `standard_conforming_strings` says. */
export function quoteLiteral(text: string): string {
  if (text.includes('\0'))
    throw new MigrationError(
      `The text ${JSON.stringify(text)} holds a NUL byte, which Postgres has no spelling for.`,
      {
        code: 'bad-text',
      },
    )
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted
}

/** Quotes a MySQL identifier: ``my `table` `` -> ``` `my ``table``` ```. */
export function quoteMysqlIdentifier(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}

/** Quotes a MySQL string literal, whatever `NO_BACKSLASH_ESCAPES` says: in hexadecimal, so no character has a special meaning. */
export function quoteMysqlLiteral(text: string): string {
  const hex = [...new TextEncoder().encode(text)].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return hex === '' ? "''" : `CONVERT(0x${hex} USING utf8mb4)`
}
