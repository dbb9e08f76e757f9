import {createConnection, type Connection} from 'mysql2/promise'
import {loadDemoDatabase} from '../../sandbox/demo-database.js'
import type {Source} from '../servers.js'

/** Characters that a URL has to escape, as generated passwords have them. */
export const PASSWORD = 'sU:sh!@#$%/?i'

/** The demo's database on a real server, with the user that an add-on's URL would name. */
export interface DemoSource {
  database: string
  /** URL of the app's user, whose password is `PASSWORD`. */
  url: string
  /** The superuser's connection, in the database. */
  admin: Connection
  /** URL of another user with these privileges, each as `SELECT ON {}.*`, where `{}` is the database. */
  urlWith(...grants: string[]): Promise<string>
  drop(): Promise<void>
}

let created = 0

export async function createDemoSource(source: Source): Promise<DemoSource> {
  const database = `e2e_${process.pid}_${++created}`
  await loadDemoDatabase(source.url(), database)
  const admin = await createConnection({uri: source.url(), database, multipleStatements: true})
  const users: string[] = []
  const urlWith = async (...grants: string[]): Promise<string> => {
    const user = `e2e_${process.pid}_${++created}`
    // A fresh MariaDB has an anonymous user at localhost, which is taken before one at `%`.
    for (const account of [`'${user}'@'%'`, `'${user}'@'localhost'`]) {
      users.push(account)
      await admin.query(`CREATE USER ${account} IDENTIFIED BY '${PASSWORD}'`)
      for (const grant of grants) await admin.query(`GRANT ${grant.replaceAll('{}', database)} TO ${account}`)
    }

    const {hostname, port} = new URL(source.url())
    return `mysql://${user}:${encodeURIComponent(PASSWORD)}@${hostname}:${port}/${database}`
  }

  return {
    database,
    url: await urlWith('ALL ON {}.*'),
    admin,
    urlWith,
    async drop() {
      await admin.query(`DROP DATABASE ${database}`)
      await admin.query(`DROP USER ${users.join(', ')}`)
      await admin.end()
    },
  }
}
