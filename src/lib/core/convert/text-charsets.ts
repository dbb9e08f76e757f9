/**
 * Character sets in which some bytes stand for no character: MySQL stores such bytes, and gives `?` or U+FFFD for them.
 * Found by converting all of their one- and two-byte sequences on MariaDB 10.11 and MySQL 9.7; latin1 (cp1252 with
 * control characters in its gaps), koi8r, latin2, cp850 and the like have a character for every byte.
 */
const WITH_GAPS = new Set([
  'ascii',
  'big5',
  'cp1250',
  'cp1251',
  'cp1256',
  'cp1257',
  'cp932',
  'dec8',
  'eucjpms',
  'euckr',
  'gb18030',
  'gb2312',
  'gbk',
  'geostd8',
  'greek',
  'hebrew',
  'hp8',
  'sjis',
  'swe7',
  'tis620',
  'ujis',
])

/** Whether MySQL gives `?` for some of the bytes that a column of this character set can hold. */
export function hasGaps(charset: string | null): boolean {
  return charset !== null && WITH_GAPS.has(charset)
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
