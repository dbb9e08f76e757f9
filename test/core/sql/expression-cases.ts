/** One MySQL expression, as a server stores it, and its translation. */
export interface ExpressionCase {
  mysql: string
  postgres: string
}

/** Over the columns of `subject-table.ts`. */
export const TRANSLATED: readonly ExpressionCase[] = [
  // Text as the servers write it.
  {mysql: "concat(`name`,_utf8mb4'-',`note`)", postgres: `"name" || '-' || "note"`},
  {mysql: String.raw`concat(${'`name`'},_utf8mb4\'it\\\'s\')`, postgres: `"name" || 'it''s'`},
  {mysql: String.raw`(${'`note`'} <> _utf8mb4\'a\\\\b\')`, postgres: String.raw`"note" <> E'a\\b'`},
  {mysql: String.raw`${'`note`'} = 'a\'b\\c'`, postgres: String.raw`"note" = E'a''b\\c'`},
  {
    mysql: "`note` = 'charset utf8mb4 mod straight_join _utf8mb4'",
    postgres: `"note" = 'charset utf8mb4 mod straight_join _utf8mb4'`,
  },
  {mysql: 'cast(`whole` as char(10) charset utf8mb4)', postgres: `left("whole"::text, 10)`},
  {mysql: 'cast(`price` as decimal(10,2))', postgres: '"price"::numeric(10,2)'},
  {mysql: 'cast(`small` as decimal(7,2))', postgres: '"small"::numeric(7,2)'},
  {
    mysql: 'cast(`price` as decimal(5,2))',
    postgres: '(sign("price") * least(abs("price"), 999.99))::numeric(5,2)',
  },
  {mysql: '0 = 0', postgres: '0 = 0'},
  {mysql: '`whole` MOD 3', postgres: '"whole" % 3'},
  {mysql: "!(`name` regexp 'x')", postgres: `NOT ("name" ~* 'x')`},
  {mysql: "X'41' = `raw`", postgres: String.raw`'\x41'::bytea = "raw"`},
  {
    mysql: "json_value(`doc`, '$.a' returning char(512))",
    postgres: `CASE WHEN jsonb_typeof("doc" #> '{a}') NOT IN ('object', 'array') THEN ("doc" #> '{a}') #>> '{}' END`,
  },
  {mysql: '/* a comment */ `whole` + 1', postgres: '"whole"::bigint + 1'},
  // Operators bind as in MySQL, with or without parentheses.
  {mysql: '`whole` = 1 xor `small` = 2', postgres: '("whole" = 1) <> ("small" = 2)'},
  {
    mysql: '`whole` + 2 ^ 1',
    postgres: '"whole" + ((2)::bigint # (1)::bigint)',
  },
  {mysql: '1 | `whole` & 6', postgres: '(1)::bigint | ("whole"::bigint & (6)::bigint)'},
  {mysql: 'not `whole` = 1', postgres: 'NOT ("whole" = 1)'},
  // Booleans and numbers.
  {mysql: '(0 <> `active`)', postgres: 'FALSE <> "active"'},
  {mysql: '`active` = 2', postgres: '"active"::integer = 2'},
  {mysql: '`whole` and `active`', postgres: '("whole" <> 0) AND "active"'},
  {mysql: '`whole` / `small`', postgres: '"whole"::numeric / nullif("small", 0)'},
  {mysql: '`whole` DIV 2', postgres: '"whole"::bigint / 2'},
  {mysql: '`whole` <=> NULL', postgres: '"whole" IS NOT DISTINCT FROM NULL'},
  {
    mysql: 'greatest(`whole`,`small`,1)',
    postgres: 'CASE WHEN "whole" IS NOT NULL AND "small" IS NOT NULL THEN greatest("whole", "small", 1) END',
  },
  {mysql: "`mood` = 'SAD'", postgres: `"mood" = 'sad'`},
  {mysql: "`mood` = 'gone'", postgres: `"mood"::text = 'gone'`},
  {mysql: "`tags` = 'a,b'", postgres: `"tags" = '{"a","b"}'::text[]`},
  // Dates.
  {mysql: '(`born` + interval 1 month)', postgres: `("born" + interval '1 month')::date`},
  {mysql: '(`born` + interval 5 minute)', postgres: `"born" + interval '5 minutes'`},
  {mysql: "`born` <= '2024-04-31'", postgres: `"born" <= date '2024-04-30'`},
  {mysql: "'2023-02-29' <= `seen`", postgres: `timestamp '2023-02-28 23:59:59.999999' < "seen"`},
  {mysql: "`seen` > '2024-01-31'", postgres: `"seen" > date '2024-01-31'`},
  {mysql: "`born` > '2024-01-31 12:00:00'", postgres: `"born"::timestamp > timestamp '2024-01-31 12:00:00'`},
  {mysql: "date_format(`born`,'%Y-%m-%d')", postgres: `to_char("born", 'YYYY-MM-DD')`},
  {mysql: "date_format(`born`,'the %D')", postgres: `to_char("born", '"the" FMDDth')`},
  {mysql: 'current_timestamp(3)', postgres: 'localtimestamp(3)'},
  // Patterns.
  {mysql: String.raw`${'`name`'} regexp '\\bA.b[.]'`, postgres: String.raw`"name" ~* E'\\yA[^\\n]b[.]'`},
  {mysql: String.raw`${'`name`'} like '50\\%'`, postgres: String.raw`"name" LIKE E'50\\%'`},
]

