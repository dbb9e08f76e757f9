import {Buffer, isAscii} from 'node:buffer'

import {MYSQL_ESCAPES} from '../../core/mysql-escapes.js'
import {LATIN1_SIGNS} from '../../core/latin1-signs.js'

/** The bytes of a string literal, quotes included, in which each byte is shown as one character. */
export function literalBytes(literal: string): Buffer {
  return Buffer.from(literal.slice(1, -1).replaceAll(/\\(.)|''/gs, unescapeByte), 'latin1')
}

/**
 * Decodes a string literal (quotes included) whose bytes are shown as one character each, U+0000 to U+00FF.
 * Null if its character set is not known here, or if the bytes are not characters of that set.
 */
export function decodeLiteral(literal: string, charset: string): string | null {
  const bytes = literalBytes(literal)
  if (isAscii(bytes) && !WIDE.test(charset)) return literal
  const label = charset.startsWith('utf8') ? 'utf8' : LABELS[charset]
  const text = charset === 'latin1' ? decodeLatin1(bytes) : label === undefined ? null : decode(bytes, label)
  return text === null
    ? null
    : `'${text
        .replaceAll('\\', String.raw`\\`)
        .replaceAll("'", "''")
        .replaceAll('\0', String.raw`\0`)}'`
}

/** The WHATWG's names for MySQL's character sets: https://encoding.spec.whatwg.org/#names-and-labels. */
const LABELS: Record<string, string> = {
  big5: 'big5',
  binary: 'utf8',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1256: 'windows-1256',
  cp1257: 'windows-1257',
  cp866: 'ibm866',
  cp932: 'shift_jis',
  eucjpms: 'euc-jp',
  euckr: 'euc-kr',
  gb18030: 'gb18030',
  gb2312: 'gbk',
  gbk: 'gbk',
  greek: 'iso-8859-7',
  hebrew: 'iso-8859-8',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  latin2: 'iso-8859-2',
  latin5: 'windows-1254',
  latin7: 'iso-8859-13',
  macroman: 'macintosh',
  sjis: 'shift_jis',
  tis620: 'windows-874',
  ucs2: 'utf-16be',
  ujis: 'euc-jp',
  utf16: 'utf-16be',
  utf16le: 'utf-16le',
}

const WIDE = /^(?:ucs2|utf16|utf16le|utf32)$/

function unescapeByte(_: string, escaped: string | undefined): string {
  return escaped === undefined ? "'" : (MYSQL_ESCAPES[escaped] ?? escaped)
}

/** Windows-1252 with control characters in its gaps; some versions of Node decode it as ISO-8859-1. */
function decodeLatin1(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll(/[\u0080-\u009F]/g, byte => LATIN1_SIGNS[byte.charCodeAt(0) - 0x80] ?? byte)
}

function decode(bytes: Buffer, label: string): string | null {
  try {
    return new TextDecoder(label, {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    return null
  }
}
