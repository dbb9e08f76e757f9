/** A text column `v` of a table of its own, and what has to be read from Postgres. */
export interface TextCase {
  name: string
  /** Type and attributes of `v`; a key may follow. */
  mysql: string
  /** MySQL expressions, one row each. */
  values: string[]
  /** What is read in Postgres, in the same order. */
  read: (string | null)[]
  /** Hazards, each with its count and a part of its message. */
  hazards?: [code: string, severity: string, count: number, message: string][]
  /** What a rule of `--rules` says of the column. */
  rule?: string
  only?: 'mariadb' | 'mysql'
}

/** Stores bytes as they are, which MySQL does where they are characters to it. */
const bytes = (hex: string): string => `CAST(x'${hex}' AS BINARY)`

/** The text as a client leaves it that sends UTF-8 over a connection that says latin1. */
const doubled = (text: string): string => `CONVERT(${bytes(Buffer.from(text).toString('hex'))} USING latin1)`

/** Bytes 80 to 9F in MySQL's latin1: Windows-1252 with control characters in its gaps. */
export const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'

export const MEANT = [
  'é',
  'déjà vu',
  'L’été',
  'Straße',
  'Zoë’s “quote”',
  '€ 5',
  'ąęłżź',
  'á as two',
  'Αθήναι',
  'Привет…',
  'שלום',
  'مرحبا',
  '日本語',
  '한국어',
  'ไทย',
  '😀 ok',
  'Ω≈ç√',
]

/** Ordinary texts, among them those in which a capital before a sign is valid UTF-8 by accident. */
export const ORDINARY = [
  'plain',
  '',
  'é',
  'Größe',
  'à côté d’un “mot” — 5 €',
  'NÃO',
  'Ã',
  'â',
  '日本語',
  'Ã© 日本',
  'Привет',
  '😀',
  'CAFÉ™',
  'CAFÉ®',
  'CAFÉ’S',
  'Spaß…',
  'SÍ…',
  'ACABÓ…',
  'PERÒ…',
  'É™',
  '«ÉTÉ»',
  'MENÜ™',
]

const literals = (texts: string[]): string[] => texts.map(text => `'${text}'`)

