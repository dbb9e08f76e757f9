import {textBytes} from '../text-bytes.js'
import {unlessTooLarge} from './unless-too-large.js'
import type {ValueColumn, ValueForm} from './value-form.js'

/** The hexadecimal digits of a few bytes cost less than their hash. */
const FEW_BYTES = 64

export function bytesForm({copy, source, target}: ValueColumn): ValueForm {
  const form = bytes(copy.select, target)
  if (!source.dataType.endsWith('binary') || (source.length ?? Infinity) > FEW_BYTES) return form
  return {
    ...form,
    mysql: `LOWER(HEX(${copy.select}))`,
    postgres: `encode(${target}, 'hex')`,
    kind: 'free',
    size: {mysql: `LENGTH(${copy.select})`, postgres: `octet_length(${target})`},
  }
}

/** MySQL keeps an SRID of four bytes before the WKB; EWKB has it after the type, marked by a bit. */
export function geometryForm({copy, target}: ValueColumn): ValueForm {
  const select = binary(copy)
  const wkb = `SUBSTR(${select}, 5)`
  const type = `SUBSTR(${select}, 5, 4), CHAR(ORD(SUBSTR(${select}, 9, 1)) | 0x20)`
  const ewkb = `CONCAT(${type}, LEFT(${select}, 4), SUBSTR(${select}, 10))`
  const form = `CASE WHEN LEFT(${select}, 4) = 0x00000000 THEN ${wkb} ELSE ${ewkb} END`
  return bytes(unlessTooLarge(form, copy.select), target)
}

/** Numbers from the last to the first, which is how MySQL's bytes read backwards. */
export function vectorForm({copy, target}: ValueColumn): ValueForm {
  const element = String.raw`coalesce(float4send(element), '\x00'::bytea)`
  const numbers = `SELECT string_agg(${element}, '' ORDER BY place DESC) FROM unnest(${target}) WITH ORDINALITY each(element, place)`
  return {
    ...bytes(
      `REVERSE(${binary(copy)})`,
      `CASE WHEN ${target} IS NOT NULL THEN coalesce((${numbers}), '') END`,
    ),
    show: {mysql: `HEX(REVERSE(${binary(copy)}))`, postgres: `${target}::text`},
  }
}

/** Two doubles, highest byte first. */
export function pointForm({copy, target}: ValueColumn): ValueForm {
  const select = binary(copy)
  const number = (at: number): string => `REVERSE(SUBSTR(${select}, ${at}, 8))`
  return {
    mysql: `LOWER(HEX(CONCAT(${number(10)}, ${number(18)})))`,
    postgres: `encode(point_send(${target}), 'hex')`,
    kind: 'plain',
    show: {mysql: `ST_AsText(${copy.select})`, postgres: `${target}::text`},
  }
}

/** On the result of a CASE, MariaDB's SUBSTR treats a geometry as text and replaces some of its bytes by `?`. */
function binary({select}: ValueColumn['copy']): string {
  return textBytes(select)
}

/** What is shown of it: the first bytes. */
const SHOWN_BYTES = 200

function bytes(mysql: string, postgres: string): ValueForm {
  return {
    mysql,
    postgres,
    kind: 'bytes',
    show: {
      mysql: `LOWER(HEX(LEFT(${mysql}, ${SHOWN_BYTES})))`,
      postgres: `encode(substr(${postgres}, 1, ${SHOWN_BYTES}), 'hex')`,
    },
  }
}
