import {expect} from 'chai'

import type {
  MysqlColumn,
  MysqlDefault,
  MysqlPartition,
  MysqlSchema,
  MysqlTable,
} from '../../../src/lib/core/mysql-schema.js'
import type {SourceConnection} from '../../../src/lib/mysql/connect.js'
import {readSchema} from '../../../src/lib/mysql/catalog/read-schema.js'
import {onEachSource} from '../../servers.js'
import {createSourceDatabase, type SourceDatabase} from '../source-database.js'

const literal = (value: string): MysqlDefault => ({kind: 'literal', value})
const expression = (sql: string): MysqlDefault => ({kind: 'expression', sql})

/** Both servers normalise alike but for case, brackets, spaces and character set introducers. */
function normal(sql: string | undefined): string | undefined {
  return sql?.toLowerCase().replaceAll(/_utf8mb4(?=')|[() ]/g, '')
}

interface ColumnCase {
  ddl: string
  expected: Partial<MysqlColumn>
}

const COLUMNS: Record<string, ColumnCase> = {
  plain: {ddl: 'int', expected: {dataType: 'int', nullable: true, default: {kind: 'null'}, precision: 10}},
  required: {ddl: 'int unsigned not null', expected: {nullable: false, default: null}},
  text_default: {
    ddl: String.raw`varchar(20) default 'it''s \\ "q"'`,
    expected: {default: literal(String.raw`it's \ "q"`), length: 20},
  },
  control: {ddl: String.raw`varchar(20) default 'a\nb\tc\0d'`, expected: {default: literal('a\nb\tc\0d')}},
  empty: {ddl: "varchar(20) default ''", expected: {default: literal('')}},
  word_null: {ddl: "varchar(20) default 'NULL'", expected: {default: literal('NULL')}},
  word_now: {
    ddl: "varchar(40) default 'current_timestamp()'",
    expected: {default: literal('current_timestamp()')},
  },
  digits: {ddl: "varchar(20) default '007'", expected: {default: literal('007')}},
  unicode: {
    ddl: "varchar(20) default 'ü€' comment 'c''est €'",
    expected: {default: literal('ü€'), comment: "c'est €"},
  },
  money: {ddl: 'decimal(10,2) default 1.50', expected: {default: literal('1.50'), precision: 10, scale: 2}},
  negative: {ddl: 'int default -7', expected: {default: literal('-7')}},
  flag: {ddl: 'tinyint(1) not null default 1', expected: {default: literal('1'), columnType: 'tinyint(1)'}},
  bits: {ddl: "bit(8) default b'101'", expected: {default: expression("b'101'"), precision: 8}},
  raw: {
    ddl: 'binary(3) default 0x610001',
    expected: {default: expression('0x610001'), length: 3, charset: null},
  },
  raw_var: {ddl: 'varbinary(5) default 0x0001', expected: {default: expression('0x0001')}},
  raw_empty: {ddl: "varbinary(5) default ''", expected: {default: expression("x''")}},
  day: {ddl: "date default '2001-02-03'", expected: {default: literal('2001-02-03')}},
  zero_day: {
    ddl: "datetime not null default '0000-00-00 00:00:00'",
    expected: {default: literal('0000-00-00 00:00:00')},
  },
  duration: {
    ddl: "time(2) default '-01:02:03'",
    expected: {default: literal('-01:02:03.00'), fractionalDigits: 2},
  },
  label: {
    ddl: "enum('a','b''c','D,e') default 'b''c'",
    expected: {default: literal("b'c"), columnType: "enum('a','b''c','D,e')", length: null},
  },
  labels: {ddl: "set('x','y') default 'x,y'", expected: {default: literal('x,y')}},
  german: {
    ddl: 'varchar(9) character set latin1 collate latin1_german1_ci',
    expected: {charset: 'latin1', collation: 'latin1_german1_ci'},
  },
  hidden: {ddl: 'int default 5 invisible', expected: {invisible: true}},
}

describe('readSchema', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let connection: SourceConnection | undefined
    let schema: MysqlSchema
    const table = (name: string): MysqlTable => schema.tables.find(found => found.name === name)!
    const column = (name: string, of = 'columns'): MysqlColumn =>
      table(of).columns.find(found => found.name === name)!

    before(async () => {
      database = await createSourceDatabase(source)
      await database.run(...common(), ...(source.flavor === 'mariadb' ? MARIADB : MYSQL))
      connection = await database.open()
      schema = await readSchema(connection!, database.address.database)
    })
    after(async () => {
      await connection?.close()
      await database.drop()
    })

    for (const [name, {ddl, expected}] of Object.entries(COLUMNS))
      it(`reads ${ddl}`, () => {
        const found = column(name)
        expect({...found, ...expected}).to.deep.equal(found)
      })

    it('reads expressions as defaults', () => {
      expect(normal((column('now', 'expressions').default as {sql: string}).sql)).to.equal(
        'current_timestamp3',
      )
      expect(column('now', 'expressions').onUpdateNow).to.equal(true)
      expect(normal((column('sum', 'expressions').default as {sql: string}).sql)).to.equal('1+2')
      const quoted = column('quoted', 'expressions').default as {kind: string; sql: string}
      expect(quoted.kind).to.equal('expression')
      expect(normal(quoted.sql)).to.equal(String.raw`concat'a',convert'it\'s\\x'usingutf8mb4`)
    })

    it('reads generated columns without the server’s extra escapes', () => {
      const foreign = column('foreign_text', 'expressions').default as {sql: string}
      expect(normal(foreign.sql)).to.equal("concat'ü€','x'")
      const {generated} = column('glued', 'expressions')
      expect(generated?.stored).to.equal(true)
      expect(normal(generated?.expression)).to.equal("concat`c'\\d`,'it\\'s\\\\x'")
      expect(column('computed', 'expressions').generated).to.deep.include({stored: false})
    })

    it('reads checks, with the table each is on', () => {
      expect(table('checked').checks.map(({name, expression: sql}) => [name, normal(sql)])).to.deep.equal([
        ['check me', "`a`<>'it\\'s\\\\y'and`n`>0"],
      ])
    })

    it('reads indexes: order, prefix, direction, kind, comment', () => {
      const {indexes} = table('indexed')
      const [primary, described, fulltext, spatial, unique] = indexes
      expect(indexes.map(({name}) => name)).to.deep.equal(['PRIMARY', 'described', 'ft', 'sp', 'uq'])
      expect(primary).to.deep.include({unique: true, kind: 'btree'})
      expect(primary!.parts.map(part => part.column)).to.deep.equal(['b', 'a'])
      expect(described).to.deep.include({unique: false, comment: "it's"})
      expect(fulltext).to.deep.include({kind: 'fulltext'})
      expect(spatial).to.deep.include({kind: 'spatial'})
      expect(spatial!.parts[0]!.prefix).to.equal(null)
      expect(unique).to.deep.include({unique: true, kind: 'btree'})
      expect(unique!.parts).to.deep.equal([
        {column: 'v', expression: null, prefix: 5, descending: false},
        {column: 'a', expression: null, prefix: null, descending: true},
      ])
    })

    it('reads foreign keys of several columns, to the table itself and with their actions', () => {
      expect(table('child').foreignKeys).to.deep.equal(
        [
          {
            name: 'fk both',
            columns: ['y', 'x'],
            parentDatabase: database.address.database,
            parentTable: 'indexed',
            parentColumns: ['b', 'a'],
            onUpdate: 'CASCADE',
            onDelete: 'SET NULL',
          },
          {
            name: 'fk self',
            columns: ['parent'],
            parentDatabase: database.address.database,
            parentTable: 'child',
            parentColumns: ['id'],
            onUpdate: 'RESTRICT',
            onDelete: 'RESTRICT',
          },
        ].map(key =>
          source.flavor === 'mysql'
            ? {...key, onUpdate: noAction(key.onUpdate), onDelete: noAction(key.onDelete)}
            : key,
        ),
      )
    })

    it('reads the table’s own properties', () => {
      expect(table('child')).to.deep.include({
        engine: 'InnoDB',
        comment: "tab'le €",
        autoIncrement: '41',
        partitioning: null,
      })
      expect(table('archived').engine).to.equal('MyISAM')
    })

    it('reads partitions and subpartitions in their order', () => {
      expect(table('parts').partitioning).to.deep.equal({
        method: 'RANGE',
        expression: '`a`',
        partitions: [
          {
            name: 'p9',
            values: '10',
            comment: '',
            subpartitioning: {
              method: 'LINEAR HASH',
              expression: '`b`',
              partitions: [aSubpartition('s1', "it's"), aSubpartition('s0', '')],
            },
          },
          {
            name: 'p1',
            values: 'MAXVALUE',
            comment: '',
            subpartitioning: {
              method: 'LINEAR HASH',
              expression: '`b`',
              partitions: [aSubpartition('s3', ''), aSubpartition('s2', '')],
            },
          },
        ],
      })
    })

    it('reads a primary key past 2^53 exactly', () => {
      expect(table('huge').autoIncrement).to.equal('9007199254740995')
    })

    it('reads AUTO_INCREMENT as it is now', async () => {
      await database.run('INSERT INTO child (y, x) VALUES (1, 1)')
      const again = await readSchema(connection!, database.address.database)
      expect(again.tables.find(({name}) => name === 'child')?.autoIncrement).to.equal('42')
    })

    it('keeps tables apart whose names differ in case only', () => {
      expect(schema.tables.map(({name}) => name)).to.include.members(['Twin', 'twin'])
      expect(table('Twin').columns.map(({name}) => name)).to.deep.equal(['a'])
      expect(table('twin').columns.map(({name}) => name)).to.deep.equal(['b'])
    })

    it('reads hostile names as they are', () => {
      const name = '`"\'\\; DROP -- 😉'.replace('😉', 'ü')
      expect(table(name).columns.map(found => found.name)).to.deep.equal([name, '__proto__'])
    })

    it('reads views with their columns, and a broken one without failing', () => {
      const [broken, totals] = ['broken', 'totals'].map(name => schema.views.find(view => view.name === name))
      expect(totals?.select.toLowerCase()).to.match(/^select .*sum\(/)
      expect(totals?.columns.map(({name}) => name)).to.deep.equal(['a', 'total'])
      expect(broken?.select).to.include('gone')
      expect(schema.tables.map(({name}) => name)).not.to.include.members(['totals'])
    })

    it('reads the defaults of NOT NULL columns of an empty table', () => {
      expect(column('label', 'bare').default).to.deep.equal(literal('é'))
      expect(column('labels', 'bare').default).to.deep.equal(literal('a,b'))
      expect(column('raw', 'bare').default).to.deep.equal(expression('0x0041ff'))
      expect(column('mood', 'bare')).to.deep.include({
        columnType: String.raw`enum('?','\\','it''s 😎','😀')`,
        default: literal("it's 😎"),
      })
      expect(column('moods', 'bare')).to.deep.include({
        columnType: "set('x','😀😀','👍')",
        default: literal('x,👍'),
      })
      // MariaDB shows no trace of such characters as long as there is no row.
      expect(column('face', 'bare').default).to.deep.equal(
        source.flavor === 'mariadb'
          ? {kind: 'literal', value: String.raw`it's \ ??`, doubtful: true}
          : literal(String.raw`it's \ 😀?`),
      )
    })

    it('reads characters that the catalog has no room for', () => {
      expect(column('label', 'emoji')).to.deep.include({
        columnType: "enum('😀','b','it''s ✓?😇')",
        default: literal('😀'),
      })
      expect(column('labels', 'emoji').columnType).to.equal("set('👍','c')")
      expect(column('plain', 'emoji').default).to.deep.equal(literal('a😀?'))
      expect((column('computed', 'emoji').default as {sql: string}).sql).to.include("'😀'")
      expect(column('generated', 'emoji').generated?.expression).to.include("'?????😀'")
      expect(table('emoji').checks[0]?.expression).to.include("'😡'")
      expect(schema.views.find(({name}) => name === 'smiles')?.select).to.match(/^select '😀' as `face`/i)
    })

    it('reads triggers, routines and events with their text', () => {
      expect(schema.triggers).to.have.length(1)
      expect(schema.triggers[0]).to.deep.include({
        name: 'tr',
        table: 'checked',
        timing: 'BEFORE',
        event: 'INSERT',
      })
      expect(schema.triggers[0]!.statement).to.include('NEW.n')
      expect(schema.routines.map(({name, kind}) => [name, kind])).to.deep.equal([
        ['fn', 'FUNCTION'],
        ['pr', 'PROCEDURE'],
      ])
      expect(schema.routines[0]!.definition).to.match(/^create .* function `fn`\(.*return 7/is)
      expect(schema.events.map(({name}) => name)).to.deep.equal(['ev'])
      expect(schema.events[0]!.definition).to.match(/on schedule every .* do delete from checked/is)
    })

    if (source.flavor === 'mariadb') {
      it('reads sequences, system versioning and the check of a JSON column', () => {
        expect(schema.sequences).to.deep.equal([
          {
            name: 'sq',
            next: '5',
            increment: '2',
            start: '5',
            minimum: '1',
            maximum: '9223372036854775806',
            cycle: false,
          },
        ])
        expect(table('versioned').systemVersioned).to.equal(true)
        expect(column('rs', 'versioned')).to.deep.include({
          invisible: true,
          generated: null,
          default: expression('current_timestamp(6)'),
          onUpdateNow: true,
        })
        expect(column('re', 'versioned')).to.deep.include({generated: null, onUpdateNow: false})
        expect(table('jsons').checks.map(({expression: sql}) => sql)).to.deep.equal(['json_valid(`j`)'])
        expect(column('uid', 'jsons').dataType).to.equal('uuid')
      })
      it('reads spatial reference systems and ignored indexes', () => {
        expect(column('g', 'places').srid).to.equal(4326)
        expect(column('any', 'places').srid).to.equal(null)
        expect(table('places').indexes.find(({name}) => name === 'ign')?.visible).to.equal(false)
      })
    } else {
      it('reads functional and multi-valued index parts', () => {
        const [functional, multi] = table('functional').indexes
        expect(functional?.parts[0]).to.deep.include({
          column: null,
          expression: String.raw`concat(` + '`a`' + String.raw`,_utf8mb4'x\'')`,
        })
        expect(multi?.parts[0]?.expression).to.match(/array\)$/)
      })
      it('reads spatial reference systems, invisible indexes and checks that are not enforced', () => {
        expect(column('g', 'places').srid).to.equal(4326)
        expect(column('any', 'places').srid).to.equal(null)
        expect(table('places').indexes.find(({name}) => name === 'ign')?.visible).to.equal(false)
        expect(table('places').checks).to.deep.equal([
          {name: 'idle', expression: '(`n` > 0)', enforced: false},
        ])
      })
    }
  })
})

