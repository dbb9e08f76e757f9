/** One thing that went wrong with the schema of the target, and what has to be told of it. */
export interface SchemaFault {
  /** What it touches: faults of one place, or of a table and something in it, are not made at once. */
  place: string
  sql: string
  /** `orders.price: default` */
  found: string[]
}

const PEOPLE_NAME = 'DROP INDEX people_name; CREATE INDEX people_name ON people'
const ORDERS_PERSON = 'DROP INDEX orders_person; CREATE'
const PERSON =
  'ALTER TABLE orders DROP CONSTRAINT orders_person; ALTER TABLE orders ADD CONSTRAINT orders_person'
const TO_PEOPLE = 'FOREIGN KEY (person_id) REFERENCES people (id)'
const BUYERS = `CREATE OR REPLACE VIEW buyers AS SELECT people.id, name, count(*) AS orders FROM people JOIN orders`
const ON_UPDATE = 'EXECUTE FUNCTION orders_on_update()'

/** What is told of each, and what is done. */
const FAULTS: [found: string, sql: string, also?: string][] = [
  ['people.name: default', 'ALTER TABLE people ALTER name DROP DEFAULT'],
  ['people.name: default', "ALTER TABLE people ALTER name SET DEFAULT 'Nobody'"],
  ['people.active: default', 'ALTER TABLE people ALTER active SET DEFAULT false'],
  ['people.balance: default', 'ALTER TABLE people ALTER balance SET DEFAULT 1.5001'],
  ['people.level: default', "ALTER TABLE people ALTER level SET DEFAULT 'high'"],
  ['orders.quantity: default', 'ALTER TABLE orders ALTER quantity SET DEFAULT 2'],
  ['people.email: NOT NULL', 'ALTER TABLE people ALTER email DROP NOT NULL'],
  ['log.message: NOT NULL', 'ALTER TABLE log ALTER message SET NOT NULL'],
  ['orders: comment', 'COMMENT ON TABLE orders IS NULL'],
  ['people: comment', "COMMENT ON TABLE people IS 'who buys'"],
  ['people.name: comment', "COMMENT ON COLUMN people.name IS 'as they say it '"],
  ['people.name: comment', 'COMMENT ON COLUMN people.name IS NULL'],
  ['orders.orders_price: index comment', 'COMMENT ON INDEX orders_price IS NULL'],
  ['orders.orders_price: index comment', "COMMENT ON INDEX orders_price IS 'for a list'"],
  ['people.people_name: index', 'DROP INDEX people_name'],
  ['people.people_name: index', `${PEOPLE_NAME} (city, name)`],
  ['people.people_name: index', `${PEOPLE_NAME} (name)`],
  ['people.people_name: index', `${PEOPLE_NAME} (name, city DESC)`],
  ['people.people_name: index', `${PEOPLE_NAME} (name, lower(city))`],
  ['people.people_bio: index', 'DROP INDEX people_bio; CREATE INDEX people_bio ON people (left(bio, 19))'],
  [
    'people.people_bio: index',
    "DROP INDEX people_bio; CREATE INDEX people_bio ON people (left(bio, 20)) WHERE bio > ''",
  ],
  ['orders.orders_person: index', `${ORDERS_PERSON} INDEX orders_person ON orders USING hash (person_id)`],
  ['orders.orders_person: index', `${ORDERS_PERSON} UNIQUE INDEX orders_person ON orders (person_id, id)`],
  [
    'orders.orders_price: index',
    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_price'::regclass",
  ],
  ['people.people_email: unique key', 'ALTER TABLE people DROP CONSTRAINT people_email'],
  [
    'people.people_email: unique key',
    'ALTER TABLE people DROP CONSTRAINT people_email; ALTER TABLE people ADD CONSTRAINT people_email UNIQUE (email) DEFERRABLE',
  ],
  [
    'order_lines.article: unique key',
    'ALTER TABLE order_lines DROP CONSTRAINT article; ALTER TABLE order_lines ADD CONSTRAINT article UNIQUE (article)',
  ],
  [
    'people.people_email: unique key',
    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'people_email'::regclass",
  ],
  ['order_lines: primary key', 'ALTER TABLE order_lines DROP CONSTRAINT order_lines_pkey'],
  [
    'order_lines: primary key',
    'ALTER TABLE order_lines DROP CONSTRAINT order_lines_pkey; ALTER TABLE order_lines ADD PRIMARY KEY (line, order_id)',
    'order_lines.order_lines_pkey: primary key',
  ],
  ['orders.orders_person: foreign key', 'ALTER TABLE orders DROP CONSTRAINT orders_person'],
  ['orders.orders_person: foreign key', `${PERSON} ${TO_PEOPLE}`],
  ['orders.orders_person: foreign key', `${PERSON} ${TO_PEOPLE} ON UPDATE CASCADE ON DELETE CASCADE`],
  ['orders.orders_person: foreign key', 'ALTER TABLE people DISABLE TRIGGER ALL'],
  [
    'orders.orders_person: foreign key',
    "UPDATE pg_constraint SET convalidated = false WHERE conname = 'orders_person'",
  ],
  ['people.people_score: check', 'ALTER TABLE people DROP CONSTRAINT people_score'],
  [
    'people.people_score: check',
    'ALTER TABLE people DROP CONSTRAINT people_score; ALTER TABLE people ADD CONSTRAINT people_score CHECK (score <= 1e30)',
  ],
  [
    'orders.orders_quantity: check',
    'ALTER TABLE orders DROP CONSTRAINT orders_quantity; ALTER TABLE orders ADD CONSTRAINT orders_quantity CHECK (quantity > -1)',
  ],
  [
    'people.people_tags_check: check',
    "ALTER TABLE people DROP CONSTRAINT people_tags_check; ALTER TABLE people ADD CONSTRAINT people_tags_check CHECK (tags <@ '{a,b,c,d}')",
  ],
  ['buyers: view', 'DROP VIEW buyers'],
  ['buyers: view', `${BUYERS} ON orders.person_id = people.id AND quantity > 1 GROUP BY people.id, name`],
  ['buyers: view', `${BUYERS} ON orders.person_id > people.id GROUP BY people.id, name`],
  ['orders.orders_on_update: trigger', 'DROP TRIGGER orders_on_update ON orders'],
  ['orders.orders_on_update: trigger', 'ALTER TABLE orders DISABLE TRIGGER orders_on_update'],
  [
    'orders.orders_on_update: trigger',
    `DROP TRIGGER orders_on_update ON orders; CREATE TRIGGER orders_on_update AFTER UPDATE ON orders FOR EACH ROW ${ON_UPDATE}`,
  ],
  [
    'orders_on_update: function',
    "CREATE OR REPLACE FUNCTION orders_on_update() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
  ],
  ['people.id: next value', "SELECT setval('people_id_seq', 64, false)"],
  ['orders.id: next value', "SELECT setval('orders_id_seq', 63999, true)"],
  ['orders_id_seq: sequence', 'ALTER SEQUENCE orders_id_seq INCREMENT BY 2'],
  ['people_id_seq: sequence', 'ALTER SEQUENCE people_id_seq MAXVALUE 1000000'],
  ['orders.id: identity', 'ALTER TABLE orders ALTER id SET GENERATED ALWAYS'],
  ['orders.id: identity', 'ALTER TABLE orders ALTER id DROP IDENTITY', 'orders.id: sequence'],
  ['orders.total: generated', 'ALTER TABLE orders ALTER total DROP EXPRESSION'],
  [
    'orders.total: generated',
    'ALTER TABLE orders DROP total; ALTER TABLE orders ADD total numeric(20,2) GENERATED ALWAYS AS (price * (quantity + 1)) STORED',
  ],
  ['log.message: type', 'ALTER TABLE log ALTER message TYPE varchar(201)'],
  ['log.at: type', 'ALTER TABLE log ALTER at TYPE timestamp(3)'],
  ['log.level: type', 'ALTER TABLE log ALTER level TYPE bigint'],
  ['log.extra: column', 'ALTER TABLE log DROP extra'],
  ['people_level: enum type', "ALTER TYPE people_level ADD VALUE 'higher'"],
  ['people.city: collation', 'ALTER TABLE people ALTER city TYPE varchar(60) COLLATE "C"'],
  ['order_lines: table', 'DROP TABLE order_lines'],
]

export const SCHEMA_FAULTS: SchemaFault[] = FAULTS.map(([found, sql, also]) => ({
  place: found.replace(/:.*/, ''),
  sql,
  found: also === undefined ? [found] : [found, also],
}))
