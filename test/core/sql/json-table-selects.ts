const VALUES =
  '[null, true, false, 7, -5, 1.6, 1000, 3000000000, 99999.995, "7", " 7", "7 ", "+7", "x7", "7x", "1.6", "1.5 ", ".5", "5.", "1e2", "", "  ", "true", "long text", [1], {"a": 1}]'
const ORDERS =
  '[{"sku": "A-1", "qty": 2, "parts": [1, 2]}, {"sku": null, "parts": []}, {"qty": "3", "gift": false}, 5]'

/** SELECTs from `json_table`, which MySQL alone has in this form. */
export const JSON_TABLE_SELECTS: readonly string[] = [
  `select j.* from json_table('${VALUES}', '$[*]' columns (n for ordinality, i int path '$', u int unsigned path '$', t tinyint path '$', s smallint unsigned path '$', m mediumint path '$', b bigint path '$', bu bigint unsigned path '$')) j order by j.n`,
  `select j.* from json_table('${VALUES}', '$[*]' columns (n for ordinality, d decimal(6,2) path '$', e decimal(3,3) path '$', f double path '$')) j order by j.n`,
  `select j.* from json_table('${VALUES}', '$[*]' columns (n for ordinality, v varchar(5) path '$', x text path '$', c char(3) path '$', e int exists path '$.a', a int path '$.a')) j order by j.n`,
  `select j.* from json_table('${VALUES}', '$[*]' columns (n for ordinality, whole json path '$', part json path '$.a')) j order by j.n`,
  `select j.* from json_table('${ORDERS}', '$[*]' columns (n for ordinality, sku varchar(10) path '$.sku' default '"none"' on empty, qty int path '$.qty' default '1' on empty null on error, gift int exists path '$.gift')) j order by j.n`,
  `select j.* from json_table('${ORDERS}', '$[*]' columns (n for ordinality, sku varchar(10) path '$.sku', nested path '$.parts[*]' columns (place for ordinality, part int path '$'))) j order by j.n, j.place`,
  "select s.id, j.one from subject s join json_table(s.doc, '$.list[*]' columns (one varchar(20) path '$')) j order by s.id, j.one",
  "select s.id, j.n, j.one from subject s left join json_table(s.doc, '$.list[*]' columns (n for ordinality, one varchar(20) path '$')) j on true order by s.id, j.n",
  "select s.id, j.c from subject s, json_table(s.doc, '$' columns (c varchar(20) path '$.b.c', t int path '$.t')) j where j.t = 1 order by s.id",
  "select s.id, count(j.one) as parts, max(j.one) as last from subject s left join json_table(s.doc, '$.list[*]' columns (one varchar(20) path '$')) j on j.one <> 'two' group by s.id order by s.id",
  "select m.month, count(s.id) as n from json_table('[1, 2, 12]', '$[*]' columns (month int path '$')) m left join subject s on month(s.born) = m.month group by m.month order by m.month",
  `select j.v from json_table('{"a": {"b": 7}, "c d": [8]}', '$.a[*]' columns (v int path '$')) j union all select k.v from json_table('{"a": {"b": 7}, "c d": [8]}', '$."c d"[*]' columns (v int path '$')) k union all select l.v from json_table('{"a": 1, "b": "2"}', '$.*' columns (v int path '$')) l`,
]