export const TEXT_CASES: TextCase[] = [
  {
    name: 'NUL bytes are removed',
    mysql: 'varchar(9)',
    values: [String.raw`'a\0b\0'`, String.raw`'\0'`, "'ab'", 'NULL'],
    read: ['ab', '', 'ab', null],
    hazards: [
      [
        'invalid-text',
        'blocks',
        2,
        'they are left out and the rest of each value is kept, for example where id = 0.',
      ],
    ],
  },
  {
    name: 'NUL bytes of a unique key become a symbol, so that no two values become one',
    mysql: 'varchar(3) COLLATE utf8mb4_bin UNIQUE',
    values: [String.raw`'ab\0'`, "'ab'", String.raw`'\0ab'`],
    read: ['ab␀', 'ab', '␀ab'],
    hazards: [
      ['invalid-text', 'blocks', 2, 'each becomes ␀ (U+2400), so that keys stay as different as they are'],
    ],
  },
  {
    name: 'NUL bytes become a symbol by rule',
    mysql: 'text CHARACTER SET latin1',
    values: [String.raw`'é\0b'`],
    read: ['é␀b'],
    rule: 'nul: replace',
    hazards: [['invalid-text', 'notes', 1, 'each becomes ␀ (U+2400)']],
  },
  {
    name: 'a rule that removes NUL bytes blocks nothing',
    mysql: 'varchar(9) CHARACTER SET utf16',
    values: [String.raw`'a\0b'`],
    read: ['ab'],
    rule: 'nul: strip',
    hazards: [['invalid-text', 'notes', 1, 'they are left out']],
  },
  {
    name: 'bytes above 7F in ascii',
    mysql: 'varchar(9) CHARACTER SET ascii',
    values: [bytes('61E93F'), bytes('61C3A9'), "'a?'"],
    read: ['a??', 'a??', 'a?'],
    hazards: [
      [
        'invalid-text',
        'blocks',
        2,
        'Some bytes are not a character in ascii; they arrive as the ? or � that MySQL returns for each',
      ],
    ],
    only: 'mariadb',
  },
  {
    name: 'bytes without a character in hebrew, gbk and tis620',
    mysql: 'varchar(9) CHARACTER SET hebrew',
    values: [bytes('A13F'), bytes('E03F')],
    read: ['??', 'א?'],
    hazards: [['invalid-text', 'blocks', 1, 'not a character in hebrew']],
  },
  {
    name: 'pairs of bytes without a character',
    mysql: 'varchar(9) CHARACTER SET gbk',
    values: [bytes('A140'), "'中文?'"],
    read: ['?', '中文?'],
    hazards: [['invalid-text', 'blocks', 1, 'not a character in gbk']],
  },
  {
    name: 'bytes for which MySQL gives U+FFFD',
    mysql: 'varchar(9) CHARACTER SET tis620',
    values: [bytes('DB'), bytes('A1')],
    read: ['\uFFFD', 'ก'],
    hazards: [['invalid-text', 'blocks', 1, 'not a character in tis620']],
  },
  {
    name: 'a character that gb18030 has',
    mysql: 'varchar(9) CHARACTER SET gb18030',
    values: [bytes('8431A437')],
    read: ['\uFFFD'],
    only: 'mysql',
  },
  {
    name: 'halves of surrogate pairs in UTF-8',
    mysql: 'varchar(3)',
    values: [bytes('61EDA0BD62'), bytes('EDA0BDEDB880'), "'힣?'", bytes('EDB880EDB880EDB880')],
    read: ['a\uFFFDb', '😀', '힣?', '\uFFFD\uFFFD\uFFFD'],
    hazards: [
      ['invalid-text', 'blocks', 3, 'pairs become the character that they stand for, others � (U+FFFD)'],
    ],
    only: 'mariadb',
  },
  {
    name: 'halves of surrogate pairs in UCS-2',
    mysql: 'varchar(3) CHARACTER SET ucs2',
    values: [bytes('0061D83D'), bytes('D83DDE00'), bytes('003FD7A3')],
    read: ['a\uFFFD', '😀', '?힣'],
    hazards: [['invalid-text', 'blocks', 2, 'Surrogates are not characters']],
  },
  {
    name: 'marks, signs and characters that are none',
    mysql: 'varchar(20)',
    values: [
      "'\uFEFFa'",
      "'\uFFFE\uFFFF'",
      "'e\u0301'",
      "'\u{10FFFF}'",
      "'a\u200D\u00AD'",
      "'\u0001\u007F\u0085'",
    ],
    read: ['\uFEFFa', '\uFFFE\uFFFF', 'e\u0301', '\u{10FFFF}', 'a\u200D\u00AD', '\u0001\u007F\u0085'],
  },
  {name: 'spaces at the end', mysql: 'varchar(5)', values: ["'a  '", "'  '"], read: ['a  ', '  ']},
  {
    name: 'char(n), whose spaces at the end MySQL does not give',
    mysql: 'char(5)',
    values: ["'a  '", "'  '", "''"],
    read: ['a', '', ''],
  },
  {
    name: 'char(n) in the binary character set, which is binary',
    mysql: 'char(3) CHARACTER SET binary',
    values: ["'é'", bytes('00FF')],
    read: [String.raw`\xc3a900`, String.raw`\x00ff00`],
  },
  {
    name: 'UTF-8 in binary columns',
    mysql: 'blob',
    values: ["'é'"],
    read: [String.raw`\xc3a9`],
  },
  {
    name: 'doubly encoded text is reported',
    mysql: 'varchar(60) CHARACTER SET utf8mb4',
    values: [...MEANT.map(doubled), ...literals(ORDINARY)],
    read: [...MEANT.map(mojibake), ...ORDINARY],
    hazards: [
      [
        'doubly-encoded-text',
        'notes',
        MEANT.length,
        ': “Ã©” for “é”, for example where id = 0; it goes over as it is.',
      ],
    ],
  },
  {
    name: 'doubly encoded text is repaired by rule, all other text stays',
    mysql: 'mediumtext CHARACTER SET utf8mb3',
    values: [
      ...MEANT.map(doubled),
      ...literals(ORDINARY.filter(text => text !== '😀')),
      'NULL',
      doubled('é'.repeat(40_000)),
    ],
    read: [...MEANT, ...ORDINARY.filter(text => text !== '😀'), null, 'é'.repeat(40_000)],
    rule: 'repair: double-encoding',
    hazards: [['doubly-encoded-text', 'notes', MEANT.length + 1, 'it is repaired']],
  },
  {
    name: 'doubly encoded text in a key stays, since the repaired value may exist already',
    mysql: 'varchar(9) COLLATE utf8mb4_bin UNIQUE',
    values: [doubled('é'), "'é'"],
    read: ['Ã©', 'é'],
    rule: 'repair: double-encoding',
    hazards: [['doubly-encoded-text', 'notes', 1, 'it goes over as it is']],
  },
  {
    name: 'UTF-8 in a latin1 column',
    mysql: 'varchar(60) CHARACTER SET latin1',
    values: [bytes(Buffer.from('é日').toString('hex')), "'é €'", "'a'"],
    read: ['é日', 'é €', 'a'],
    rule: 'repair: double-encoding',
    hazards: [['doubly-encoded-text', 'notes', 1, 'it is repaired']],
  },
]

function mojibake(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009F]/g, byte => HIGH[byte.charCodeAt(0) - 0x80] ?? '')
}
