import {expect} from 'chai'

import {loadSqlParser} from '../../../src/lib/core/sql/load-sql-parser.js'
import type {ScopeTable, SqlScope} from '../../../src/lib/core/sql/sql-scope.js'
import {translateView} from '../../../src/lib/core/sql/translate-view.js'

const TABLES: Record<string, ScopeTable> = {
  customer: {
    sql: 'public."customer"',
    keys: [['id']],
    columns: [
      {name: 'id', type: 'integer', nullable: false},
      {name: 'name', type: 'varchar(50)'},
      {name: 'cityId', sql: '"city_id"', type: 'integer'},
      {name: 'active', type: 'boolean'},
    ],
  },
  city: {
    sql: 'public."city"',
    keys: [['id']],
    columns: [
      {name: 'id', type: 'integer', nullable: false},
      {name: 'place', type: 'point'},
      {name: 'label "x"', type: 'text'},
    ],
  },
  OrderItem: {
    sql: 'public."order_item"',
    columns: [
      {name: 'customerId', sql: '"customer_id"', type: 'integer'},
      {name: 'price', type: 'numeric(10,2)'},
    ],
  },
}

const scope: SqlScope = {
  database: 'my shop',
  column: () => undefined,
  table: name => TABLES[name],
}

/** Views as the servers store them, and the SELECT that Postgres gets. */
const TRANSLATED = [
  {
    name: 'drops its own database and names tables as Postgres does',
    mysql: 'select `my shop`.`OrderItem`.`price` AS `price` from `my shop`.`OrderItem`',
    postgres: 'SELECT "OrderItem"."price" FROM public."order_item" AS "OrderItem"',
    columns: [{name: 'price', type: 'numeric(10,2)'}],
  },
  {
    name: 'quotes names',
    mysql: 'select `c`.`label "x"` AS `a "b"` from `city` `c`',
    postgres: 'SELECT "c"."label ""x""" AS "a ""b""" FROM public."city" AS "c"',
    columns: [{name: 'a "b"', type: 'text'}],
  },
  {
    name: 'adds to GROUP BY the columns that depend on it through keys and joins',
    mysql:
      'select `c`.`name` AS `name`,`t`.`label "x"` AS `city`,sum(`o`.`price`) AS `total` from ((`customer` `c` join `OrderItem` `o` on(`o`.`customerId` = `c`.`id`)) left join `city` `t` on(`t`.`id` = `c`.`cityId`)) group by `c`.`id`',
    postgres:
      'SELECT "c"."name", "t"."label ""x""" AS "city", sum("o"."price") AS "total" FROM ((public."customer" AS "c" JOIN public."order_item" AS "o" ON "o"."customer_id" = "c"."id") LEFT JOIN public."city" AS "t" ON "t"."id" = "c"."city_id") GROUP BY "c"."id", "c"."name", "t"."label ""x"""',
    columns: [
      {name: 'name', type: 'varchar(50)'},
      {name: 'city', type: 'text'},
      {name: 'total', type: 'numeric'},
    ],
  },
  {
    name: 'replaces aliases in HAVING with their expressions',
    mysql:
      'select `c`.`active` AS `active`,count(0) AS `n` from `customer` `c` group by `c`.`active` having `n` > 1 order by `n` desc',
    postgres:
      'SELECT "c"."active", count(*) AS "n" FROM public."customer" AS "c" GROUP BY "c"."active" HAVING count(*) > 1 ORDER BY "n" DESC',
    columns: [
      {name: 'active', type: 'boolean'},
      {name: 'n', type: 'bigint'},
    ],
  },
  {
    name: 'orders NULLs as MySQL does',
    mysql: 'select `c`.`id` AS `id` from `customer` `c` order by `c`.`name`,`c`.`id` desc limit 5,10',
    postgres:
      'SELECT "c"."id" FROM public."customer" AS "c" ORDER BY "c"."name" NULLS FIRST, "c"."id" DESC LIMIT 10 OFFSET 5',
    columns: [{name: 'id', type: 'integer'}],
  },
  {
    name: 'gives the branches of a UNION one type',
    mysql:
      "select `c`.`id` AS `x`,`c`.`active` AS `y` from `customer` `c` union all select 'none' AS `none`,7 AS `7`",
    postgres: `SELECT "c"."id"::text AS "x", "c"."active"::integer AS "y" FROM public."customer" AS "c" UNION ALL SELECT 'none' AS "none", 7 AS "7"`,
    columns: [
      {name: 'x', type: 'text'},
      {name: 'y', type: 'integer'},
    ],
  },
  {
    name: 'gives a UNION that begins with NULLs the type of what follows',
    mysql:
      'select NULL AS `x`,NULL AS `y` union all select NULL AS `NULL`,NULL AS `NULL` union all select `o`.`price` AS `price`,`o`.`customerId` AS `customerId` from `OrderItem` `o` union all select `c`.`id` AS `id`,NULL AS `NULL` from `customer` `c`',
    postgres:
      'SELECT NULL::numeric AS "x", NULL::integer AS "y" UNION ALL SELECT NULL::numeric AS "NULL", NULL::integer AS "NULL" UNION ALL SELECT "o"."price", "o"."customer_id" AS "customerId" FROM public."order_item" AS "o" UNION ALL SELECT "c"."id"::numeric AS "id", NULL::integer AS "NULL" FROM public."customer" AS "c"',
    columns: [
      {name: 'x', type: 'numeric'},
      {name: 'y', type: 'integer'},
    ],
  },
  {
    name: 'reads joins without a condition as cross joins',
    mysql: 'select `c`.`id` AS `id` from (`customer` `c` straight_join `city`) where 1',
    postgres: 'SELECT "c"."id" FROM (public."customer" AS "c" CROSS JOIN public."city") WHERE TRUE',
    columns: [{name: 'id', type: 'integer'}],
  },
  {
    name: 'takes any value of a column that is neither grouped nor dependent on what is',
    mysql:
      'select `c`.`name` AS `name`,count(0) AS `n` from `customer` `c` group by `c`.`active` having `c`.`id` > 1 order by `c`.`name`',
    postgres:
      'SELECT (array_agg("c"."name"))[1] AS "name", count(*) AS "n" FROM public."customer" AS "c" GROUP BY "c"."active" HAVING (array_agg("c"."id"))[1] > 1 ORDER BY (array_agg("c"."name"))[1] NULLS FIRST',
    columns: [
      {name: 'name', type: 'varchar(50)'},
      {name: 'n', type: 'bigint'},
    ],
    anyRow: ['"c"."name"', '"c"."id"'],
  },
  {
    name: 'takes any value of such a column that is also joined and filtered by',
    mysql:
      'select `c`.`name` AS `name`,`c`.`cityId` AS `cityId`,count(0) AS `n` from (`customer` `c` left join `city` `t` on(`t`.`id` = `c`.`cityId`)) where `c`.`cityId` > 1 group by `c`.`name`,`c`.`cityId` + 1',
    postgres:
      'SELECT "c"."name", (array_agg("c"."city_id"))[1] AS "cityId", count(*) AS "n" FROM (public."customer" AS "c" LEFT JOIN public."city" AS "t" ON "t"."id" = "c"."city_id") WHERE "c"."city_id" > 1 GROUP BY "c"."name", "c"."city_id"::bigint + 1',
    anyRow: ['"c"."city_id"'],
    columns: [
      {name: 'name', type: 'varchar(50)'},
      {name: 'cityId', type: 'integer'},
      {name: 'n', type: 'bigint'},
    ],
  },
  {
    name: 'leaves constants out of ORDER BY',
    mysql: "select `c`.`id` AS `id` from `customer` `c` order by 'name',`c`.`name`",
    postgres: 'SELECT "c"."id" FROM public."customer" AS "c" ORDER BY "c"."name" NULLS FIRST',
    columns: [{name: 'id', type: 'integer'}],
  },
  {
    name: 'takes any value of a column beside an aggregate of the whole table',
    mysql: 'select `c`.`name` AS `name`,count(0) AS `n` from `customer` `c`',
    postgres: 'SELECT (array_agg("c"."name"))[1] AS "name", count(*) AS "n" FROM public."customer" AS "c"',
    columns: [
      {name: 'name', type: 'varchar(50)'},
      {name: 'n', type: 'bigint'},
    ],
    anyRow: ['"c"."name"'],
  },
  {
    name: 'adds the sums of a rollup as both servers print them',
    mysql:
      'select rollup_group_item(`c`.`active`,0) AS `active`,rollup_sum_switcher(count(0)) AS `n`,grouping(`c`.`active`) AS `g` from `customer` `c` group by `c`.`active` with rollup',
    postgres:
      'SELECT "c"."active", count(*) AS "n", grouping("c"."active") AS "g" FROM public."customer" AS "c" GROUP BY ROLLUP ("c"."active")',
    columns: [
      {name: 'active', type: 'boolean'},
      {name: 'n', type: 'bigint'},
      {name: 'g', type: 'integer'},
    ],
  },
  {
    name: 'rounds quotients to what MySQL shows',
    mysql: 'select avg(`o`.`price`) AS `a` from `OrderItem` `o`',
    postgres: 'SELECT round(avg("o"."price"), 6) AS "a" FROM public."order_item" AS "o"',
    columns: [{name: 'a', type: 'numeric'}],
  },
]

