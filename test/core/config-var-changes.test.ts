import {expect} from 'chai'

import {
  type ConfigVarChanges,
  configVarChanges,
  type ConfigVarOptions,
} from '../../src/lib/core/config-var-changes.js'

const mysql = 'mysql://u:p@h:3306/d'
const postgres = 'postgres://pu:p%40ss@ph:5432/pd'
const keptNote = (name: string, kept: string) => `The old value of ${name} is kept as ${kept}.`

interface Case extends ConfigVarOptions {
  name: string
  configVars: Record<string, string>
  sourceVars: string[]
  expected: ConfigVarChanges
}

describe('configVarChanges', () => {
  const cases: Case[] = [
    {
      name: 'a config var of an add-on stays, and so does everything else',
      configVars: {JAWSDB_URL: mysql, PORT: '80', REDIS_URL: 'redis://h'},
      sourceVars: ['JAWSDB_URL'],
      ownedByAddons: ['JAWSDB_URL', 'REDIS_URL'],
      expected: {set: {}, saved: {}, notes: []},
    },
    {
      name: 'DATABASE_URL makes room for the attachment',
      configVars: {DATABASE_URL: mysql},
      sourceVars: ['DATABASE_URL'],
      ownedByAddons: [],
      expected: {
        set: {DATABASE_URL: null, MYSQL_DATABASE_URL: mysql},
        saved: {DATABASE_URL: 'MYSQL_DATABASE_URL'},
        notes: [keptNote('DATABASE_URL', 'MYSQL_DATABASE_URL')],
      },
    },
    {
      name: 'no value is overwritten by a kept one',
      configVars: {DATABASE_URL: mysql, MYSQL_DATABASE_URL: 'a', MYSQL_DATABASE_URL_2: 'b'},
      sourceVars: ['DATABASE_URL'],
      ownedByAddons: [],
      expected: {
        set: {DATABASE_URL: null, MYSQL_DATABASE_URL_3: mysql},
        saved: {DATABASE_URL: 'MYSQL_DATABASE_URL_3'},
        notes: [keptNote('DATABASE_URL', 'MYSQL_DATABASE_URL_3')],
      },
    },
    {
      name: 'a DATABASE_URL of another kind is kept, too',
      configVars: {DATABASE_URL: 'postgres://x@y/z', JAWSDB_URL: mysql},
      sourceVars: ['JAWSDB_URL'],
      ownedByAddons: ['JAWSDB_URL'],
      expected: {
        set: {DATABASE_URL: null, OLD_DATABASE_URL: 'postgres://x@y/z'},
        saved: {DATABASE_URL: 'OLD_DATABASE_URL'},
        notes: [keptNote('DATABASE_URL', 'OLD_DATABASE_URL')],
      },
    },
    {
      name: 'a DATABASE_URL that an attachment owns is replaced by attaching',
      configVars: {DATABASE_URL: mysql},
      sourceVars: ['DATABASE_URL'],
      ownedByAddons: ['DATABASE_URL'],
      expected: {set: {}, saved: {}, notes: []},
    },
    {
      name: 'Spring’s own settings go, or the buildpack would not fill them',
      configVars: {
        JAWSDB_URL: mysql,
        SPRING_DATASOURCE_URL: 'jdbc:mysql://h:3306/d',
        SPRING_DATASOURCE_USERNAME: 'u',
        SPRING_DATASOURCE_PASSWORD: 'p',
        SPRING_DATASOURCE_DRIVER_CLASS_NAME: 'com.mysql.cj.jdbc.Driver',
        SPRING_JPA_PROPERTIES_HIBERNATE_DIALECT: 'org.hibernate.dialect.MySQL8Dialect',
        SPRING_JPA_SHOW_SQL: 'true',
        SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE: '10',
      },
      sourceVars: ['JAWSDB_URL', 'SPRING_DATASOURCE_URL'],
      ownedByAddons: ['JAWSDB_URL'],
      expected: {
        set: {
          SPRING_DATASOURCE_URL: null,
          MYSQL_SPRING_DATASOURCE_URL: 'jdbc:mysql://h:3306/d',
          SPRING_DATASOURCE_USERNAME: null,
          MYSQL_SPRING_DATASOURCE_USERNAME: 'u',
          SPRING_DATASOURCE_PASSWORD: null,
          MYSQL_SPRING_DATASOURCE_PASSWORD: 'p',
          SPRING_DATASOURCE_DRIVER_CLASS_NAME: null,
          MYSQL_SPRING_DATASOURCE_DRIVER_CLASS_NAME: 'com.mysql.cj.jdbc.Driver',
          SPRING_JPA_PROPERTIES_HIBERNATE_DIALECT: null,
          MYSQL_SPRING_JPA_PROPERTIES_HIBERNATE_DIALECT: 'org.hibernate.dialect.MySQL8Dialect',
        },
        saved: {
          SPRING_DATASOURCE_URL: 'MYSQL_SPRING_DATASOURCE_URL',
          SPRING_DATASOURCE_USERNAME: 'MYSQL_SPRING_DATASOURCE_USERNAME',
          SPRING_DATASOURCE_PASSWORD: 'MYSQL_SPRING_DATASOURCE_PASSWORD',
          SPRING_DATASOURCE_DRIVER_CLASS_NAME: 'MYSQL_SPRING_DATASOURCE_DRIVER_CLASS_NAME',
          SPRING_JPA_PROPERTIES_HIBERNATE_DIALECT: 'MYSQL_SPRING_JPA_PROPERTIES_HIBERNATE_DIALECT',
        },
        notes: [
          keptNote('SPRING_DATASOURCE_URL', 'MYSQL_SPRING_DATASOURCE_URL'),
          keptNote('SPRING_DATASOURCE_USERNAME', 'MYSQL_SPRING_DATASOURCE_USERNAME'),
          keptNote('SPRING_DATASOURCE_PASSWORD', 'MYSQL_SPRING_DATASOURCE_PASSWORD'),
          keptNote('SPRING_DATASOURCE_DRIVER_CLASS_NAME', 'MYSQL_SPRING_DATASOURCE_DRIVER_CLASS_NAME'),
          keptNote(
            'SPRING_JPA_PROPERTIES_HIBERNATE_DIALECT',
            'MYSQL_SPRING_JPA_PROPERTIES_HIBERNATE_DIALECT',
          ),
        ],
      },
    },
    {
      name: 'Spring’s settings stay where they name another database',
      configVars: {
        JAWSDB_URL: mysql,
        SPRING_DATASOURCE_URL: 'jdbc:mysql://other/d',
        SPRING_DATASOURCE_USERNAME: 'u',
      },
      sourceVars: ['JAWSDB_URL'],
      ownedByAddons: ['JAWSDB_URL'],
      expected: {
        set: {},
        saved: {},
        notes: ['SPRING_DATASOURCE_URL names another MySQL database and stays as it is.'],
      },
    },
    {
      name: 'a config var of the app’s own gets the new URL, JDBC as JDBC',
      configVars: {APP_DB: mysql, REPORTS_DB: 'jdbc:mysql://h:3306/d'},
      sourceVars: ['APP_DB', 'REPORTS_DB'],
      ownedByAddons: [],
      postgresUrl: postgres,
      expected: {
        set: {
          APP_DB: postgres,
          MYSQL_APP_DB: mysql,
          REPORTS_DB: 'jdbc:postgresql://ph:5432/pd?user=pu&password=p%40ss&sslmode=require',
          MYSQL_REPORTS_DB: 'jdbc:mysql://h:3306/d',
        },
        saved: {APP_DB: 'MYSQL_APP_DB', REPORTS_DB: 'MYSQL_REPORTS_DB'},
        notes: [keptNote('APP_DB', 'MYSQL_APP_DB'), keptNote('REPORTS_DB', 'MYSQL_REPORTS_DB')],
      },
    },
    {
      name: 'what cannot be changed without the code is named',
      configVars: {MYSQL_URL: mysql, DB_HOST: 'h', DB_PASSWORD: 'p'},
      sourceVars: ['MYSQL_URL', 'DB_HOST', 'DB_PASSWORD'],
      ownedByAddons: [],
      postgresUrl: postgres,
      expected: {
        set: {},
        saved: {},
        notes: [
          'MYSQL_URL, DB_HOST, DB_PASSWORD: still MySQL; the code that reads this has to read DATABASE_URL.',
        ],
      },
    },
  ]
  for (const {name, configVars, sourceVars, ownedByAddons, postgresUrl, expected} of cases) {
    it(name, () => {
      expect(configVarChanges(configVars, sourceVars, {ownedByAddons, postgresUrl})).to.deep.equal(expected)
    })
  }
})
