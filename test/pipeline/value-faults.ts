/** A value of a MySQL type, and the smallest change of it in Postgres, `$`, that has to be found. */
export interface ValueFault {
  mysql: string
  value: string
  change: string
  /** Only this server has the type. */
  only?: 'mariadb' | 'mysql'
}

const POINT = "ST_GeomFromText('POINT(1 2)')"

export const FAULTS: ValueFault[] = [
  {mysql: 'tinyint(1)', value: '1', change: 'NOT $'},
  {mysql: 'tinyint', value: '5', change: '$ # 1::smallint'},
  {mysql: 'bigint', value: '-9223372036854775808', change: '$ + 1'},
  {mysql: 'int(6) zerofill', value: '42', change: '$ + 1'},
  {mysql: 'decimal(30,10)', value: '12345678901234567890.0000000001', change: '$ + 0.0000000001'},
  {mysql: 'decimal(5,2)', value: '0.10', change: '-$'},
  {mysql: 'double', value: '0.1', change: '0.10000000000000002'},
  {mysql: 'double', value: '1e23', change: '1.0000000000000001e23'},
  {mysql: 'double', value: '0', change: "'-0'"},
  {mysql: 'float', value: '16777215', change: '16777216'},
  {mysql: 'bit(1)', value: "b'1'", change: 'NOT $'},
  {mysql: 'bit(64)', value: "x'8000000000000001'", change: "B'1' || substring($ from 2 for 62) || B'0'"},
  {mysql: 'char(10)', value: "'a'", change: "'A'"},
  {mysql: 'varchar(20)', value: "'a'", change: "'a '"},
  {mysql: 'varchar(20)', value: "''", change: 'NULL'},
  {mysql: 'varchar(20)', value: 'NULL', change: "''"},
  {mysql: 'varchar(20)', value: "'é'", change: String.raw`U&'e\0301'`},
  {mysql: 'varchar(20) charset latin1', value: "'é'", change: "'è'"},
  {mysql: 'varchar(20) charset utf16', value: "'日'", change: "'曰'"},
  {mysql: 'text', value: "REPEAT('x', 60000)", change: "overlay($ placing 'y' from 59999)"},
  {mysql: 'longtext', value: "REPEAT('é', 100000)", change: "$ || ' '"},
  {mysql: 'binary(4)', value: "x'00ff'", change: String.raw`'\x00ff0001'`},
  {mysql: 'varbinary(20)', value: "''", change: 'NULL'},
  {mysql: 'longblob', value: "REPEAT(x'00', 100000)", change: 'set_byte($, 99999, 1)'},
  {mysql: 'date', value: "'2024-02-29'", change: '$ + 1'},
  {mysql: 'datetime', value: "'2024-02-29 10:00:00'", change: "$ + interval '1 second'"},
  {mysql: 'datetime(6)', value: "'2024-02-29 10:00:00.1'", change: "$ + interval '1 microsecond'"},
  {mysql: 'timestamp(3) NULL', value: "'2024-02-29 10:00:00.999'", change: "$ - interval '1 millisecond'"},
  {mysql: 'time', value: "'10:00:00'", change: "$ + interval '1 second'"},
  {mysql: 'time(6)', value: "'-838:59:59.000001'", change: "$ + interval '1 microsecond'"},
  {mysql: 'time(2)', value: "'-00:00:00.50'", change: '-$'},
  {mysql: 'year', value: '2024', change: '$ + 1::smallint'},
  {mysql: "enum('a','A2','b')", value: "'a'", change: "'b'"},
  {mysql: "set('a','b','c')", value: "'a,c'", change: "'{c,a}'"},
  {mysql: "set('a','b','c')", value: "''", change: 'NULL'},
  {mysql: "set('a','b','c')", value: "'a'", change: "'{a,a}'"},
  {mysql: 'json', value: `'{"a": 1, "b": [1, 2, {"c": null}]}'`, change: `jsonb_set($, '{b,0}', '2')`},
  {mysql: 'json', value: `'{"a": 0.1}'`, change: `'{"a": 0.10000000000000001}'`},
  {
    mysql: 'json',
    value: `'{"bb": 1e30, "a": "x"}'`,
    change: `jsonb_set($, '{bb}', '1000000000000000000000000000001')`,
  },
  {mysql: 'json', value: `'[]'`, change: `'null'`},
  {mysql: 'point', value: POINT, change: 'point($[0], $[1] + 4e-16)'},
  {mysql: 'linestring', value: "ST_GeomFromText('LINESTRING(0 0,1 1)')", change: 'set_byte($, 9, 1)'},
  {mysql: 'geometry', value: "ST_GeomFromText('POINT(1 2)', 4326)", change: 'set_byte($, 5, 231)'},
  {mysql: 'vector(3)', value: "STRING_TO_VECTOR('[1,2,3]')", change: "'{2,1,3}'", only: 'mysql'},
  {
    mysql: 'uuid',
    value: "'550e8400-e29b-41d4-a716-446655440000'",
    change: "'550e8400-e29b-41d4-a716-446655440001'",
    only: 'mariadb',
  },
  {mysql: 'inet4', value: "'192.168.0.1'", change: "'192.168.0.1/31'", only: 'mariadb'},
  {mysql: 'inet6', value: "'2001:db8::1'", change: "'2001:db8::2'", only: 'mariadb'},
]
