/**
 * The kinds of expression that are translated, and what each holds, in the JSON of datafusion-sqlparser-rs 0.62; a kind that is
 * missing here is refused. The parser package's own types do not describe what its parser returns.
 */
export interface ExpressionVariants {
  IsFalse: Expression
  IsNotFalse: Expression
  IsNotNull: Expression
  IsNotTrue: Expression
  IsNotUnknown: Expression
  IsNull: Expression
  IsTrue: Expression
  IsUnknown: Expression
  Identifier: Identifier
  CompoundIdentifier: Identifier[]
  Value: {value: LiteralValue}
  Prefixed: {value: Expression}
  TypedString: {data_type: DataType; value: {value: LiteralValue}}
  Nested: Expression
  BinaryOp: BinaryNode
  UnaryOp: {op: string; expr: Expression}
  Like: LikeExpression
  RLike: {expr: Expression; pattern: Expression; negated: boolean}
  MemberOf: {value: Expression; array: Expression}
  Between: {expr: Expression; low: Expression; high: Expression; negated: boolean}
  InList: {expr: Expression; list: Expression[]; negated: boolean}
  InSubquery: {expr: Expression; subquery: Query; negated: boolean}
  AnyOp: QuantifiedExpression
  AllOp: QuantifiedExpression
  Exists: {subquery: Query; negated: boolean}
  Subquery: Query
  Tuple: Expression[]
  Case: CaseExpression
  Cast: {expr: Expression; data_type: DataType}
  Convert: {expr: Expression; data_type?: DataType; charset?: NamePart[]}
  Collate: {expr: Expression; collation: NamePart[]}
  Function: FunctionCall
  Interval: IntervalExpression
  Trim: {expr: Expression; trim_where?: string; trim_what?: Expression; trim_characters: unknown}
  Substring: {expr: Expression; substring_from?: Expression; substring_for?: Expression}
  Position: {expr: Expression; in: Expression}
  Ceil: RoundExpression
  Floor: RoundExpression
}

export type Expression = {
  [Name in keyof ExpressionVariants]: Pick<ExpressionVariants, Name>
}[keyof ExpressionVariants]

export interface BinaryNode {
  left: Expression
  op: string
  right: Expression
}

/** `left > ALL (right)` */
export interface QuantifiedExpression {
  left: Expression
  compare_op: string
  right: Expression
}

export interface Identifier {
  value: string
  /** Set where the name stands in quotes; the server quotes stored functions and no others. */
  quote_style?: string
}

export type NamePart = {Identifier: Identifier}

export type LiteralValue =
  | 'Null'
  | {Number: [string, boolean]}
  | {SingleQuotedString: string}
  | {DoubleQuotedString: string}
  | {NationalStringLiteral: string}
  | {HexStringLiteral: string}
  | {SingleQuotedByteStringLiteral: string}
  | {Boolean: boolean}

export interface LikeExpression {
  expr: Expression
  pattern: Expression
  negated: boolean
  any: boolean
  escape_char?: {value: LiteralValue}
}

export interface CaseExpression {
  operand?: Expression
  conditions: {condition: Expression; result: Expression}[]
  else_result?: Expression
}

/** Lengths are `{IntegerLength: {length}}`, precisions `{PrecisionAndScale: [10, 2]}`: read with care. */
export type DataType = string | Record<string, unknown>

export interface IntervalExpression {
  value: Expression
  leading_field?: string
  last_field?: string
}

export interface RoundExpression {
  expr: Expression
  field: {DateTimeField?: string; Scale?: unknown}
}

export interface FunctionCall {
  name: NamePart[]
  args: 'None' | {List: ArgumentList} | {Subquery: Query}
  over?: {WindowSpec: WindowSpec} | {NamedWindow: Identifier}
  filter?: Expression
  null_treatment?: string
  within_group: unknown[]
}

export interface ArgumentList {
  duplicate_treatment?: string
  args: ({Unnamed: {Expr: Expression} | 'Wildcard'} | {Named: unknown})[]
  clauses: ({OrderBy: OrderByItem[]} | {Separator: {value: LiteralValue}} | Record<string, unknown>)[]
}

export interface OrderByItem {
  expr: Expression
  options: {asc?: boolean; nulls_first?: boolean}
}

export interface WindowSpec {
  window_name?: Identifier
  partition_by: Expression[]
  order_by: OrderByItem[]
  window_frame?: WindowFrame
}

export interface WindowFrame {
  units: string
  start_bound: FrameBound
  end_bound?: FrameBound
}

export type FrameBound = 'CurrentRow' | {Preceding?: Expression} | {Following?: Expression}

export interface Query {
  with?: {recursive: boolean; cte_tables: CommonTableNode[]}
  body: QueryBody
  order_by?: {kind: {Expressions: OrderByItem[]}}
  limit_clause?: LimitClause
}

export interface CommonTableNode {
  alias: TableAlias
  query: Query
}

export type QueryBody =
  | {Select: Select}
  | {Query: Query}
  | {SetOperation: {op: string; set_quantifier: string; left: QueryBody; right: QueryBody}}

export type LimitClause =
  | {LimitOffset: {limit?: Expression; offset?: {value: Expression}}}
  | {OffsetCommaLimit: {offset: Expression; limit: Expression}}

export interface Select {
  distinct?: 'All' | 'Distinct' | Record<string, unknown>
  projection: SelectItem[]
  from: JoinedTable[]
  selection?: Expression
  group_by: {Expressions: [Expression[], unknown[]]}
  having?: Expression
  named_window: [Identifier, {WindowSpec: WindowSpec} | {NamedWindow: Identifier}][]
}

export type SelectItem =
  | {UnnamedExpr: Expression}
  | {ExprWithAlias: {expr: Expression; alias: Identifier}}
  | {Wildcard: unknown}
  | {QualifiedWildcard: unknown}

export interface JoinedTable {
  relation: TableFactor
  joins: {relation: TableFactor; join_operator: string | Record<string, JoinConstraint>}[]
}

export type JoinConstraint = 'Natural' | 'None' | {On: Expression} | {Using: NamePart[][]}

export type TableFactor =
  | {Table: {name: NamePart[]; alias?: TableAlias}}
  | {Derived: {lateral: boolean; subquery: Query; alias?: TableAlias}}
  | {NestedJoin: {table_with_joins: JoinedTable; alias?: TableAlias}}
  | {JsonTable: JsonTable}

export interface JsonTable {
  json_expr: Expression
  json_path: {value: LiteralValue}
  columns: JsonColumn[]
  alias?: TableAlias
}

export type JsonColumn =
  | {Named: NamedJsonColumn}
  | {ForOrdinality: Identifier}
  | {Nested: {path: {value: LiteralValue}; columns: JsonColumn[]}}

export interface NamedJsonColumn {
  name: Identifier
  type: DataType
  path: {value: LiteralValue}
  exists: boolean
  on_empty?: JsonHandling
  on_error?: JsonHandling
}

export type JsonHandling = 'Null' | 'Error' | {Default: {value: LiteralValue}}

export interface TableAlias {
  name: Identifier
  columns: {name: Identifier}[]
}

/** An expression without the parentheses around it. */
export function unnested(expression: Expression): Expression {
  return 'Nested' in expression ? unnested(expression.Nested) : expression
}

/** Name and content of a variant; the parser writes variants as objects with one key. */
export function variantOf(node: object | string): [name: string, content: unknown] {
  return typeof node === 'string' ? [node, undefined] : (Object.entries(node)[0] ?? ['', undefined])
}