/** MySQL 9 shows what was not said as NO ACTION, MariaDB as RESTRICT; they mean the same there. */
function noAction(action: string): string {
  return action === 'RESTRICT' ? 'NO ACTION' : action
}

const EMOJI = [
  "label enum('😀','b','it''s ✓?😇') default '😀'",
  "labels set('👍','c')",
  "plain varchar(9) default 'a😀?'",
  "computed varchar(20) default (concat('😀', 'y'))",
  "`generated` varchar(20) as (concat(plain, '?????😀'))",
  "check (plain <> '😡')",
]

const EXPRESSIONS = [
  String.raw`\`c'\d\` varchar(20)`.replaceAll(String.raw`\``, '`'),
  'now timestamp(3) not null default current_timestamp(3) on update current_timestamp(3)',
  '`sum` int default (1 + 2)',
  "foreign_text varchar(20) default (concat('ü€', 'x'))",
  String.raw`quoted varchar(50) default (concat('a', convert('it\'s \\x' using utf8mb4)))`,
  String.raw`glued varchar(50) as (concat(\`c'\d\`, 'it\'s \\x')) stored`.replaceAll(String.raw`\``, '`'),
  'computed int as (1 + 1) virtual',
]

function common(): string[] {
  const columns = Object.entries(COLUMNS).map(([name, {ddl}]) => `\`${name}\` ${ddl}`)
  const nasty = '`"\'\\; DROP -- ü'.replaceAll('`', '``')
  return [
    `CREATE TABLE \`columns\` (${columns.join(', ')})`,
    `CREATE TABLE expressions (${EXPRESSIONS.join(', ')})`,
    String.raw`CREATE TABLE checked (a varchar(20), n int, constraint ${'`check me`'} check (a <> 'it\'s \\y' and n > 0))`,
    "CREATE TABLE indexed (a int, b int, v varchar(20), t text, p point not null, primary key (b, a), unique key uq (v(5), a desc), key described (a) comment 'it''s', spatial key sp (p), fulltext key ft (t)) engine=InnoDB",
    "CREATE TABLE child (id int not null auto_increment primary key, x int, y int, parent int, constraint `fk both` foreign key (y, x) references indexed (b, a) on update cascade on delete set null, constraint `fk self` foreign key (parent) references child (id)) engine=InnoDB auto_increment=41 comment='tab''le €'",
    'CREATE TABLE archived (a int) engine=MyISAM',
    `CREATE TABLE parts (a int, b int) PARTITION BY RANGE (a) SUBPARTITION BY LINEAR HASH (b) (
      PARTITION p9 VALUES LESS THAN (10) (SUBPARTITION s1 COMMENT 'it''s', SUBPARTITION s0),
      PARTITION p1 VALUES LESS THAN MAXVALUE (SUBPARTITION s3, SUBPARTITION s2))`,
    'CREATE TABLE huge (id bigint unsigned auto_increment primary key) auto_increment=9007199254740995',
    `CREATE TABLE emoji (${EMOJI.join(', ')})`,
    "INSERT INTO emoji (label, labels) VALUES ('😀', '👍'), ('it''s ✓?😇', 'c'), ('b', '👍,c')",
    "CREATE VIEW smiles AS SELECT '😀' AS face, plain FROM emoji",
    String.raw`CREATE TABLE bare (raw binary(3) NOT NULL DEFAULT 0x0041ff, face varchar(9) NOT NULL DEFAULT 'it''s \\ 😀?',
      label enum('DEFAULT ''x''', 'é') CHARACTER SET binary NOT NULL DEFAULT 'é', labels set('a', 'b') CHARACTER SET binary NOT NULL DEFAULT 'a,b',
      mood enum('?', '\\', 'it''s 😎', '😀') NOT NULL DEFAULT 'it''s 😎', moods set('x', '😀😀', '👍') NOT NULL DEFAULT 'x,👍')`,
    'CREATE TABLE Twin (a int)',
    'CREATE TABLE twin (b int)',
    `CREATE TABLE \`${nasty}\` (\`${nasty}\` int, __proto__ int)`,
    'CREATE TABLE gone (a int)',
    'CREATE VIEW totals AS SELECT a, SUM(b) AS total FROM indexed GROUP BY a',
    'CREATE VIEW broken AS SELECT a FROM gone',
    'DROP TABLE gone',
    'CREATE TRIGGER tr BEFORE INSERT ON checked FOR EACH ROW SET NEW.n = 1',
    'CREATE FUNCTION fn() RETURNS int DETERMINISTIC RETURN 7',
    'CREATE PROCEDURE pr() SELECT 1',
    'CREATE EVENT ev ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM checked',
  ]
}

const MARIADB = [
  'CREATE SEQUENCE sq START WITH 5 INCREMENT BY 2',
  'CREATE TABLE versioned (a int, rs timestamp(6) generated always as row start invisible, re timestamp(6) generated always as row end, period for system_time(rs, re)) with system versioning',
  'CREATE TABLE jsons (j json, uid uuid)',
  'CREATE TABLE places (n int, g geometry ref_system_id=4326, `any` geometry, key ign (n) ignored)',
]

const MYSQL = [
  String.raw`CREATE TABLE functional (a varchar(20), j json, index f ((concat(a, 'x\''))), index mv ((cast(j->'$.a' as unsigned array))))`,
  'CREATE TABLE places (n int, g geometry srid 4326, `any` geometry, key ign (n) invisible, constraint idle check (n > 0) not enforced)',
]

function aSubpartition(name: string, comment: string): MysqlPartition {
  return {name, values: '', comment, subpartitioning: null}
}
