import {expect} from 'chai'

import {findSources} from '../../src/lib/core/find-sources.js'

const URL = 'mysql://app:secret@db.example.com:3306/shop'
const ADDRESS = {host: 'db.example.com', port: 3306, user: 'app', password: 'secret', database: 'shop'}

interface Case {
  title: string
  configVars: Record<string, string>
  expected: {name: string; configVars?: string[]; address?: Partial<typeof ADDRESS>}[]
}

const CASES: Case[] = [
  {
    title: 'nothing in an app without MySQL',
    configVars: {DATABASE_URL: 'postgres://u:p@h/d', REDIS_URL: 'redis://h'},
    expected: [],
  },
  ...[
    'JAWSDB_URL',
    'JAWSDB_MARIA_URL',
    'CLEARDB_DATABASE_URL',
    'DATABASE_URL',
    'HEROKU_JAWSDB_GRAY_URL',
    'jdbcUrl',
  ].map(name => ({
    title: name,
    configVars: {[name]: URL, PORT: '80'},
    expected: [{name, configVars: [name]}],
  })),
  {
    title: 'Rails’ mysql2:// in DATABASE_URL',
    configVars: {DATABASE_URL: URL.replace('mysql:', 'mysql2:')},
    expected: [{name: 'DATABASE_URL'}],
  },
  {
    title: 'the same database under two names once, by the add-on’s own name',
    configVars: {
      DATABASE_URL: URL.replace('mysql:', 'mysql2:'),
      JAWSDB_URL: URL,
      APP_DB: URL.replace('db.', 'DB.'),
    },
    expected: [{name: 'JAWSDB_URL', configVars: ['JAWSDB_URL', 'DATABASE_URL', 'APP_DB']}],
  },
  {
    title: 'two databases on one server as two',
    configVars: {JAWSDB_URL: URL, REPORTS_URL: URL.replace('shop', 'reports')},
    expected: [{name: 'JAWSDB_URL'}, {name: 'REPORTS_URL', address: {database: 'reports'}}],
  },
  {
    title: 'Spring’s three variables',
    configVars: {
      SPRING_DATASOURCE_URL: 'jdbc:mysql://db.example.com:3306/shop?useSSL=true',
      SPRING_DATASOURCE_USERNAME: 'app',
      SPRING_DATASOURCE_PASSWORD: 'secret',
    },
    expected: [
      {
        name: 'SPRING_DATASOURCE_URL',
        configVars: ['SPRING_DATASOURCE_URL', 'SPRING_DATASOURCE_USERNAME', 'SPRING_DATASOURCE_PASSWORD'],
      },
    ],
  },
  {
    title: 'Spring’s placeholders',
    configVars: {
      SPRING_DATASOURCE_URL: `jdbc:mysql://${'$'}{MY_HOST}:${'$'}{MY_PORT:3306}/shop`,
      SPRING_DATASOURCE_USERNAME: 'app',
      SPRING_DATASOURCE_PASSWORD: 'secret',
      MY_HOST: 'db.example.com',
    },
    expected: [{name: 'SPRING_DATASOURCE_URL'}],
  },
  {
    title: 'the login in a JDBC URL before the one beside it',
    configVars: {
      JDBC_DATABASE_URL: 'jdbc:mysql://db.example.com/shop?user=app&password=secret',
      JDBC_DATABASE_USERNAME: 'other',
      JDBC_DATABASE_PASSWORD: 'other',
    },
    expected: [{name: 'JDBC_DATABASE_URL', configVars: ['JDBC_DATABASE_URL']}],
  },
  {
    title: 'Stackhero, whose user is root and whose database is the app’s choice',
    configVars: {STACKHERO_MYSQL_HOST: 'x.stackhero-network.com', STACKHERO_MYSQL_ROOT_PASSWORD: 's'},
    expected: [
      {
        name: 'STACKHERO_MYSQL_*',
        configVars: ['STACKHERO_MYSQL_HOST', 'STACKHERO_MYSQL_ROOT_PASSWORD'],
        address: {host: 'x.stackhero-network.com', user: 'root', password: 's', database: ''},
      },
    ],
  },
  {
    title: 'Stackhero MariaDB with a port and a database',
    configVars: {
      STACKHERO_MARIADB_HOST: 'x',
      STACKHERO_MARIADB_PORT: '4012',
      STACKHERO_MARIADB_USER: 'app',
      STACKHERO_MARIADB_PASSWORD: 'secret',
      STACKHERO_MARIADB_DATABASE: 'shop',
    },
    expected: [{name: 'STACKHERO_MARIADB_*', address: {host: 'x', port: 4012}}],
  },
  {
    title: 'Laravel’s DB_* variables',
    configVars: {
      DB_CONNECTION: 'mysql',
      DB_HOST: 'db.example.com',
      DB_PORT: '3306',
      DB_DATABASE: 'shop',
      DB_USERNAME: 'app',
      DB_PASSWORD: 'secret',
    },
    expected: [
      {name: 'DB_*', configVars: ['DB_HOST', 'DB_PORT', 'DB_USERNAME', 'DB_PASSWORD', 'DB_DATABASE']},
    ],
  },
  {
    title: 'RDS variables',
    configVars: {
      RDS_HOSTNAME: 'db.example.com',
      RDS_DB_NAME: 'shop',
      RDS_USERNAME: 'app',
      RDS_PASSWORD: 'secret',
    },
    expected: [{name: 'RDS_*'}],
  },
  {
    title: 'a group and a URL of the same database once',
    configVars: {
      JAWSDB_URL: URL,
      DB_HOST: 'db.example.com',
      DB_USER: 'app',
      DB_PASS: 'secret',
      DB_NAME: 'shop',
    },
    expected: [{name: 'JAWSDB_URL', configVars: ['JAWSDB_URL', 'DB_HOST', 'DB_USER', 'DB_PASS', 'DB_NAME']}],
  },
  {
    title: 'no group of Postgres',
    configVars: {DB_CONNECTION: 'pgsql', DB_HOST: 'h', DB_USERNAME: 'u', DB_PASSWORD: 'p', DB_DATABASE: 'd'},
    expected: [],
  },
  {
    title: 'no group on the port of Postgres',
    configVars: {DB_HOST: 'h', DB_PORT: '5432', DB_USERNAME: 'u', DB_PASSWORD: 'p', DB_DATABASE: 'd'},
    expected: [],
  },
  {title: 'no host alone', configVars: {DB_HOST: 'h', MYSQL_HOST: 'h'}, expected: []},
  {title: 'no URL that cannot be read', configVars: {JAWSDB_URL: 'mysql://'}, expected: []},
]

describe('findSources', () => {
  for (const {title, configVars, expected} of CASES)
    it(`finds ${title}`, () => {
      const found = findSources(configVars)
      expect(found.map(({name}) => name)).to.deep.equal(expected.map(({name}) => name))
      for (const [at, wanted] of expected.entries()) {
        expect({...found[at]!.address, host: found[at]!.address.host.toLowerCase()}).to.deep.equal({
          ...ADDRESS,
          ...wanted.address,
        })
        if (wanted.configVars) expect(found[at]!.configVars).to.have.members(wanted.configVars)
      }
    })

  it('keeps the TLS option of the URL', () => {
    expect(findSources({JAWSDB_URL: `${URL}?ssl-mode=REQUIRED`})[0]?.sslMode).to.equal('required')
  })
})
