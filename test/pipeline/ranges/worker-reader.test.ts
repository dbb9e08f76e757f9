import {expect} from 'chai'
import {setTimeout as sleep} from 'node:timers/promises'
import {constants, inflateRawSync} from 'node:zlib'

import type {SegmentPiece} from '../../../src/lib/archive/deflate-segment.js'
import type {TableCopy} from '../../../src/lib/core/table-copy.js'
import type {RangeRequest} from '../../../src/lib/pipeline/ranges/range-reader.js'
import {startWorkerReader, type WorkerReader} from '../../../src/lib/pipeline/ranges/worker-reader.js'
import {expectError} from '../../mysql/expect-error.js'
import {createSourceDatabase, type SourceDatabase} from '../../mysql/source-database.js'
import {failureOf} from '../../failure-of.js'
import {onEachSource} from '../../servers.js'

const TLS = {mode: 'preferred'} as const
const ROWS = 60_000

const COPY: TableCopy = {
  source: 'many',
  target: 'many',
  computed: [],
  key: ['id'],
  columns: [
    {source: 'id', select: '`id`', target: 'id', encoding: {kind: 'ascii'}, nullable: false},
    {source: 'v', select: '`v`', target: 'v', encoding: {kind: 'text'}, nullable: true},
  ],
}

describe('startWorkerReader', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let reader: WorkerReader
    const sessions = async (): Promise<number> => {
      const {n} = await database.row(
        'SELECT COUNT(*) AS n FROM information_schema.processlist WHERE db = DATABASE()',
      )
      // The test's own is one.
      return Number(n) - 1
    }
    const request = (where: string, allowRefused = false): RangeRequest => ({
      database: database.address.database,
      copy: COPY,
      range: {index: 'PRIMARY', where},
      allowRefused,
    })

    before(async () => {
      database = await createSourceDatabase(source)
      await database.run(
        'CREATE TABLE many (id int primary key, v varchar(500))',
        `INSERT INTO many VALUES (1, REPEAT('x', 500))`,
      )
      for (let rows = 1; rows < ROWS; rows *= 2)
        await database.run(`INSERT INTO many SELECT id + ${rows}, v FROM many WHERE id + ${rows} <= ${ROWS}`)
      await database.run(String.raw`INSERT INTO many VALUES (-1, 'a\0b'), (-2, NULL)`)
    })
    after(() => database.drop())
    beforeEach(async () => {
      reader = await startWorkerReader({address: database.address, tls: TLS})
    })
    afterEach(async () => {
      await reader.close()
      expect(await sessions()).to.equal(0)
    })

    it('reads a range as a segment, and then another', async () => {
      const read = await segment(reader.read(request('id BETWEEN 3 AND 4')))
      const line = 'x'.repeat(500)
      expect(read).to.deep.equal({text: `3\t${line}\n4\t${line}\n`, rows: 2, refused: ''})
      expect((await segment(reader.read(request('id = 9')))).rows).to.equal(1)
      expect((await segment(reader.read(request('id = 0')))).text).to.equal('')
      expect((await segment(reader.read(request('id > 0')))).rows).to.equal(ROWS)
    })

    it('reads what its snapshot holds', async () => {
      await reader.begin([])
      await database.run("INSERT INTO many VALUES (-3, 'later')")
      const {rows} = await segment(reader.read(request('id < 0', true)))
      await database.run('DELETE FROM many WHERE id = -3')
      expect(rows).to.equal(2)
    })

    it('answers statements, and returns a refusal as a value', async () => {
      const [row] = await reader.query<{n: number}>('SELECT COUNT(*) AS n FROM many WHERE id > 0')
      expect(Number(row?.n)).to.equal(ROWS)
      expect(await reader.attempt('SELECT * FROM nowhere')).to.have.nested.property('refused.errno', 1146)
      expect(await failureOf(reader.query('SELECT * FROM nowhere', 'look'))).to.include({
        code: 'source-query-failed',
      })
      expect((await segment(reader.read(request('id > 0')))).rows).to.equal(ROWS)
    })

    it('returns refused values beside the rows', async () => {
      const {text, refused} = await segment(reader.read(request('id < 0', true)))
      expect(text).to.equal('-2\t\\N\n-1\t\\N\n')
      expect(JSON.parse(refused)).to.include({table: 'many', column: 'v', value: 'a\0b'})
    })

    it('waits for a slow consumer', async () => {
      let rows = 0
      for await (const piece of reader.read(request('id > 0'))) {
        if (rows === 0) await sleep(1500)
        rows += piece.rows
      }
      expect(rows).to.equal(ROWS)
    })

    it('fails as its connection does', async () => {
      const error = await expectError(segment(reader.read(request('id < 0'))), 'refused-value')
      expect(error.message).to.contain('many.v').and.to.contain('id = -1')
      expect(error.suggestions).not.to.deep.equal([])
    })

    it('fails when its connection is lost', async () => {
      const {id} = await database.row(
        'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()',
      )
      await database.endSession(Number(id))
      await expectError(segment(reader.read(request('id > 0'))), 'source-connection-lost')
    })

    it('leaves nothing behind when it is left or closed in the middle', async () => {
      for await (const {bytes} of reader.read(request('id > 0'))) if (bytes.length > 0) break
      const other = await startWorkerReader({address: database.address, tls: TLS})
      await other.read(request('id > 0'))[Symbol.asyncIterator]().next()
      await other.close()
    })

    it('leaves no thread behind when it cannot connect', async () => {
      const address = {...database.address, password: 'wrong'}
      await expectError(startWorkerReader({address, tls: TLS}), 'source-login-refused')
    })
  })
})

/** What a segment holds; it lacks the last block of a stream. */
async function segment(
  pieces: AsyncIterable<SegmentPiece>,
): Promise<{text: string; rows: number; refused: string}> {
  const bytes: Buffer[] = []
  let rows = 0
  let refused = ''
  for await (const piece of pieces) {
    bytes.push(piece.bytes)
    rows += piece.rows
    refused += piece.refused.map(({lines}) => Buffer.from(lines).toString()).join('')
  }

  const text = inflateRawSync(Buffer.concat(bytes), {finishFlush: constants.Z_SYNC_FLUSH}).toString()
  return {text, rows, refused}
}
