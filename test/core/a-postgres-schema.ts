import type {
  PostgresColumn,
  PostgresSchema,
  PostgresSequence,
  PostgresTable,
} from '../../src/lib/core/postgres-schema.js'

/** A column of which only the interesting parts are told. */
export function aColumn(name: string, type: string, rest: Partial<PostgresColumn> = {}): PostgresColumn {
  return {
    name,
    source: name,
    type,
    nullable: true,
    defaultSql: null,
    generatedSql: null,
    identity: null,
    comment: '',
    ...rest,
  }
}

/** A table of which only the interesting parts are told. */
export function aTable(
  name: string,
  columns: PostgresColumn[],
  rest: Partial<PostgresTable> = {},
): PostgresTable {
  return {
    name,
    source: name,
    comment: '',
    columns,
    primaryKey: null,
    uniqueKeys: [],
    indexes: [],
    checks: [],
    foreignKeys: [],
    triggers: [],
    partitioning: null,
    ...rest,
  }
}

/** A sequence of which only the interesting parts are told. */
export function aSequence(name: string, rest: Partial<PostgresSequence> = {}): PostgresSequence {
  return {
    name,
    next: '1',
    increment: '1',
    start: '1',
    minimum: '1',
    maximum: '9223372036854775806',
    cycle: false,
    ...rest,
  }
}

/** A schema of which only the interesting parts are told. */
export function aSchema(rest: Partial<PostgresSchema> = {}): PostgresSchema {
  return {
    extensions: [],
    collations: [],
    enums: [],
    functions: [],
    tables: [],
    sequences: [],
    views: [],
    ...rest,
  }
}

/** One object of every kind, each needing another; the names of tables and columns are ordinary. */
export const SHOP: PostgresSchema = aSchema({
  collations: [{name: 'ignore_case', locale: 'und-u-ks-level2'}],
  enums: [{name: 'status', labels: ['open', "won't do", String.raw`a\b`]}],
  functions: [{name: 'touch', body: 'BEGIN NEW.touched := now(); RETURN NEW; END'}],
  sequences: [aSequence('invoice_number', {next: '1000', increment: '10'})],
  tables: [
    aTable(
      'orders',
      [
        aColumn('id', 'bigint', {nullable: false, identity: {sequence: 'orders_id_seq', next: '42'}}),
        aColumn('customer_id', 'integer', {nullable: false}),
        aColumn('status', 'public."status"', {defaultSql: "'open'", comment: "where it's at"}),
        aColumn('price', 'numeric(10,2)'),
        aColumn('price_with_tax', 'numeric(10,2)', {generatedSql: '"price" * 1.2'}),
        aColumn('touched', 'timestamptz'),
      ],
      {
        comment: 'Orders',
        primaryKey: {name: 'orders_pkey', columns: ['id']},
        indexes: [
          {
            name: 'orders_price',
            unique: false,
            method: 'btree',
            elements: ['"price" DESC'],
            comment: 'for the list',
          },
        ],
        // One row fails the first and makes the second divide by zero; all rows pass the third.
        checks: [
          {name: 'orders_price_check', sql: '"price" > 0'},
          {name: 'orders_ratio_check', sql: '10 / ("price" + 1) > 0'},
          {name: 'orders_id_check', sql: '"id" > 0'},
        ],
        foreignKeys: [
          {
            name: 'orders_customer',
            columns: ['customer_id'],
            parentTable: 'customers',
            parentColumns: ['id'],
            onUpdate: 'CASCADE',
            onDelete: 'RESTRICT',
            notValid: true,
          },
        ],
        triggers: [{name: 'orders_touch', function: 'touch', timing: 'BEFORE UPDATE'}],
      },
    ),
    aTable(
      'customers',
      [
        aColumn('id', 'integer', {nullable: false, identity: {sequence: 'customers_id_seq', next: '3'}}),
        aColumn('email', 'varchar(255)', {nullable: false, collation: 'ignore_case'}),
      ],
      {
        primaryKey: {name: 'customers_pkey', columns: ['id']},
        uniqueKeys: [{name: 'customers_email_key', columns: ['email']}],
      },
    ),
  ],
  views: [
    {
      name: 'order_totals',
      source: 'order_totals',
      columns: ['id', 'email', 'total'],
      sql: 'SELECT c."id", c."email", sum(o."price") FROM public."customers" c JOIN public."orders" o ON o."customer_id" = c."id" GROUP BY c."id"',
    },
    {
      name: 'big_orders',
      source: 'big_orders',
      columns: [],
      sql: 'SELECT * FROM public."order_totals" WHERE "total" > 10',
    },
  ],
})

/** A table in partitions of its own, with all that such a table can have. */
export const PARTED: PostgresTable = aTable(
  'parted',
  [
    aColumn('id', 'integer', {nullable: false, identity: {sequence: 'parted_id_seq', next: '4'}}),
    aColumn('at', 'date', {nullable: false}),
    aColumn('touched', 'timestamptz'),
  ],
  {
    primaryKey: {name: 'parted_pkey', columns: ['id', 'at']},
    indexes: [{name: 'parted_at', unique: false, method: 'btree', elements: ['"at"'], comment: 'by day'}],
    checks: [{name: 'parted_check', sql: '"id" > 0'}],
    triggers: [{name: 'parted_touch', function: 'touch', timing: 'BEFORE UPDATE'}],
    partitioning: {
      by: 'RANGE ("at")',
      partitions: [
        {
          name: 'parted_old',
          bounds: "FOR VALUES FROM (MINVALUE) TO ('2020-01-01')",
          comment: 'cold',
          partitioning: null,
        },
        {
          name: 'parted_new',
          bounds: "FOR VALUES FROM ('2020-01-01') TO (MAXVALUE)",
          comment: '',
          partitioning: {
            by: 'HASH ("id")',
            partitions: [
              {
                name: 'parted_new_0',
                bounds: 'FOR VALUES WITH (MODULUS 1, REMAINDER 0)',
                comment: '',
                partitioning: null,
              },
            ],
          },
        },
        {name: 'parted_default', bounds: 'DEFAULT', comment: '', partitioning: null},
      ],
    },
  },
)

/** COPY text for SHOP's tables; one order has no customer, one fails the check. */
export const SHOP_ROWS: Record<string, string> = {
  orders:
    "1\t1\topen\t9.99\t\\N\n2\t2\twon't do\t20.00\t\\N\n41\t99\ta\\\\b\t-1.00\t2024-01-01 00:00:00+00\n",
  customers: '1\tann@example.com\n2\tbjörn@example.com\n',
}
