import {expect} from 'chai'
import {randomBytes} from 'node:crypto'
import {setTimeout} from 'node:timers/promises'
import {type ArchiveHead, encodeToc} from '../../src/lib/archive/encode-toc.js'
import {deflateSegment} from '../../src/lib/archive/deflate-segment.js'
import {writeArchive} from '../../src/lib/archive/write-archive.js'
import {archiveEntries} from '../../src/lib/core/ddl/archive-entries.js'
import type {CopyBlock} from '../../src/lib/core/encode/copy-block.js'
import {aColumn, aSchema, aTable, SHOP, SHOP_ROWS} from '../core/a-postgres-schema.js'
import {failureOf} from '../failure-of.js'
import {readBlocks} from './naive-archive.js'

const HEAD = {entries: archiveEntries(SHOP), database: 'shop', createdAt: new Date(0)}
const ONE_TABLE = {
  ...HEAD,
  entries: archiveEntries(aSchema({tables: [aTable('t', [aColumn('a', 'text')])]})),
}
const MIB = 1 << 20

async function* blocksOf(...texts: string[]): AsyncGenerator<CopyBlock> {
  for (const text of texts) yield {bytes: Buffer.from(text), rows: 1}
}

/** Rows that do not compress, a MiB each; remembers how many were asked for and whether it was closed. */
function bigRows(count: number): {rows: () => AsyncGenerator<CopyBlock>; asked: number; closed: boolean} {
  const state = {
    asked: 0,
    closed: false,
    async *rows(): AsyncGenerator<CopyBlock> {
      try {
        while (state.asked < count) {
          state.asked++
          yield {bytes: randomBytes(MIB), rows: 1}
        }
      } finally {
        state.closed = true
      }
    },
  }
  return state
}

/** An archive with one segment for each table. */
function archiveOf(
  head: ArchiveHead,
  rowsOf: (table: string) => AsyncIterable<CopyBlock>,
  level?: number,
): AsyncGenerator<Buffer> {
  return writeArchive(head, table => deflateSegment(rowsOf(table), level)).bytes
}

async function collect(archive: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const parts: Buffer[] = []
  for await (const part of archive) parts.push(part)
  return parts
}

/** Long enough for a stream that is not held back to run far ahead. */
const settle = (): Promise<void> => setTimeout(300)

describe('writeArchive', () => {
  it('writes the table of contents, then each table’s rows in the order of the entries', async () => {
    const archive = Buffer.concat(await collect(archiveOf(HEAD, name => blocksOf(SHOP_ROWS[name]!))))
    const toc = encodeToc(HEAD)
    expect(archive.subarray(0, toc.length).equals(toc)).to.equal(true)
    const idOf = (name: string): number => HEAD.entries.find(({dataOf}) => dataOf === name)!.id
    expect(readBlocks(archive, toc.length)).to.deep.equal([
      {id: idOf('orders'), chunks: 1, rows: `${SHOP_ROWS.orders}\\.\n\n\n`},
      {id: idOf('customers'), chunks: 1, rows: `${SHOP_ROWS.customers}\\.\n\n\n`},
    ])
  })

  it('writes an empty table as an empty block', async () => {
    const archive = Buffer.concat(await collect(archiveOf(ONE_TABLE, () => blocksOf())))
    expect(readBlocks(archive, encodeToc(ONE_TABLE).length)).to.deep.include({
      id: 5,
      chunks: 1,
      rows: '\\.\n\n\n',
    })
  })

  it('asks for a table’s rows only when it is that table’s turn', async () => {
    const events: string[] = []
    const rowsOf = async function* (name: string): AsyncGenerator<CopyBlock> {
      events.push(`begin ${name}`)
      yield* blocksOf(SHOP_ROWS[name]!)
      events.push(`end ${name}`)
    }

    await collect(archiveOf(HEAD, rowsOf))
    expect(events).to.deep.equal(['begin orders', 'end orders', 'begin customers', 'end customers'])
  })

  it('hands over few buffers, however small the blocks', async () => {
    const lines = Array.from({length: 40_000}, () => `${randomBytes(20).toString('hex')}\n`)
    const parts = await collect(archiveOf(ONE_TABLE, () => blocksOf(...lines)))
    expect(parts.length).to.be.above(3)
    for (const [at, part] of parts.slice(0, -1).entries())
      expect(part.length + parts[at + 1]!.length).to.be.at.least(65_536)
    const [block] = readBlocks(Buffer.concat(parts), encodeToc(ONE_TABLE).length)
    expect(block!.rows).to.equal(`${lines.join('')}\\.\n\n\n`)
  })

  it('compresses as told', async () => {
    const rows = 'the same text again and again\n'.repeat(5000)
    const sizes: number[] = []
    for (const level of [0, 1, 9]) {
      const parts = await collect(archiveOf(ONE_TABLE, () => blocksOf(rows), level))
      sizes.push(Buffer.concat(parts).length)
    }

    expect(sizes[0]).to.be.above(150_000)
    expect(sizes[1]).to.be.below(10_000)
    expect(sizes[2]).to.be.at.most(sizes[1]!)
  })

  it('reads rows only as fast as the archive is read', async () => {
    const big = bigRows(100)
    for await (const part of archiveOf(ONE_TABLE, big.rows)) {
      await settle()
      if (part.length > 0) break
    }

    expect(big.asked).to.be.below(20)
  })

  it('ends the rows when the archive is abandoned', async () => {
    const big = bigRows(100)
    for await (const part of archiveOf(ONE_TABLE, big.rows)) if (part.length > MIB) break
    await settle()
    expect(big.closed).to.equal(true)
    expect(big.asked).to.be.below(20)
  })

  const failures: Array<{when: string; rows: () => AsyncGenerator<CopyBlock>}> = [
    {
      when: 'at once',
      async *rows() {
        yield* blocksOf()
        throw new Error('MySQL went away')
      },
    },
    {
      when: 'in the middle',
      async *rows() {
        yield* bigRows(5).rows()
        throw new Error('MySQL went away')
      },
    },
  ]
  for (const {when, rows} of failures)
    it(`ends with the error of rows that fail ${when}`, async () => {
      expect(await failureOf(collect(archiveOf(ONE_TABLE, rows)))).to.have.property(
        'message',
        'MySQL went away',
      )
    })

  it('ends with the error of rows that cannot even begin', async () => {
    const archive = archiveOf(ONE_TABLE, () => {
      throw new Error('No rows are planned for t.')
    })
    expect(await failureOf(collect(archive))).to.have.property('message', 'No rows are planned for t.')
  })
})
