import type {DemoSource} from './demo-source.js'
import type {Scene} from './start-scene.js'

/** What the cases may refer to. */
export interface Arranged {
  demo: DemoSource
  scene: Scene
}

/** One way to start the migration wrongly. */
export interface BadInput {
  name: string
  /** The flags that count. Those of `GOOD` that they do not name are added. */
  flags: (
    arranged: Arranged,
  ) => Promise<Record<string, string | undefined>> | Record<string, string | undefined>
  env?: (arranged: Arranged) => Record<string, string>
  /** 1 where left out. */
  exit?: number
  /** What the user reads. */
  says: string
  /** What the user can do about it. */
  suggests: string
}

/** Flags with which the migration would run; one set to undefined is left out, one set to '' has no value. */
export const GOOD = {'--app': 'sushi', '--with-app': 'sushi-client', '--no-deploy': '', '--confirm': 'sushi'}
const READS = 'SHOW VIEW, TRIGGER, EVENT, EXECUTE, LOCK TABLES ON {}.*'
/** Temporary AWS credentials that the sandbox accepts. */
export const TEMPORARY = {accessKeyId: 'ASIATEMPORARY', secretAccessKey: 'temporary', sessionToken: 'token'}

const changed = (url: string, change: Partial<URL>): string => Object.assign(new URL(url), change).href

