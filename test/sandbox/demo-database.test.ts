import {expect} from 'chai'
import {type Connection, createConnection, type RowDataPacket} from 'mysql2/promise'
import {loadDemoDatabase} from '../../sandbox/demo-database.js'
import {parseSourceUrl} from '../../src/lib/core/source-address.js'
import {connect} from '../../src/lib/mysql/connect.js'
import {readPlan} from '../../src/lib/pipeline/read-plan.js'
import {onEachSource} from '../servers.js'

const DATABASE = 'demo_database_test'
/** SHA-256 of the members' values. */
const MEMBERS = '5696747dc9b3c1bfa7b7471e724e0a53c37d7369650099eecab12e6924b3e41c'
const TYPES = `
  tinyint smallint mediumint int bigint decimal float double bit year date time datetime timestamp
  char varchar tinytext text mediumtext longtext binary varbinary tinyblob blob mediumblob enum set`
  .trim()
  .split(/\s+/)

onEachSource(({url}) => {
  describe('the demo database', () => {
    let connection: Connection

    before(async () => {
      connection = await createConnection(url())
      await connection.query(`DROP DATABASE IF EXISTS ${DATABASE}`)
      await loadDemoDatabase(url(), DATABASE)
      await connection.query(`USE ${DATABASE}`)
      await connection.query("SET SESSION sql_mode = '', group_concat_max_len = 1000000")
    })

    after(async () => {
      await connection.query(`DROP DATABASE ${DATABASE}`)
      await connection.end()
    })

    async function rows(sql: string): Promise<unknown[]> {
      const [found] = await connection.query<RowDataPacket[]>(sql)
      return found.flatMap(row => Object.values(row) as unknown[])
    }

    it('has the same rows each time and on each server', async () => {
      const values =
        "CONCAT_WS('|', id, email, HEX(public_id), display_name, born_on, last_seen_at, reminders + 0)"
      const sql = `SELECT SHA2(GROUP_CONCAT(${values} ORDER BY id), 256) FROM members`
      expect(await rows(sql)).to.deep.equal([MEMBERS])
    })

    it('uses every common type', async () => {
      const types = await rows(
        `SELECT DISTINCT data_type AS type FROM information_schema.columns WHERE table_schema = '${DATABASE}'`,
      )
      expect(types).to.include.members(TYPES)
    })

    const interesting: Array<{what: string; sql: string}> = [
      {what: 'zero dates', sql: "SELECT COUNT(*) FROM members WHERE born_on = '0000-00-00'"},
      {
        what: 'zero datetimes',
        sql: "SELECT COUNT(*) FROM bookings WHERE cancelled_at = '0000-00-00 00:00:00'",
      },
      {what: 'emoji', sql: "SELECT COUNT(*) FROM gyms WHERE HEX(slogan) LIKE '%F09F%'"},
      {what: 'keys past 31 bits', sql: 'SELECT COUNT(*) FROM `order` WHERE id > 2147483647'},
      {
        what: 'numbers no double can hold',
        sql: 'SELECT COUNT(*) FROM payments WHERE sequence_number > 9007199254740992',
      },
      {
        what: 'members referred by members',
        sql: 'SELECT COUNT(*) FROM members WHERE referred_by IS NOT NULL',
      },
    ]
    for (const {what, sql} of interesting) {
      it(`has ${what}`, async () => {
        const [count] = await rows(sql)
        expect(count).to.be.greaterThan(0)
      })
    }

    it('continues AUTO_INCREMENT after a gap', async () => {
      await connection.query(
        "INSERT INTO payments (gym_id, amount, reference) VALUES (1, 1, 'after the gap')",
      )
      expect(await rows("SELECT id FROM payments WHERE reference = 'after the gap'")).to.deep.equal([5000])
    })

    it('can be migrated without a blocking hazard', async () => {
      const {address} = parseSourceUrl(`${url()}${DATABASE}`)
      const source = await connect(address, {mode: 'preferred'})
      const plan = await readPlan([source], DATABASE, {options: {include: [], exclude: [], names: 'keep'}})
      await source.close()
      expect(plan.hazards.filter(({severity}) => severity === 'blocks')).to.deep.equal([])
      expect(plan.postgres.views.map(({name}) => name)).to.have.members(['active_members', 'gym_revenue'])
    })
  })
})
