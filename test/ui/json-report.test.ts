import {expect} from 'chai'
import {PassThrough} from 'node:stream'

import type {RunEvent} from '../../src/lib/pipeline/run-event.js'
import {jsonReport} from '../../src/ui/json-report.js'

const EVENTS: RunEvent[] = [
  {kind: 'step-started', number: 1, of: 2, title: 'Check'},
  {kind: 'note', text: 'two\nlines, "quotes", \u2028 and \u001B[31mred'},
  {kind: 'progress', text: '10%', percent: 10},
  {kind: 'summary', tables: [{table: 'ordérs', rows: 3, seconds: 0.5}], seconds: 1},
]

describe('jsonReport', () => {
  it('prints each event unchanged, as one JSON object per line', () => {
    const stdout = new PassThrough()
    const report = jsonReport(stdout)
    for (const event of EVENTS) report(event)
    const text: string = stdout.read().toString()
    const lines = text.split('\n')
    expect(lines.pop()).to.equal('')
    expect(lines.map(line => JSON.parse(line) as unknown)).to.deep.equal(EVENTS)
  })
})
