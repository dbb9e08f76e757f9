import type {AppFixture} from './add-app.js'

/** The databases of the demo's apps, and variations of the apps. */
export interface DemoAppsOptions {
  mysqlUrl: string
  /** Whether `sushi-client` is attached to the same MySQL add-on; true when absent. */
  clientAttached?: boolean
  /** Gives `sushi` a release phase. */
  releasePhase?: boolean
  /** The S3 bucket of a Bucketeer add-on of `sushi`. */
  bucketeer?: {accessKeyId: string; secretAccessKey: string; region: string; bucket: string}
  /** More config vars of `sushi`. */
  config?: Record<string, string>
}

const JAWSDB = 'jawsdb-sushi-12345'

/** The demo's apps: `sushi`, a service with its MySQL in a JawsDB add-on, and `sushi-client`, its web client. */
export function demoApps(options: DemoAppsOptions): AppFixture[] {
  const {clientAttached = true} = options
  return [
    service(options),
    {
      name: 'sushi-client',
      formation: [{type: 'web', quantity: 1, command: 'node server.js'}],
      config: {API_URL: 'https://sushi.example'},
      attached: clientAttached ? [{addon: JAWSDB, attachment: 'JAWSDB'}] : [],
    },
  ]
}

function service({mysqlUrl, releasePhase, config, bucketeer}: DemoAppsOptions): AppFixture {
  const release = {type: 'release', quantity: 0, command: './migrate.sh'}
  return {
    name: 'sushi',
    formation: [
      {type: 'web', quantity: 2, command: 'java -jar target/sushi.jar'},
      {type: 'worker', quantity: 1, command: 'java -jar target/sushi.jar --worker'},
      {type: 'clock', quantity: 1, command: 'java -jar target/sushi.jar --clock'},
      ...(releasePhase ? [release] : []),
    ],
    config: {SPRING_PROFILES_ACTIVE: 'production', ...config},
    addons: [
      {name: JAWSDB, service: 'jawsdb', plan: 'kitefin', attachment: 'JAWSDB', values: {URL: mysqlUrl}},
      ...(bucketeer ? [bucketeerAddon(bucketeer)] : []),
    ],
  }
}

function bucketeerAddon(bucketeer: NonNullable<DemoAppsOptions['bucketeer']>) {
  const values = {
    AWS_ACCESS_KEY_ID: bucketeer.accessKeyId,
    AWS_SECRET_ACCESS_KEY: bucketeer.secretAccessKey,
    AWS_REGION: bucketeer.region,
    BUCKET_NAME: bucketeer.bucket,
  }
  return {
    name: 'bucketeer-sushi-12345',
    service: 'bucketeer',
    plan: 'hobbyist',
    attachment: 'BUCKETEER',
    values,
  }
}
