import type {SeededRandom} from './seeded-random.js'

/** Expressions that change a value of a Postgres type a little, `$` being the column. */
export function smallChange(type: string, random: SeededRandom): string {
  const base = type.replace(/\(.*\)/, '')
  const place = `1 + ${random.below(1000)} % greatest(length($), 1)`
  const letter = `substr($, ${place}, 1)`
  const bit = random.below(8)
  const texts = [
    "$ || ' '",
    `overlay($ placing chr(ascii(${letter}) # 1) from ${place} for 1)`,
    `overlay($ placing CASE WHEN ${letter} = lower(${letter}) THEN upper(${letter}) ELSE lower(${letter}) END from ${place} for 1)`,
    `overlay($ placing '' from ${place} for 1)`,
  ]
  const changes: Record<string, string[]> = {
    smallint: ['($ # 1)::smallint', '($ + 1)::smallint', '(-$ - 1)::smallint'],
    integer: [`$ # ${2 ** random.below(20)}`, '-$ - 1'],
    bigint: [`$ # ${2 ** random.below(30)}`, '-$ - 1'],
    numeric: ['$ + 0.0001', '$ - 0.0001', '-$'],
    // A step of the last bit; where rounding takes it back, another change is chosen.
    'double precision': ['$ * (1 + 2.3e-16::float8)', '$ * (1 - 1.2e-16::float8)', '-$'],
    real: ['($ * (1 + 1.2e-7::float8))::real', '-$'],
    'character varying': texts,
    text: texts,
    'timestamp without time zone': ["$ + interval '1 microsecond'", "$ - interval '1 second'"],
    'timestamp with time zone': ["$ + interval '1 millisecond'", "$ - interval '1 hour'"],
    'time without time zone': ["$ + interval '1 microsecond'"],
    date: ['$ + 1', '$ - 1'],
    boolean: ['NOT $'],
    'text[]': ["$ || 'a'::text", 'array_remove($, $[1])', "ARRAY['c', 'a']"],
    bytea: [
      String.raw`CASE WHEN length($) > 0 THEN set_bit($, ${bit}, 1 - get_bit($, ${bit})) ELSE '\x00' END`,
      String.raw`$ || '\x00'::bytea`,
    ],
    jsonb: [
      "jsonb_set($, '{n}', to_jsonb(($->>'n')::numeric + 1))",
      `$ || '{"extra": null}'`,
      "$ - 'word'",
      "jsonb_set($, '{list,2}', '0')",
    ],
    bit: ["$ # B'00000001'", "$ # B'10000000'"],
    point: ['point($[0], $[1] + 1e-13)', 'point($[1], $[0])'],
  }
  const found = Object.hasOwn(changes, base) ? changes[base] : undefined
  if (!found) throw new Error(`no small change is known of ${type}`)
  return random.pick(found)
}
