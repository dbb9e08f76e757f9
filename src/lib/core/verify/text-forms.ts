import {hasGaps} from '../convert/text/text-charsets.js'
import {quoteLiteral} from '../quote.js'
import {unlessTooLarge} from './unless-too-large.js'
import type {ValueColumn, ValueForm} from './value-form.js'
import {textBytes} from '../text-bytes.js'

/** Types whose values may be long. */
const LONG = new Set(['blob', 'json', 'longblob', 'longtext', 'mediumblob', 'mediumtext', 'text'])
/** Character sets whose bytes are UTF-8 already. */
const UTF8 = /^(?:ascii|utf8(?:mb[34])?)$/

/** The bytes of the text in UTF-8; collations have no say. */
export function textForm(column: ValueColumn): ValueForm {
  const {copy, source, target} = column
  const bytes = utf8Bytes(column)
  const mysql = withoutNul(bytes, column)
  return {
    mysql,
    postgres: `${target}::text`,
    kind: LONG.has(source.dataType) ? 'long' : 'free',
    size: {
      mysql: mysql === textBytes(copy.select) ? `LENGTH(${copy.select})` : `LENGTH(${mysql})`,
      postgres: `octet_length(${target}::text)`,
    },
    recheck: rereading(column),
  }
}

/** Texts of which a server gives another character than it sends, or none. */
function rereading({copy: {encoding, select}, source}: ValueColumn): ValueForm['recheck'] {
  if (encoding.kind === 'text' && encoding.surrogates === 'replace')
    return {type: `surrogates ${source.charset}`, mysql: textBytes(select)}
  return hasGaps(source.charset) ? {type: `gaps ${source.charset}`} : undefined
}

function utf8Bytes({copy, source, profile}: ValueColumn): string {
  const {select, encoding} = copy
  const isBytes = source.charset === null && ['binary', 'blob'].some(kind => source.dataType.endsWith(kind))
  const asIs = isBytes || (source.charset !== null && UTF8.test(source.charset) && source.dataType !== 'enum')
  const text = `CONVERT(${select} USING utf8mb4)`
  const bytes = textBytes(asIs ? select : text)
  if (encoding.kind === 'text' && encoding.surrogates === 'replace' && !asIs)
    return `CASE WHEN CHAR_LENGTH(${text}) = CHAR_LENGTH(${select}) THEN ${bytes} ELSE ${textBytes(select)} END`
  // What was no label when it was written is the empty string.
  return encoding.kind === 'enum' && profile?.emptyLabels !== 0 ? `NULLIF(${bytes}, '')` : bytes
}

/** Text in Postgres holds no NUL: the plan says what becomes of it. */
function withoutNul(bytes: string, {copy: {encoding, select}}: ValueColumn): string {
  if (encoding.kind !== 'text' || encoding.nul === undefined || encoding.nul === 'refuse') return bytes
  return unlessTooLarge(`REPLACE(${bytes}, 0x00, ${encoding.nul === 'strip' ? "''" : '0xE29080'})`, select)
}

/** Labels with commas between them, as MySQL shows a set; an array that no set can be is shown as an array. */
export function setForm(column: ValueColumn): ValueForm {
  const {target} = column
  const odd = `array_position(${target}, NULL) IS NOT NULL OR array_ndims(${target}) > 1`
  return {
    mysql: utf8Bytes(column),
    postgres: `CASE WHEN ${odd} THEN ${quoteLiteral('no set: ')} || ${target}::text ELSE array_to_string(${target}, ',') END`,
    kind: 'free',
  }
}
