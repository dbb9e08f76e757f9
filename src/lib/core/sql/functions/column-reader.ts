import {integerRange} from '../../integer-range.js'
import {largestDecimal} from '../../largest-decimal.js'
import {sizesOf} from '../emit-cast.js'
import {refuse} from '../refused.js'
import {variantOf, type DataType} from '../syntax-tree.js'
import {atom, operand, type Term} from '../term.js'

/** Makes the value of a column of a JSON value; NULL where MySQL cannot convert it. */
export type ColumnReader = (value: Term) => Term

/** How a column of `json_table` reads a value, by the column's type. */
export function columnReader(type: DataType): ColumnReader {
  const [name, size] = variantOf(type)
  const whole = WHOLE[name]
  if (whole !== undefined) return value => wholeNumber(value, whole)
  const [first, second] = sizesOf(size)
  if (/^(Text|TinyText|MediumText|LongText)$/.test(name)) return textReader(undefined)
  if (name === 'Varchar') return textReader(first)
  if (name === 'Char') return textReader(first ?? 1, text => `rtrim(${text}, ' ')`)
  if (/^(Decimal|Numeric)$/.test(name)) return decimalReader(first ?? 10, second ?? 0)
  if (/^(Double|DoublePrecision)$/.test(name)) return doubleNumber
  if (name === 'JSON') return value => atom(`NULLIF(${value.sql}, 'null')`, 'jsonb')
  return refuse(`json_table with a column of the type ${name.toLowerCase()} is not translated`)
}

interface WholeType {
  type: string
  range: readonly [smallest: string, largest: string]
}

const WHOLE: Readonly<Record<string, WholeType>> = {
  ...wholeTypes('TinyInt', 8, ['smallint', 'smallint']),
  ...wholeTypes('SmallInt', 16, ['smallint', 'integer']),
  ...wholeTypes('MediumInt', 24, ['integer', 'integer']),
  ...wholeTypes('Int', 32, ['integer', 'bigint']),
  ...wholeTypes('BigInt', 64, ['bigint', 'numeric']),
}

function wholeTypes(
  name: string,
  bits: number,
  [signed, unsigned]: [string, string],
): Record<string, WholeType> {
  return {
    [name]: {type: signed, range: integerRange(bits, false)},
    [`${name}Unsigned`]: {type: unsigned, range: integerRange(bits, true)},
  }
}

const WHOLE_TEXT = String.raw`^\s*[+-]?\d+$`
const NUMBER_TEXT = String.raw`^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?`

function wholeNumber(value: Term, {type, range: [smallest, largest]}: WholeType): Term {
  const read = numberOf(value, WHOLE_TEXT, number => `round(${number})`)
  return within(read, `BETWEEN ${smallest} AND ${largest}`, type)
}

function decimalReader(precision: number, scale: number): ColumnReader {
  const most = largestDecimal(precision, scale)
  return value => {
    const read = numberOf(value, String.raw`${NUMBER_TEXT}\s*$`, number => `round(${number}, ${scale})`)
    return within(read, `BETWEEN -${most} AND ${most}`, `numeric(${precision},${scale})`)
  }
}

/** An empty text is 0 as a double, and only there. */
function doubleNumber(value: Term): Term {
  const text = textIn(value)
  const read = numberOf(value, `${NUMBER_TEXT}$`, number => number)
  return atom(`(CASE WHEN ${text} = '' THEN 0 ELSE ${read} END)::double precision`, 'double precision')
}

/** The number in a value: a number itself, a text that is one from end to end, 1 or 0 of true and false. */
function numberOf(value: Term, pattern: string, convert: (number: string) => string): string {
  const text = textIn(value)
  const number = convert(`(${text})::numeric`)
  return `CASE jsonb_typeof(${value.sql}) WHEN 'number' THEN ${number} WHEN 'boolean' THEN (${text})::boolean::integer WHEN 'string' THEN CASE WHEN ${text} ~ '${pattern}' THEN ${number} END END`
}

/** A number beyond the column's type is NULL. */
function within(number: string, range: string, type: string): Term {
  return atom(
    `(SELECT "number"::${type} FROM (SELECT ${number}) AS "read" ("number") WHERE "number" ${range})`,
    type,
  )
}

/** Objects and arrays are no text, nor is what is longer than the column. A char has no spaces at its end. */
function textReader(length: number | undefined, trim = (text: string): string => text): ColumnReader {
  return value => {
    const text = trim(textIn(value))
    const fits = length === undefined ? '' : ` AND length(${text}) <= ${length}`
    const single = `jsonb_typeof(${value.sql}) NOT IN ('object', 'array')${fits}`
    return atom(`CASE WHEN ${single} THEN ${text} END`, 'text')
  }
}

function textIn(value: Term): string {
  return `${operand(value)} #>> '{}'`
}
