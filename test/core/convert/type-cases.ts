import type {ColumnSettings} from '../../../src/lib/core/rules/migration-rules.js'

/** A column of one MySQL type, the values put into it, and what has to be read from Postgres as text. */
export interface TypeCase {
  mysql: string
  /** MySQL literals or expressions, one row each. */
  values: string[]
  postgres: string
  /** What `v::text` gives, row by row. */
  read: (string | null)[]
  hazards?: string[]
  /** What a rule says of the column. */
  rule?: ColumnSettings
  /** Its default in Postgres. */
  default?: string | null
  /** Only this server has the type. */
  only?: 'mariadb' | 'mysql'
}

const TEXT = String.raw`'tab\tnew\nline back\\slash quote\' double" \\N é 😀'`
const TEXT_READ = `tab\tnew\nline back\\slash quote' double" \\N é 😀`
const POINT = `ST_GeomFromText('POINT(1.5 -2)')`

export const TYPE_CASES: TypeCase[] = [
  {mysql: 'tinyint', values: ['-128', '127', 'NULL'], postgres: 'smallint', read: ['-128', '127', null]},
  {mysql: 'tinyint unsigned', values: ['0', '255'], postgres: 'smallint', read: ['0', '255']},
  {mysql: 'tinyint(1)', values: ['0', '1', 'NULL'], postgres: 'boolean', read: ['false', 'true', null]},
  {mysql: 'tinyint(1)', values: [], postgres: 'boolean', read: []},
  {mysql: 'tinyint(1)', values: ['0', '2'], postgres: 'smallint', read: ['0', '2'], hazards: ['column-type']},
  {
    mysql: 'tinyint(1)',
    values: ['-1', '1'],
    postgres: 'smallint',
    read: ['-1', '1'],
    hazards: ['column-type'],
  },
  {mysql: 'tinyint(1) unsigned', values: ['0', '1'], postgres: 'smallint', read: ['0', '1']},
  {mysql: 'smallint', values: ['-32768', '32767'], postgres: 'smallint', read: ['-32768', '32767']},
  {mysql: 'smallint unsigned', values: ['65535'], postgres: 'integer', read: ['65535']},
  {mysql: 'mediumint', values: ['-8388608'], postgres: 'integer', read: ['-8388608']},
  {mysql: 'mediumint unsigned', values: ['16777215'], postgres: 'integer', read: ['16777215']},
  {
    mysql: 'int',
    values: ['-2147483648', '2147483647'],
    postgres: 'integer',
    read: ['-2147483648', '2147483647'],
  },
  {mysql: 'int unsigned', values: ['4294967295'], postgres: 'bigint', read: ['4294967295']},
  {mysql: 'int(5) zerofill', values: ['42'], postgres: 'bigint', read: ['42'], hazards: ['column-type']},
  {mysql: 'bigint', values: ['-9223372036854775808'], postgres: 'bigint', read: ['-9223372036854775808']},
  {
    mysql: 'bigint unsigned',
    values: ['9223372036854775807'],
    postgres: 'bigint',
    read: ['9223372036854775807'],
  },
  {
    mysql: 'bigint unsigned',
    values: ['0', '18446744073709551615'],
    postgres: 'numeric(20,0)',
    read: ['0', '18446744073709551615'],
    hazards: ['column-type'],
  },
  {
    mysql: 'bigint unsigned DEFAULT 18446744073709551615',
    values: ['1', 'DEFAULT'],
    postgres: 'numeric(20,0)',
    read: ['1', '18446744073709551615'],
    hazards: ['column-type'],
  },
  {
    mysql: 'bigint unsigned DEFAULT 9223372036854775808',
    values: ['1'],
    postgres: 'numeric(20,0)',
    read: ['1'],
    hazards: ['column-type'],
  },
  {mysql: 'decimal(10,2)', values: ['-12345678.90'], postgres: 'numeric(10,2)', read: ['-12345678.90']},
  {
    mysql: 'decimal(65,30)',
    values: ['99999999999999999999999999999999999.000000000000000000000000000001'],
    postgres: 'numeric(65,30)',
    read: ['99999999999999999999999999999999999.000000000000000000000000000001'],
  },
  {
    mysql: 'float',
    values: ['16777216', '123456.789', '3.402823466e38', '1.401298464e-45', '-0.1'],
    postgres: 'real',
    read: ['1.6777216e+07', '123456.79', '3.4028235e+38', '1e-45', '-0.1'],
  },
  {mysql: 'float(7,3)', values: ['1234.5678'], postgres: 'real', read: ['1234.568']},
  {mysql: 'double(12,4)', values: ['-0.001', '0.1'], postgres: 'double precision', read: ['-0.001', '0.1']},
  {
    mysql: 'double',
    values: ['1.7976931348623157e308', '5e-324', '0.1', '-123456789.123456789'],
    postgres: 'double precision',
    read: ['1.7976931348623157e+308', '5e-324', '0.1', '-123456789.12345679'],
  },
  {mysql: 'bit(1)', values: ["b'0'", "b'1'"], postgres: 'boolean', read: ['false', 'true']},
  {mysql: 'bit(7)', values: ["b'1000001'", "b'1'"], postgres: 'bit(7)', read: ['1000001', '0000001']},
  {mysql: 'bit(9)', values: ["b'100000001'"], postgres: 'bit(9)', read: ['100000001']},
  {mysql: 'bit(64)', values: ['18446744073709551615'], postgres: 'bit(64)', read: ['1'.repeat(64)]},
  {
    mysql: 'char(5)',
    values: ["'ab'", "''", "'12345'"],
    postgres: 'character varying(5)',
    read: ['ab', '', '12345'],
  },
  {mysql: 'char(0)', values: ["''", 'NULL'], postgres: 'character varying(1)', read: ['', null]},
  {mysql: 'varchar(60)', values: [TEXT, "'a '"], postgres: 'character varying(60)', read: [TEXT_READ, 'a ']},
  {mysql: 'varchar(3) charset latin1', values: ["'é€x'"], postgres: 'character varying(3)', read: ['é€x']},
  {mysql: 'varchar(3) charset sjis', values: ["'日本'"], postgres: 'character varying(3)', read: ['日本']},
  {mysql: 'varchar(3) charset utf16', values: ["'日é'"], postgres: 'character varying(3)', read: ['日é']},
  {mysql: 'tinytext', values: [TEXT], postgres: 'text', read: [TEXT_READ]},
  {
    mysql: 'text',
    values: [TEXT, "'NULL'", String.raw`'\\.'`],
    postgres: 'text',
    read: [TEXT_READ, 'NULL', String.raw`\.`],
  },
  {mysql: 'text', values: [String.raw`'a\0b\0'`], postgres: 'text', read: ['ab'], hazards: ['invalid-text']},
  {mysql: 'mediumtext', values: ["REPEAT('é', 70000)"], postgres: 'text', read: ['é'.repeat(70_000)]},
  {mysql: 'longtext', values: ["''"], postgres: 'text', read: ['']},
  {mysql: 'binary(3)', values: ["x'ff'"], postgres: 'bytea', read: [String.raw`\xff0000`]},
  {
    mysql: 'varbinary(300)',
    values: ["x'00ff5c0a'", "''"],
    postgres: 'bytea',
    read: [String.raw`\x00ff5c0a`, String.raw`\x`],
  },
  {mysql: 'tinyblob', values: ["x'09'"], postgres: 'bytea', read: [String.raw`\x09`]},
  {
    mysql: 'blob',
    values: ["REPEAT(x'00', 300)"],
    postgres: 'bytea',
    read: [String.raw`\x` + '00'.repeat(300)],
  },
  {mysql: 'mediumblob', values: ["'x'"], postgres: 'bytea', read: [String.raw`\x78`]},
  {mysql: 'longblob', values: ["'x'"], postgres: 'bytea', read: [String.raw`\x78`]},
  {
    mysql: 'date',
    values: ["'0001-01-01'", "'9999-12-31'"],
    postgres: 'date',
    read: ['0001-01-01', '9999-12-31'],
  },
  {
    mysql: 'date',
    values: ["'0000-00-00'", "'2024-00-10'", "'2024-05-00'", "'2024-02-29'"],
    postgres: 'date',
    read: [null, null, null, '2024-02-29'],
    hazards: ['zero-date', 'refused-value'],
  },
  {
    mysql: 'datetime not null',
    values: ["'0000-00-00 00:00:00'", "'2024-05-31 10:11:12'"],
    postgres: 'timestamp(0) without time zone',
    read: [null, '2024-05-31 10:11:12'],
    hazards: ['zero-date-not-null'],
  },
  {
    mysql: 'datetime(6)',
    values: ["'2024-05-31 10:11:12.000001'", "'1000-01-01 00:00:00'"],
    postgres: 'timestamp(6) without time zone',
    read: ['2024-05-31 10:11:12.000001', '1000-01-01 00:00:00'],
  },
  {
    mysql: 'timestamp(3) null',
    values: ["'2024-05-31 10:11:12.345'", 'NULL', "'0000-00-00 00:00:00'"],
    postgres: 'timestamp(3) with time zone',
    read: ['2024-05-31 10:11:12.345+00', null, null],
    hazards: ['zero-date'],
  },
  {
    mysql: 'time',
    values: ["'00:00:00'", "'23:59:59'"],
    postgres: 'time(0) without time zone',
    read: ['00:00:00', '23:59:59'],
  },
  {
    mysql: 'time(6)',
    values: ["'10:11:12.000001'"],
    postgres: 'time(6) without time zone',
    read: ['10:11:12.000001'],
  },
  {
    mysql: 'time(1)',
    values: ["'-838:59:59'", "'838:59:59.0'", "'-00:00:01.5'"],
    postgres: 'interval(1)',
    read: ['-838:59:59', '838:59:59', '-00:00:01.5'],
    hazards: ['time-range'],
  },
  {mysql: 'year', values: ['1901', '2155', '0'], postgres: 'smallint', read: ['1901', '2155', '0']},
  {
    mysql: String.raw`enum('a','b,c','it''s','back\\slash','nl\nx','q"')`,
    values: ["'a'", "'b,c'", "'it''s'", String.raw`'back\\slash'`, String.raw`'nl\nx'`, "'q\"'"],
    postgres: 'enum',
    read: ['a', 'b,c', "it's", String.raw`back\slash`, 'nl\nx', 'q"'],
  },
  {
    mysql: "enum('a','b')",
    values: ["'b'", "'zz'"],
    postgres: 'enum',
    read: ['b', null],
    hazards: ['empty-enum'],
  },
  {
    mysql: "enum('a','b') not null",
    values: ["'zz'"],
    postgres: 'enum',
    read: [null],
    hazards: ['empty-enum'],
  },
  {mysql: "enum('','b')", values: ["'b'", "''"], postgres: 'enum', read: ['b', '']},
  {
    mysql: `enum('${'x'.repeat(64)}','b')`,
    values: ["'b'", '1'],
    postgres: 'text',
    read: ['b', 'x'.repeat(64)],
    hazards: ['column-type'],
  },
  {
    mysql: String.raw`set('a','b c','q"','back\\slash','NULL')`,
    values: ["''", "'a,b c'", String.raw`'q",back\\slash'`, "'NULL'"],
    postgres: 'text[]',
    read: ['{}', '{a,"b c"}', String.raw`{"q\"","back\\slash"}`, '{"NULL"}'],
  },
  {
    mysql: 'json',
    values: [String.raw`'{"b": 1, "a": "tab\\tx \\u00e9", "n": null}'`, "'[1, 2.5, true]'"],
    postgres: 'jsonb',
    read: [String.raw`{"a": "tab\tx é", "b": 1, "n": null}`, '[1, 2.5, true]'],
    only: 'mysql',
  },
  {
    mysql: 'json',
    values: [String.raw`'{"b": 1, "a": "tab\\tx \\u00e9", "n": null}'`, "'[1, 2.5, true]'"],
    postgres: 'jsonb',
    read: [String.raw`{"a": "tab\tx é", "b": 1, "n": null}`, '[1, 2.5, true]'],
    hazards: ['column-type'],
    only: 'mariadb',
  },
  {
    mysql: 'json',
    values: [String.raw`'["\\u0000"]'`],
    postgres: 'json',
    read: [String.raw`["\u0000"]`],
    hazards: ['json-value'],
  },
  {mysql: 'point', values: [POINT], postgres: 'point', read: ['(1.5,-2)']},
  {
    mysql: 'point',
    values: [POINT, "ST_GeomFromText('POINT(1 2)', 4326)"],
    postgres: 'bytea',
    read: [
      String.raw`\x0101000000000000000000f83f00000000000000c0`,
      String.raw`\x0101000020e6100000000000000000f03f0000000000000040`,
    ],
    hazards: ['geometry'],
    only: 'mariadb',
  },
  {
    // MySQL 9 reads a geographic point as latitude, longitude and stores it as x, y.
    mysql: 'geometry',
    values: ["ST_GeomFromText('POINT(1 2)', 4326)"],
    postgres: 'bytea',
    read: [String.raw`\x0101000020e61000000000000000000040000000000000f03f`],
    hazards: ['geometry'],
    only: 'mysql',
  },
  {
    mysql: 'linestring',
    values: ["ST_GeomFromText('LINESTRING(0 0,1 1)')"],
    postgres: 'bytea',
    read: [String.raw`\x01020000000200000000000000000000000000000000000000000000000000f03f000000000000f03f`],
    hazards: ['geometry'],
  },
  {
    mysql: 'geometrycollection',
    values: ["ST_GeomFromText('GEOMETRYCOLLECTION(POINT(0 0))')"],
    postgres: 'bytea',
    read: [String.raw`\x010700000001000000010100000000000000000000000000000000000000`],
    hazards: ['geometry'],
  },
  {
    mysql: 'vector(3)',
    values: ["STRING_TO_VECTOR('[0.1,-2,3e38]')"],
    postgres: 'real[]',
    read: ['{0.1,-2,3e+38}'],
    hazards: ['column-type'],
    only: 'mysql',
  },
  {
    mysql: 'uuid',
    values: ["'550e8400-e29b-41d4-a716-446655440000'"],
    postgres: 'uuid',
    read: ['550e8400-e29b-41d4-a716-446655440000'],
    only: 'mariadb',
  },
  {mysql: 'inet4', values: ["'192.168.0.1'"], postgres: 'inet', read: ['192.168.0.1/32'], only: 'mariadb'},
  {
    mysql: 'inet6',
    values: ["'2001:db8::1'", "'::ffff:1.2.3.4'"],
    postgres: 'inet',
    read: ['2001:db8::1/128', '::ffff:1.2.3.4/128'],
    only: 'mariadb',
  },
]
