import {expect} from 'chai'

import type {Promotion} from '../../src/lib/heroku/promote.js'
import {undoPromotion} from '../../src/lib/heroku/undo-promotion.js'
import {rawAttachment} from './fixtures.js'
import {platform, testApi, withoutNetwork} from './test-api.js'

const ours: Promotion = {
  app: 'sushi',
  addon: 'pg-mig',
  previous: null,
  saved: {DATABASE_URL: 'MYSQL_DATABASE_URL', SPRING_DATASOURCE_URL: 'MYSQL_SPRING_DATASOURCE_URL'},
  releaseBefore: 41,
}
const overOld: Promotion = {
  ...ours,
  previous: {addon: 'postgresql-old', namespace: null, keptAs: 'OLD_DATABASE'},
  saved: {},
}
const kept = {MYSQL_DATABASE_URL: 'mysql://u:p@h/d', MYSQL_SPRING_DATASOURCE_URL: 'jdbc:mysql://h/d'}
const before = {DATABASE_URL: 'mysql://u:p@h/d', SPRING_DATASOURCE_URL: 'jdbc:mysql://h/d', OTHER: '1'}
const changedBack = {
  DATABASE_URL: 'mysql://u:p@h/d',
  MYSQL_DATABASE_URL: null,
  SPRING_DATASOURCE_URL: 'jdbc:mysql://h/d',
  MYSQL_SPRING_DATASOURCE_URL: null,
}

const attachments = (...list: object[]) => platform().get('/apps/sushi/addon-attachments').reply(200, list)
const configVars = (vars: object) => platform().get('/apps/sushi/config-vars').reply(200, vars)
const database = rawAttachment('DATABASE', 'pg-mig')
const oldDatabase = rawAttachment('DATABASE', 'postgresql-old')

describe('undoPromotion', () => {
  withoutNetwork()

  const cases: Array<{name: string; promotion: Promotion; expectCalls: () => unknown; stays?: string}> = [
    {
      name: 'takes the attachment away, then puts the kept values back in one call',
      promotion: ours,
      expectCalls() {
        attachments(database)
        platform().delete('/addon-attachments/DATABASE-id').reply(200, database)
        configVars({...kept, OTHER: '1'})
        platform().patch('/apps/sushi/config-vars', changedBack).reply(200, {})
      },
    },
    {
      name: 'changes nothing when the promotion never began',
      promotion: ours,
      expectCalls() {
        attachments()
        configVars(before)
        platform().get('/apps/sushi/releases/41/config-vars').reply(200, before)
      },
    },
    {
      name: 'leaves a DATABASE alone that somebody else put there, and says which it is',
      promotion: {...ours, saved: {}},
      expectCalls: () => attachments(oldDatabase),
      stays: 'postgresql-old',
    },
    {
      name: 'leaves it alone where the old database was DATABASE, which stays attached as it is',
      promotion: overOld,
      expectCalls: () =>
        attachments(rawAttachment('DATABASE', 'pg-third'), rawAttachment('OLD_DATABASE', 'postgresql-old')),
      stays: 'pg-third',
    },
    {
      name: 'puts all other config vars back when somebody else has DATABASE, which owns DATABASE_URL',
      promotion: ours,
      expectCalls() {
        attachments(rawAttachment('DATABASE', 'pg-third'))
        configVars({...kept, DATABASE_URL: 'postgres://third'})
        platform()
          .patch('/apps/sushi/config-vars', {
            SPRING_DATASOURCE_URL: 'jdbc:mysql://h/d',
            MYSQL_SPRING_DATASOURCE_URL: null,
          })
          .reply(200, {})
      },
      stays: 'pg-third',
    },
    {
      name: 'finds a value that is kept no longer in the release before',
      promotion: ours,
      expectCalls() {
        attachments()
        configVars({MYSQL_DATABASE_URL: 'mysql://u:p@h/d'})
        platform().get('/apps/sushi/releases/41/config-vars').reply(200, before)
        platform()
          .patch('/apps/sushi/config-vars', {
            DATABASE_URL: 'mysql://u:p@h/d',
            MYSQL_DATABASE_URL: null,
            SPRING_DATASOURCE_URL: 'jdbc:mysql://h/d',
          })
          .reply(200, {})
      },
    },
    {
      name: 'makes the old database DATABASE again, and takes its additional name away',
      promotion: overOld,
      expectCalls() {
        attachments(database, rawAttachment('OLD_DATABASE', 'postgresql-old'))
        platform()
          .post('/addon-attachments', {
            addon: {name: 'postgresql-old'},
            app: {name: 'sushi'},
            confirm: 'sushi',
            name: 'DATABASE',
            namespace: null,
          })
          .reply(201, oldDatabase)
        attachments(oldDatabase, rawAttachment('OLD_DATABASE', 'postgresql-old'))
        platform().delete('/addon-attachments/OLD_DATABASE-id').reply(200, {})
      },
    },
    {
      name: 'leaves the add-on DATABASE where it was that before',
      promotion: {...overOld, previous: {addon: 'pg-mig', namespace: null, keptAs: null}},
      expectCalls: () => attachments(database),
    },
    {
      name: 'can be run again after that',
      promotion: overOld,
      expectCalls() {
        attachments(oldDatabase)
        attachments(oldDatabase)
      },
    },
  ]
  for (const {name, promotion, expectCalls, stays = null} of cases) {
    it(name, async () => {
      expectCalls()
      expect(await undoPromotion(await testApi(), promotion)).to.equal(stays)
    })
  }
})
