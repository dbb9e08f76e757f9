import type {ValueColumn, ValueForm} from './value-form.js'

/** 32 hexadecimal digits. */
export function uuidForm({copy, target}: ValueColumn): ValueForm {
  return {
    mysql: `LOWER(REPLACE(CONVERT(${copy.select} USING utf8mb4), '-', ''))`,
    postgres: `replace(${target}::text, '-', '')`,
    kind: 'plain',
  }
}

/** Postgres sends the family (2, 3), the bits of the netmask, a zero and the number of bytes before the bytes. */
export function inetForm({copy, target}: ValueColumn): ValueForm {
  const address = `INET6_ATON(${copy.select})`
  return {
    mysql: `CONCAT(IF(LENGTH(${address}) = 4, '02200004', '03800010'), LOWER(HEX(${address})))`,
    postgres: `encode(inet_send(${target}), 'hex')`,
    kind: 'plain',
    show: {mysql: copy.select, postgres: `${target}::text`},
  }
}