/** What is refused, and a word of the reason. */
export const REFUSED: readonly {mysql: string; reason: RegExp}[] = [
  {mysql: 'soundex(`name`)', reason: /soundex: Postgres has it only in an extension/},
  {mysql: 'user()', reason: /user: the accounts/},
  {mysql: 'database()', reason: /database: the database has another name/},
  {mysql: 'last_insert_id()', reason: /session/},
  {mysql: 'inet6_aton(`name`)', reason: /function inet6_aton is not known/},
  {mysql: "`name` = 'a\\0b'", reason: /holds a NUL byte/},
  {mysql: '`tags` + 1', reason: /set is used as a number/},
  {mysql: 'concat(`loose`)', reason: /six digits/},
  {mysql: 'conv(`name`,36,10)', reason: /conv/},
  {mysql: 'greatest(`born`,`whole`)', reason: /greatest of a date and another value/},
  {mysql: 'coalesce(`born`,`starts`)', reason: /a time among dates/},
  {mysql: '`net_price`(`price`)', reason: /stored function net_price does not exist/},
  {mysql: '`shop`.`net_price`(`price`)', reason: /stored function shop.net_price/},
  {mysql: 'rand(1)', reason: /number of arguments/},
  {mysql: "`born` = '0000-00-00'", reason: /zero date/},
  {mysql: "`born` = '2024-04-31'", reason: /'2024-04-31' is not a date/},
  {mysql: "date_add('2023-02-29', interval 1 day)", reason: /'2023-02-29' is not a date/},
  {mysql: "`seen` < '2024-01-31 24:00:00'", reason: /not a date/},
  {mysql: "`starts` < '25:00'", reason: /not a time/},
  {mysql: "addtime(`starts`, '10:61')", reason: /not a time/},
  {mysql: '`born` > 240101', reason: /compared with a number/},
  {mysql: '`stamp` + 1', reason: /time zone is used as a number/},
  {mysql: "`mood` > 'a'", reason: /order of an enum/},
  {mysql: "`seen` + interval '1:1' second_microsecond", reason: /second_microsecond/},
  {mysql: 'week(`born`,2)', reason: /mode/},
  {mysql: "date_format(`born`,'%Q')", reason: /%Q/},
  {mysql: "greatest(`whole`,'5')", reason: /greatest of texts and numbers/},
  {mysql: 'date_format(`born`,`name`)', reason: /not a literal/},
  {mysql: "str_to_date(`name`,'%W')", reason: /%W/},
  {mysql: 'cast(`name` as date)', reason: /text is used as a date/},
  {mysql: 'cast(`name` as year)', reason: /cast to/},
  {mysql: "json_extract(`doc`,'$**.a')", reason: /JSON path/},
  {mysql: 'json_extract(`doc`,`name`)', reason: /JSON path/},
  {mysql: 'json_contains(`doc`,\'{"a": 1}\')', reason: /json_contains/},
  {mysql: "`name` regexp '(?i)a'", reason: /regular expression/},
  {mysql: "`name` regexp 'a+?'", reason: /regular expression/},
  {mysql: "`name` regexp '[a-z&&[^b]]'", reason: /regular expression/},
  {mysql: '`name` regexp `note`', reason: /not a literal/},
  {mysql: "trim(both 'ab' from `name`)", reason: /single letter/},
  {mysql: "match (`name`) against ('x')", reason: /full-text/},
  {mysql: '`whole` = (select 1)', reason: /subquery/},
  {mysql: 'sum(`whole`)', reason: /aggregate/},
  {mysql: '`missing` + 1', reason: /column missing is not known/},
  {mysql: '@a := 1', reason: /syntax|known/},
  {mysql: '`whole` + ', reason: /syntax/},
  {mysql: '1, 2', reason: /single expression/},
  {mysql: '1 from `t`', reason: /with from/},
  {mysql: '_latin1 0xE9', reason: /character set latin1/},
  {mysql: '`whole` sounds like `name`', reason: /syntax/},
]

/** What generated columns and indexes may not hold, because a setting decides it. */
export const REFUSED_WHERE_IMMUTABLE: readonly string[] = [
  'now()',
  'curdate()',
  'rand()',
  "concat_ws('-',`name`,`note`)",
  'concat(`name`,`born`)',
  'concat(`name`,`mood`)',
  "date_format(`born`,'%M')",
  'unix_timestamp(`seen`)',
  "str_to_date(`name`,'%Y-%m-%d')",
]
