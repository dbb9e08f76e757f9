import {expect} from 'chai'

import {createSourceDatabase, type SourceDatabase} from '../../mysql/source-database.js'
import {onEachSource} from '../../servers.js'
import {moveDatabase, type MovedDatabase} from './move-database.js'

/** What a server is told to do otherwise than it does when it is installed. */
const SETTINGS: Record<string, string> = {
  default_week_format: '3',
  div_precision_increment: '7',
  lc_time_names: "'de_DE'",
  time_zone: "'+02:00'",
}

const STATEMENTS = [
  'CREATE TABLE days (d date, n int, x decimal(8,2), t timestamp NULL, v date AS (DATE(t)) VIRTUAL, s date AS (DATE(t)) STORED, u int AS (n + 1) VIRTUAL, w int AS (EXTRACT(WEEK FROM d)) VIRTUAL)',
  "INSERT INTO days (d, n, x, t) VALUES ('2024-01-06', 10, 1.25, '2024-01-01 12:00:00'), ('2024-01-07', 7, 3.5, NULL), ('2023-12-31', 3, 0.01, NULL), ('2021-01-01', -9, 100, NULL)",
  'CREATE VIEW numbers AS SELECT CAST(d AS CHAR) AS d, week(d) AS w, EXTRACT(WEEK FROM d) AS e, yearweek(d) AS y, n / 7 AS q, x / 3 AS p, (n / 7) * 3 AS m FROM days ORDER BY 1',
  'CREATE VIEW averages AS SELECT avg(n) AS a, avg(x) AS b FROM days',
  "CREATE VIEW names AS SELECT dayname(d) AS day, date_format(d, '%d. %b') AS short FROM days",
  "CREATE VIEW digits AS SELECT date_format(d, '%d.%m.%Y') AS day FROM days",
]

onEachSource(source => {
  describe('moveDatabase, from a server whose sessions begin otherwise', () => {
    let other: SourceDatabase
    let moved: MovedDatabase
    const installed: Record<string, unknown> = {}
    const mysql: Record<string, (string | null)[][]> = {}

    before(async () => {
      other = await createSourceDatabase(source)
      for (const [name, value] of Object.entries(SETTINGS)) {
        installed[name] = (await other.row(`SELECT @@global.${name} AS value`)).value
        await other.run(`SET GLOBAL ${name} = ${value}`)
      }

      moved = await moveDatabase(
        source,
        STATEMENTS,
        {},
        {
          async look(query) {
            for (const view of ['numbers', 'averages']) mysql[view] = await query(`SELECT * FROM ${view}`)
          },
        },
      )
    })

    after(async () => {
      for (const [name, value] of Object.entries(installed))
        await other.run(`SET GLOBAL ${name} = ${typeof value === 'number' ? value : `'${String(value)}'`}`)
      await other.drop()
      await moved?.drop()
    })

    for (const view of ['numbers', 'averages'])
      it(`gives the same numbers in the view ${view}`, async () => {
        const texts = await moved.query(`SELECT * FROM ${view}`)
        expect(texts.map(row => row.map(asNumber))).to.deep.equal(mysql[view]!.map(row => row.map(asNumber)))
      })

    it('refuses the names of days and months in another language, but no other dates', () => {
      expect(moved.hazards('view names')).to.deep.equal(['view-not-converted'])
      expect(moved.hazards('view digits')).to.deep.equal([])
    })

    it('tells of the time zone, and of columns that another session sees otherwise', () => {
      expect(moved.hazards('time zone')).to.deep.equal(['time-zone'])
      const blocking = moved.plan.hazards.filter(({severity}) => severity === 'blocks')
      expect(blocking.map(({where}) => where)).to.have.members(['view names', 'days.v'])
    })
  })
})

/** Zeros at the end of a fraction are no difference. */
function asNumber(text: string | null): string | null {
  return text?.includes('.') ? text.replace(/\.?0+$/, '') : text
}