/** The bad input that the migration has to refuse, each before it changes anything. */
export const BAD_INPUTS: BadInput[] = [
  {
    name: 'an app that does not exist',
    flags: () => ({'--app': 'nobody', '--confirm': 'nobody'}),
    says: "Couldn't find the app nobody",
    suggests: 'heroku apps',
  },
  {
    name: 'an app of --with-app that does not exist',
    flags: () => ({'--with-app': 'nobody'}),
    says: "Couldn't find the app nobody",
    suggests: 'heroku apps',
  },
  {
    name: 'an app without MySQL',
    flags: () => ({
      '--app': 'leaflet',
      '--confirm': 'leaflet',
      '--with-app': undefined,
      '--source': undefined,
    }),
    says: "Couldn't find a MySQL database in the config vars",
    suggests: '--source mysql://USER:PASSWORD@HOST/DATABASE',
  },
  {
    name: 'a --source that is no config var',
    flags: () => ({'--source': 'NO_SUCH_URL'}),
    says: "Couldn't find the variable NO_SUCH_URL",
    suggests: 'heroku config',
  },
  {
    name: 'two MySQL databases to choose from',
    flags: () => ({'--source': undefined}),
    says: 'Found 2 MySQL databases',
    suggests: '--source REPORTS_URL',
  },
  {
    name: 'a wrong password',
    flags: ({demo}) => ({'--source': changed(demo.url, {password: 'wrong'})}),
    says: "Couldn't connect to MySQL",
    suggests: 'Check the user and the password',
  },
  {
    name: 'a host that is down',
    flags: ({demo}) => ({'--source': changed(demo.url, {port: '1'})}),
    says: "Couldn't connect to MySQL at 127.0.0.1:1",
    suggests: 'Check the host and the port',
  },
  {
    name: 'a server whose certificate cannot be verified',
    flags: () => ({'--ssl-mode': 'verify-ca'}),
    says: "Couldn't connect to MySQL",
    suggests: '--ssl-ca FILE',
  },
  {
    name: 'a certificate file that is not there',
    flags: () => ({'--ssl-ca': '/nowhere/ca.pem'}),
    says: "Couldn't read the certificate file /nowhere/ca.pem",
    suggests: '',
  },
  {
    name: 'an empty database',
    flags: async ({demo}) => ({'--source': await urlOf(demo, '_empty')}),
    says: '_empty has no tables that the user may see',
    suggests: 'Check that the URL names the right database',
  },
  {
    name: 'a table of --include that does not exist',
    flags: () => ({'--include': 'sushi_rolls'}),
    says: "Couldn't find the table sushi_rolls",
    suggests: 'case included',
  },
  {
    name: 'a target that does not exist',
    flags: () => ({'--target': 'NOWHERE'}),
    says: "Couldn't find the database NOWHERE on sushi",
    suggests: 'heroku pg:info --app sushi',
  },
  {
    name: 'a target that is not empty',
    flags: () => ({'--target': 'FULL'}),
    says: 'rolls',
    suggests: 'heroku pg:reset',
  },
  {
    name: 'a plan that is too small for the data',
    flags: async ({demo}) => ({'--source': await urlOf(demo, '_large'), '--plan': 'essential-0'}),
    says: 'The plan essential-0 holds 1 GB, and the data will need about',
    suggests: '--plan essential-1',
  },
  {
    name: 'an Advanced plan',
    flags: () => ({'--plan': 'advanced'}),
    says: 'which cannot restore a backup from a URL',
    suggests: 'Choose an essential, standard or premium plan',
  },
  {
    name: 'a plan that does not exist',
    flags: () => ({'--plan': 'essential-9'}),
    says: "Couldn't find the Heroku Postgres plan essential-9",
    suggests: '--plan essential-0',
  },
  {
    name: 'no bucket on the way through one',
    flags: () => ({'--bucket': undefined, '--via': 's3'}),
    says: 'No bucket was named to carry the data to Heroku',
    suggests: '--bucket s3://BUCKET/PREFIX',
  },
  {
    name: 'a bucket that nothing goes through',
    flags: () => ({'--via': 'direct'}),
    says: '--bucket cannot be used with --via direct',
    suggests: 'Leave out one of them',
  },
  {
    name: 'the bucket of an add-on that the app does not have',
    flags: () => ({'--bucket': 'bucketeer'}),
    says: 'BUCKETEER_BUCKET_NAME',
    suggests: '--bucket s3://BUCKET/PREFIX',
  },
  {
    name: 'a bucket that does not exist',
    flags: () => ({'--bucket': 's3://no-such-bucket/moves'}),
    says: "Couldn't find the bucket no-such-bucket",
    suggests: 'aws s3 mb s3://no-such-bucket',
  },
  {
    name: 'a bucket in another region',
    flags: () => ({'--bucket': 's3://far-away/moves?region=us-east-1'}),
    says: 'is in another region: eu-west-1',
    suggests: 's3://far-away?region=eu-west-1',
  },
  {
    name: 'a wrong AWS secret',
    flags: () => ({}),
    env: () => ({AWS_SECRET_ACCESS_KEY: 'wrong'}),
    says: 'The AWS secret access key for the bucket sushi-migration is wrong',
    suggests: 'Check AWS_SECRET_ACCESS_KEY',
  },
  {
    name: 'temporary AWS credentials that end before the restore would',
    flags: () => ({}),
    env: () => ({
      AWS_ACCESS_KEY_ID: TEMPORARY.accessKeyId,
      AWS_SECRET_ACCESS_KEY: TEMPORARY.secretAccessKey,
      AWS_SESSION_TOKEN: TEMPORARY.sessionToken,
      AWS_CREDENTIAL_EXPIRATION: new Date(Date.now() + 600_000).toISOString(),
    }),
    says: 'before the restore would',
    suggests: 'Get credentials that last longer',
  },
  {
    name: 'another app on the MySQL add-on that is not named',
    flags: () => ({'--with-app': undefined}),
    says: 'sushi-client uses the MySQL add-on jawsdb-sushi-12345, too',
    suggests: '--with-app sushi-client',
  },
  {
    name: "an add-on name that another of the app's add-ons has",
    flags: () => ({'--name': 'jawsdb-sushi-12345'}),
    says: 'An add-on named jawsdb-sushi-12345 already exists',
    suggests: 'Choose another name',
  },
  {
    name: "an add-on name that somebody else's add-on has",
    flags: () => ({'--name': 'pg-theirs'}),
    exit: 12,
    says: 'An add-on named pg-theirs already exists',
    suggests: 'Choose another name',
  },
  {
    name: 'a value that a flag does not know',
    flags: () => ({'--names': 'shouting'}),
    exit: 2,
    says: 'Expected --names=shouting to be one of: keep, lower, snake',
    suggests: '--help',
  },
  {
    name: 'flags that exclude each other',
    flags: () => ({'--keep-maintenance': ''}),
    exit: 2,
    says: '--keep-maintenance',
    suggests: '--help',
  },
  {
    name: "--confirm with another app's name",
    flags: () => ({'--confirm': 'sushi-client'}),
    says: 'Confirmation sushi-client did not match sushi. Aborted.',
    suggests: '--confirm sushi',
  },
  {
    name: 'nobody at a terminal and no --confirm',
    flags: () => ({'--confirm': undefined}),
    says: 'There is no terminal to confirm on',
    suggests: '--confirm sushi',
  },
  {
    name: 'nobody at a terminal and no word about the deploy',
    flags: () => ({'--no-deploy': undefined}),
    says: 'There is no terminal to wait on while you deploy',
    suggests: '--deploy COMMAND, --no-deploy or --keep-maintenance',
  },
  {
    name: 'a MySQL user without SELECT on a table',
    flags: async ({demo}) => ({
      '--source': await demo.urlWith(READS, ...(await selectOnAllBut(demo, 'payments'))),
    }),
    says: 'The MySQL user may not read the table payments',
    suggests: 'GRANT SELECT ON',
  },
  {
    name: 'a MySQL user without SHOW VIEW',
    flags: async ({demo}) => ({'--source': await demo.urlWith('SELECT, TRIGGER, LOCK TABLES ON {}.*')}),
    says: 'The MySQL user may not see what these views do: active_members, gym_revenue',
    suggests: 'GRANT SELECT, SHOW VIEW ON',
  },
  {
    name: 'a MySQL user without TRIGGER',
    flags: async ({demo}) => ({'--source': await demo.urlWith('SELECT, SHOW VIEW, LOCK TABLES ON {}.*')}),
    says: 'The MySQL user may not see triggers',
    suggests: 'GRANT TRIGGER ON',
  },
]

async function selectOnAllBut({admin, database}: DemoSource, table: string): Promise<string[]> {
  const [rows] = await admin.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = '${database}'`,
  )
  const names = (rows as {name: string}[]).map(({name}) => name).filter(name => name !== table)
  return names.map(name => `SELECT ON {}.\`${name}\``)
}

async function urlOf(demo: DemoSource, suffix: string): Promise<string> {
  const url = await demo.urlWith(`ALL ON {}${suffix}.*`)
  return changed(url, {pathname: `/${demo.database}${suffix}`})
}
