import {expect} from 'chai'
import mysql from 'mysql2/promise'

import {onEachSource, type Source} from '../../servers.js'
import {CHARSET_WORDS} from './charset-words.js'
import {moveDatabase, type LookAtSource, type MovedDatabase} from './move-database.js'

/** A table per character set: its word in every place that holds text, and every byte above 7F alone where one is a character. */
onEachSource(source => {
  describe('character sets', () => {
    let charsets: Map<string, number>
    let moved: MovedDatabase
    const expected = new Map<string, (string | null)[][]>()

    before(async () => {
      charsets = await readCharsets(source)
      const tables = [...charsets].flatMap(([charset, width]) => createTable(charset, width))
      const look: LookAtSource = async query => {
        for (const charset of charsets.keys())
          expected.set(
            charset,
            await query(`SELECT ${AS_UTF8.join(', ')} FROM \`of ${charset}\` ORDER BY id`),
          )
      }

      moved = await moveDatabase(source, tables, {}, {look})
    })

    after(async () => moved?.drop())

    it('are all known here', () => {
      expect(Object.keys(CHARSET_WORDS)).to.include.members([...charsets.keys()])
    })

    for (const [charset, word] of Object.entries(CHARSET_WORDS))
      it(`${charset}: data, labels, names, comments, defaults, checks and generated columns`, async function () {
        if (!charsets.has(charset)) this.skip()
        const table = `"of ${charset}"`
        const rows = await moved.query(`SELECT id, v, g, e, s[1], "${basic(word)}" FROM ${table} ORDER BY id`)
        expect(rows).to.deep.equal(expected.get(charset))
        expect(rows[0]).to.deep.equal(['1', word, `${word}${word}`, word, word, null])
        const hazards = moved.hazards(`of ${charset}.v`).filter(code => code !== 'case-insensitive')
        expect(hazards).to.deep.equal(lostOf(rows) > 0 ? ['invalid-text'] : [])
        expect(await moved.query(comments(table))).to.deep.equal([[basic(word), basic(word)]])
        await moved.query(`INSERT INTO ${table} (id) VALUES (1000)`)
        expect(await moved.query(`SELECT v, g, e, s[1] FROM ${table} WHERE id = 1000`)).to.deep.equal([
          [word, `${word}${word}`, word, word],
        ])
        const refused = await moved
          .query(`INSERT INTO ${table} (id, v) VALUES (1001, 'not ${word}')`)
          .catch(String)
        expect(refused).to.match(/violates check constraint/)
      })
  })
})

const AS_UTF8 = ['id', ...['v', 'g', 'e', 's'].map(name => `CONVERT(${name} USING utf8mb4)`), 'NULL']

function createTable(charset: string, width: number): string[] {
  const word = CHARSET_WORDS[charset] ?? ''
  const text = `varchar(60) CHARACTER SET ${charset}`
  const bytes = width === 1 ? Array.from({length: 128}, (_, at) => 128 + at) : []
  const rows = bytes.map(byte => `(${byte}, CAST(x'${byte.toString(16)}' AS BINARY))`)
  return [
    `CREATE TABLE \`of ${charset}\` (id int PRIMARY KEY, v ${text} DEFAULT '${word}' COMMENT '${basic(word)}',
      g ${text} GENERATED ALWAYS AS (CONCAT(v, '${word}')) STORED, e enum('${word}', 'x') CHARACTER SET ${charset} DEFAULT '${word}',
      s set('${word}', 'y') CHARACTER SET ${charset} DEFAULT '${word}', \`${basic(word)}\` int,
      CONSTRAINT \`check of ${charset}\` CHECK (v <> 'not ${word}')) COMMENT '${basic(word)}'`,
    `INSERT INTO \`of ${charset}\` (id) VALUES (1)`,
    ...(rows.length > 0 ? [`INSERT INTO \`of ${charset}\` (id, v) VALUES ${rows.join(', ')}`] : []),
  ]
}

/** Names and comments of MySQL hold only characters of the basic plane. */
function basic(word: string): string {
  return word.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '')
}

/** How many of the rows with one byte were stored, and are no character. */
function lostOf(rows: (string | null)[][]): number {
  return rows.filter(([, v]) => v === '?' || v === '\uFFFD').length
}

function comments(table: string): string {
  return `SELECT obj_description('${table}'::regclass), col_description('${table}'::regclass, 2)`
}

/** Names and bytes of the longest character; without `binary`, which is no text, and what no column can have. */
async function readCharsets(source: Source): Promise<Map<string, number>> {
  const connection = await mysql.createConnection({uri: source.url()})
  try {
    const [rows] = await connection.query<mysql.RowDataPacket[]>(
      "SELECT character_set_name AS name, maxlen AS width FROM information_schema.character_sets WHERE character_set_name NOT IN ('binary', 'filename')",
    )
    return new Map(rows.map(({name, width}) => [String(name), Number(width)]))
  } finally {
    await connection.end()
  }
}
