import type {AppFixture} from './add-app.js'

export interface DemoAppsOptions {
  mysqlUrl: string
  /** Whether `sushi-client` is attached to the same MySQL add-on; it is where left out. */
  clientAttached?: boolean
  /** Gives `sushi` a release phase. */
  releasePhase?: boolean
  /** More config vars of `sushi`. */
  config?: Record<string, string>
}

/** The demo's apps: `sushi`, a service with its MySQL in a JawsDB add-on, and `sushi-client`, its web client. */
export function demoApps({
  mysqlUrl,
  clientAttached = true,
  releasePhase = false,
  config = {},
}: DemoAppsOptions): AppFixture[] {
  const jawsdb = {
    name: 'jawsdb-sushi-12345',
    service: 'jawsdb',
    plan: 'kitefin',
    attachment: 'JAWSDB',
    values: {URL: mysqlUrl},
  }
  const release = {type: 'release', quantity: 0, command: './migrate.sh'}
  return [
    {
      name: 'sushi',
      formation: [
        {type: 'web', quantity: 2, command: 'java -jar target/sushi.jar'},
        {type: 'worker', quantity: 1, command: 'java -jar target/sushi.jar --worker'},
        {type: 'clock', quantity: 1, command: 'java -jar target/sushi.jar --clock'},
        ...(releasePhase ? [release] : []),
      ],
      config: {SPRING_PROFILES_ACTIVE: 'production', ...config},
      addons: [jawsdb],
    },
    {
      name: 'sushi-client',
      formation: [{type: 'web', quantity: 1, command: 'node server.js'}],
      config: {API_URL: 'https://sushi.example'},
      attached: clientAttached ? [{addon: jawsdb.name, attachment: 'JAWSDB'}] : [],
    },
  ]
}
