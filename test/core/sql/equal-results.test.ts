import {expect} from 'chai'

import {loadSqlParser} from '../../../src/lib/core/sql/load-sql-parser.js'
import {onEachSource} from '../../servers.js'
import {EQUAL_EXPRESSIONS, EQUAL_SELECTS} from './equal-expressions.js'
import {JSON_TABLE_SELECTS} from './json-table-selects.js'
import {openTwoDatabases, type TwoDatabases} from './same-results.js'

/** What only one of the servers has. */
const ONLY: Readonly<Record<string, 'mariadb' | 'mysql'>> = {
  // MariaDB takes days that a month has not, unless a mode forbids it.
  "str_to_date('2024-02-30', '%Y-%m-%d')": 'mysql',
  "str_to_date('31.4.24', '%d.%m.%y')": 'mysql',
  "str_to_date(concat(year(seen), '-', month(seen), '-', small + 29), '%Y-%m-%d')": 'mysql',
  'md5(name)': 'mariadb',
  // MySQL fails at them.
  "born between '1815-12-01' and '1815-11-31'": 'mariadb',
  "born <= '2023-11-31'": 'mariadb',
  "seen > '2024-02-30'": 'mariadb',
  "'2023-02-29 12:00' <= seen": 'mariadb',
  "stamp >= '2024-02-30 00:00:00'": 'mariadb',
  "born <> ''": 'mariadb',
  "starts = ''": 'mariadb',
  // MySQL writes computed numbers of 17 digits in fewer characters than those of a column.
  'concat(ratio / 3e6)': 'mariadb',
  'concat(ratio * 1e-15)': 'mariadb',
  'concat(ratio * 1e-25, ratio * 1e25)': 'mariadb',
  "1 member of (json_extract(doc, '$.list'))": 'mysql',
  "'two' member of (json_extract(doc, '$.list'))": 'mysql',
  'small member of (doc)': 'mysql',
  "json_extract(doc, '$.a') = 1": 'mysql',
  "json_extract(doc, '$.a') > 0": 'mysql',
  "uuid_to_bin('6ccd780c-baba-1026-9564-5b8c656024db')": 'mysql',
  "uuid_to_bin('6ccd780c-baba-1026-9564-5b8c656024db', 1)": 'mysql',
  "bin_to_uuid(uuid_to_bin('6ccd780c-baba-1026-9564-5b8c656024db'))": 'mysql',
  "bin_to_uuid(uuid_to_bin('6ccd780c-baba-1026-9564-5b8c656024db', 1), 1)": 'mysql',
  'is_uuid(name)': 'mysql',
  "is_uuid('{6ccd780c-baba-1026-9564-5b8c656024db}')": 'mysql',
  "is_uuid('6ccd780cbaba102695645b8c656024db')": 'mysql',
  "is_uuid('6ccd780c-baba10269564-5b8c656024db')": 'mysql',
  "json_extract(doc, '$.t') = true": 'mysql',
  "json_extract(doc, '$.a') + 1": 'mysql',
  "json_extract(doc, '$.a') * price": 'mysql',
  "whole / json_extract(doc, '$.a')": 'mysql',
  "json_extract(doc, '$.list') - 1": 'mysql',
  "json_extract(doc, '$.t') + json_extract(doc, '$.n')": 'mysql',
  "select sum(json_extract(doc, '$.a')) as s, avg(json_extract(doc, '$.a')) as v from subject": 'mysql',
  // MariaDB stores the word as a number.
  'json_array(name like "A%", if(whole > 1, true, false), coalesce(whole > 1, false), exists (select 1), true, json_valid(doc))':
    'mysql',
  'json_array(loose)': 'mysql',
  'select json_array(d.more) as list from (select whole > 1 as more from subject where id = 1) d': 'mysql',
  "json_contains(doc, cast(small as json), '$.list')": 'mysql',
  'json_contains(json_array(small, name), cast(whole as json))': 'mysql',
  'select id, sum(whole) over (order by born range between interval 7 day preceding and current row) as s, count(*) over (order by seen range between interval 100 year preceding and interval 1 hour following) as n from subject order by id':
    'mysql',
  'unix_timestamp(born)': 'mysql',
  'cast(born as json)': 'mysql',
  'cast(seen as json)': 'mysql',
  'cast(starts as json)': 'mysql',
  'cast(mood as json)': 'mysql',
  'cast(price as json)': 'mysql',
  'cast(doc as signed)': 'mysql',
  "cast(json_extract(json_array(ratio * 5, '12.7', 2.5, true), '$[0]') as signed)": 'mysql',
  "cast(json_extract(json_array('12.7', 9007199254740993), '$[0]') as signed)": 'mysql',
  "cast(json_extract(json_array('12.7', 9007199254740993), '$[1]') as signed)": 'mysql',
  'select active, any_value(tags) is not null as some from subject where tags is not null group by active order by active':
    'mysql',
  'lpad(name, 5)': 'mariadb',
  'select json_arrayagg(id order by whole desc) as list from subject': 'mariadb',
  "nvl2(name, 'a', 'b')": 'mariadb',
  'nvl2(whole, whole, price)': 'mariadb',
  "json_exists(doc, '$.a')": 'mariadb',
  "json_query(doc, '$.b')": 'mariadb',
  "json_query(doc, '$.a')": 'mariadb',
  'json_compact(doc)': 'mariadb',
}

describe('translated SQL gives the results of the original', () => {
  onEachSource(source => {
    let both: TwoDatabases
    before(async () => {
      await loadSqlParser()
      both = await openTwoDatabases(source)
    })
    after(() => both?.drop())

    for (const [area, expressions] of Object.entries(EQUAL_EXPRESSIONS)) {
      describe(area, () => {
        for (const expression of expressions) {
          if ((ONLY[expression] ?? source.flavor) !== source.flavor) continue
          it(expression, async () => {
            const {mysql, postgres, sql} = await both.ask(
              `select id, ${expression} as x from subject order by id`,
            )
            expect(postgres, sql).to.deep.equal(mysql)
          })
        }
      })
    }

    const selects = source.flavor === 'mysql' ? [...EQUAL_SELECTS, ...JSON_TABLE_SELECTS] : EQUAL_SELECTS
    describe('whole SELECTs', () => {
      for (const select of selects) {
        if ((ONLY[select] ?? source.flavor) !== source.flavor) continue
        it(select, async () => {
          const {mysql, postgres, sql} = await both.ask(select)
          expect(mysql).to.not.be.empty
          // Neither database says in what order the rows of a rollup come.
          const rows = (all: string[]): string[] => (select.endsWith('rollup') ? all.toSorted() : all)
          expect(rows(postgres), sql).to.deep.equal(rows(mysql))
        })
      }
    })
  })
})
