import {expect} from 'chai'
import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import type {RefusedValues} from '../../../src/lib/core/encode/refused-values.js'
import {besideArchive, refusedFile} from '../../../src/lib/pipeline/output/refused-file.js'
import type {RunEvent} from '../../../src/lib/pipeline/run-event.js'

function values(lines: string, counts: Record<string, number>): RefusedValues {
  return {lines: Buffer.from(lines), counts: new Map(Object.entries(counts))}
}

describe('refusedFile', () => {
  let folder = ''
  let file = ''

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'refused-'))
    file = path.join(folder, 'new', 'app.dump.refused.jsonl')
  })

  afterEach(() => rm(folder, {recursive: true}))

  it('keeps values readable only by their owner, and reports how many there are by column', async () => {
    const events: RunEvent[] = []
    const refused = refusedFile(file)
    await refused.keep('orders', values('1\n2\n', {meta: 2}))
    await refused.keep('orders', values('3\n4\n', {meta: 1, note: 1}))
    expect(await refused.finish(event => events.push(event))).to.equal(4)
    expect(await readFile(file, 'utf8')).to.equal('1\n2\n3\n4\n')
    expect((await stat(file)).mode & 0o777).to.equal(0o600)
    const columns = [
      {where: 'orders.meta', count: 3},
      {where: 'orders.note', count: 1},
    ]
    expect(events).to.deep.equal([{kind: 'refused-values', file, columns}])
  })

  it('makes no file and reports nothing if nothing was refused', async () => {
    const refused = refusedFile(file)
    expect(await refused.finish(event => expect.fail(event.kind))).to.equal(0)
    expect(await readdir(folder)).to.deep.equal([])
  })

  it('leaves nothing behind when the run fails, before or after the file is complete', async () => {
    for (const finished of [false, true]) {
      const refused = refusedFile(file)
      await refused.keep('orders', values('1\n', {meta: 1}))
      if (finished) await refused.finish(() => {})
      await refused.discard()
      expect(await readdir(path.dirname(file))).to.deep.equal([])
    }
  })

  it('says so when it cannot be written', async () => {
    await writeFile(path.dirname(file), 'no folder')
    const error = await refusedFile(file)
      .keep('orders', values('1\n', {meta: 1}))
      .catch((error_: Error) => error_.message)
    expect(error).to.contain(`Couldn't write ${file}`)
  })

  const PLACES = [
    {output: 'app.dump', beside: true},
    {output: '-', beside: false},
    {output: 's3://example-bucket/app.dump', beside: false},
    {output: '/dev/null', beside: false},
  ]
  for (const {output, beside} of PLACES)
    it(`is ${beside ? 'beside the archive' : 'in the data folder'} for --output ${output}`, async () => {
      await mkdir(path.dirname(file))
      const expected = beside ? 'app.dump.refused.jsonl' : path.join(folder, 'dump-1.refused.jsonl')
      expect(await besideArchive(output, folder, 'dump-1')).to.equal(expected)
    })
})