const REFUSED = [
  {mysql: 'select `x`.`a` AS `a` from `other db`.`x`', reason: /other db\.x is in another database/},
  {mysql: 'select `m`.`a` AS `a` from `missing` `m`', reason: /table missing/},
  {mysql: 'select `c`.`gone` AS `gone` from `customer` `c`', reason: /column c\.gone is not known/},
  {mysql: 'select distinct `c`.`id` AS `id` from `customer` `c` order by `c`.`name`', reason: /DISTINCT/},
  {mysql: 'select `c`.`id` AS `id` from `customer` `c` for update', reason: /locks/},
  {mysql: 'select soundex(`c`.`name`) AS `s` from `customer` `c`', reason: /soundex/},
  {mysql: 'select 1 AS `x` from `customer` `c` where `c`.`id` = (select 1,2)', reason: /several columns/},
  {
    mysql: 'select (select `c`.`id` from `customer` `c`) AS `x` union select `c`.`id`,1 from `customer` `c`',
    reason: /different numbers/,
  },
  {
    mysql:
      'select `c`.`id` AS `id` from `customer` `c` where `c`.`id` > (select avg(`c`.`id`)) and `c`.`active`',
    reason: /only columns from outside/,
  },
  {mysql: 'select distinct `c`.`place` AS `place` from `city` `c`', reason: /type point/},
  {mysql: 'select `c`.`id` AS `id` from `city` `c` order by `c`.`place`', reason: /type point/},
  {mysql: 'select count(distinct `c`.`place`) AS `n` from `city` `c`', reason: /type point/},
  {mysql: 'select `c`.`place` = `c`.`place` AS `x` from `city` `c`', reason: /type point/},
  {
    mysql:
      'select `c`.`place` AS `place` from `city` `c` union select `c`.`place` AS `place` from `city` `c`',
    reason: /type point/,
  },
  {mysql: 'insert into `customer` values (1)', reason: /not a single SELECT|syntax/},
  {mysql: '', reason: /SELECT|syntax/},
]

describe('translateView', () => {
  before(loadSqlParser)

  for (const {name, mysql, postgres, ...rest} of TRANSLATED)
    it(name, () => expect(translateView(mysql, scope)).to.deep.equal({ok: true, sql: postgres, ...rest}))

  describe('refuses with a reason', () => {
    for (const {mysql, reason} of REFUSED)
      it(mysql, () => {
        const result = translateView(mysql, scope)
        expect(result.ok, JSON.stringify(result)).to.equal(false)
        expect(result).to.have.property('reason').that.matches(reason)
      })
  })
})
