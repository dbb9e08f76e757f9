/**
 * Character sets in which some bytes stand for no character: MySQL stores such bytes, and gives `?` or U+FFFD for them.
 * Found by converting all of their one- and two-byte sequences on MariaDB 10.11 and MySQL 9.7; latin1 (cp1252 with
 * control characters in its gaps), koi8r, latin2, cp850 and the like have a character for every byte.
 */
const SINGLE_BYTE_WITH_GAPS = [
  'ascii',
  'cp1250',
  'cp1251',
  'cp1256',
  'cp1257',
  'dec8',
  'geostd8',
  'greek',
  'hebrew',
  'hp8',
  'swe7',
  'tis620',
]
const MULTI_BYTE_WITH_GAPS = ['big5', 'cp932', 'eucjpms', 'euckr', 'gb18030', 'gb2312', 'gbk', 'sjis', 'ujis']
const WITH_GAPS = new Set([...SINGLE_BYTE_WITH_GAPS, ...MULTI_BYTE_WITH_GAPS])

/** Whether MySQL gives `?` for some of the bytes that a column of this character set can hold. */
export function hasGaps(charset: string | null): boolean {
  return charset !== null && WITH_GAPS.has(charset)
}

/** Whether one byte is one character, in the sets that are asked about more than NUL bytes. */
export function isSingleByte(charset: string | null): boolean {
  return charset === 'latin1' || (charset !== null && SINGLE_BYTE_WITH_GAPS.includes(charset))
}

/** Character sets that MySQL lets hold surrogates (U+D800 to U+DFFF), which are no characters and no UTF-8. */
export function holdsSurrogates(charset: string | null): boolean {
  return isUtf8(charset) || charset === 'ucs2' || charset === 'utf32'
}

/** utf8 is what MySQL up to 8.0 and MariaDB up to 10.5 call utf8mb3. */
export function isUtf8(charset: string | null): boolean {
  return charset !== null && /^utf8(?:mb[34])?$/.test(charset)
}

/** Where UTF-8 that was taken for latin1 is found: encoded once more, or as it is in a latin1 column. */
export function canBeDoublyEncoded(charset: string | null): boolean {
  return isUtf8(charset) || charset === 'latin1'
}
