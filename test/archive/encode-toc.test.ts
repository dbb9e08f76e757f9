import {expect} from 'chai'
import {encodeToc} from '../../src/lib/archive/encode-toc.js'
import type {ArchiveEntry} from '../../src/lib/core/ddl/archive-entry.js'
import {byte, type Bytes, int, NULL, string, text} from './naive-archive.js'

const EMPTY: ArchiveEntry = {
  id: 1,
  desc: 'TYPE',
  section: 'pre-data',
  tag: '',
  namespace: 'public',
  create: '',
  drop: '',
  copy: null,
  isTable: false,
  dependsOn: [],
  dataOf: null,
}
const ENCODING: ArchiveEntry = {
  ...EMPTY,
  id: 1,
  desc: 'ENCODING',
  section: 'none',
  tag: 'ENCODING',
  namespace: null,
  create: 'SET x;\n',
}
const TABLE: ArchiveEntry = {
  ...EMPTY,
  id: 2,
  desc: 'TABLE',
  tag: 'größe',
  create: 'CREATE;\n',
  drop: 'DROP;\n',
  isTable: true,
}
const DATA: ArchiveEntry = {
  ...EMPTY,
  id: 300,
  desc: 'TABLE DATA',
  section: 'data',
  tag: 'größe',
  copy: 'COPY;\n',
  dependsOn: [2, 70_000],
  dataOf: 'größe',
}
const INDEX: ArchiveEntry = {...EMPTY, id: 301, desc: 'INDEX', section: 'post-data', tag: 'i'}
const HEAD = {database: 'shop', createdAt: new Date('2026-11-22T18:41:05.678Z')}

const WRITTEN_BY = string('12.0 (heroku-pg-migrate-mysql)')
const HEADER: Bytes = [
  ...text('PGDMP'),
  ...byte(1), // version 1.14-0
  ...byte(14),
  ...byte(0),
  ...byte(4), // bytes of an integer
  ...byte(8), // bytes of an offset
  ...byte(1), // custom format
  ...int(-1), // default compression
  ...int(5), // second
  ...int(41), // minute
  ...int(18), // hour
  ...int(22), // day of the month
  ...int(10), // month from 0
  ...int(126), // year from 1900
  ...int(0), // no daylight saving
  ...string('shop'),
  ...WRITTEN_BY, // server version
  ...WRITTEN_BY, // pg_dump version
]
const NO_OFFSET: Bytes = [...byte(3), ...byte(0), ...byte(0), ...byte(0), ...byte(0), ...byte(0), 0, 0, 0]
const NOT_SET: Bytes = [...byte(1), 0, 0, 0, 0, 0, 0, 0, 0]

describe('encodeToc', () => {
  it('writes the header', () => {
    expect([...encodeToc({...HEAD, entries: []})]).to.deep.equal([...HEADER, ...int(0)])
  })

  const entries: Array<{name: string; entry: ArchiveEntry; bytes: Bytes}> = [
    {
      name: 'a setting, which has no schema',
      entry: ENCODING,
      bytes: [
        ...int(1), // dump id
        ...int(0), // has no data
        ...string('0'), // oid of the catalog
        ...string('0'), // oid
        ...string('ENCODING'), // tag
        ...string('ENCODING'), // desc
        ...int(1), // section none
        ...string('SET x;\n'),
        ...string(''), // drop
        ...NULL, // copy
        ...NULL, // namespace
        ...string(''), // tablespace
        ...NULL, // table access method
        ...string(''), // owner
        ...string('false'), // with oids
        ...NULL, // end of dependencies
        ...NO_OFFSET,
      ],
    },
    {
      name: 'a table, which alone has an access method',
      entry: TABLE,
      bytes: [
        ...int(2),
        ...int(0),
        ...string('0'),
        ...string('0'),
        ...string('größe'),
        ...string('TABLE'),
        ...int(2), // section pre-data
        ...string('CREATE;\n'),
        ...string('DROP;\n'),
        ...NULL,
        ...string('public'),
        ...string(''),
        ...string('heap'),
        ...string(''),
        ...string('false'),
        ...NULL,
        ...NO_OFFSET,
      ],
    },
    {
      name: 'rows, whose place is not known',
      entry: DATA,
      bytes: [
        ...int(300),
        ...int(1), // has data
        ...string('0'),
        ...string('0'),
        ...string('größe'),
        ...string('TABLE DATA'),
        ...int(3), // section data
        ...string(''),
        ...string(''),
        ...string('COPY;\n'),
        ...string('public'),
        ...string(''),
        ...NULL,
        ...string(''),
        ...string('false'),
        ...string('2'), // dependencies in decimal
        ...string('70000'),
        ...NULL,
        ...NOT_SET,
      ],
    },
    {
      name: 'an index',
      entry: INDEX,
      bytes: [
        ...int(301),
        ...int(0),
        ...string('0'),
        ...string('0'),
        ...string('i'),
        ...string('INDEX'),
        ...int(4), // section post-data
        ...string(''),
        ...string(''),
        ...NULL,
        ...string('public'),
        ...string(''),
        ...NULL,
        ...string(''),
        ...string('false'),
        ...NULL,
        ...NO_OFFSET,
      ],
    },
  ]
  for (const {name, entry, bytes} of entries)
    it(`writes ${name}`, () => {
      expect([...encodeToc({...HEAD, entries: [entry]})]).to.deep.equal([...HEADER, ...int(1), ...bytes])
    })

  it('writes known places without changing its size', () => {
    const head = {...HEAD, entries: [TABLE, DATA]}
    const known = encodeToc(head, new Map([[300, 0x1_02_03_04_05_06]]))
    expect(known.length).to.equal(encodeToc(head).length)
    expect([...known.subarray(-9)]).to.deep.equal([...byte(2), 6, 5, 4, 3, 2, 1, 0, 0])
  })
})
