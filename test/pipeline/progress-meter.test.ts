import {expect} from 'chai'

import {progressMeter} from '../../src/lib/pipeline/progress-meter.js'
import type {DataProgress, RunEvent} from '../../src/lib/pipeline/run-event.js'

type Plan = Parameters<typeof progressMeter>[0]

/** Two tables: `orders`, whose rows were counted, and `log`, whose rows are MySQL's estimate. */
const PLAN = {
  copies: [
    {source: 'Orders', target: 'orders'},
    {source: 'Log', target: 'log'},
  ],
  mysql: {
    tables: [
      {name: 'Orders', rowEstimate: 1, dataBytes: 4000},
      {name: 'Log', rowEstimate: 50, dataBytes: 1000},
    ],
  },
  profile: {Orders: {rows: 100}, Log: {}},
} as unknown as Plan

describe('progressMeter', () => {
  let clock = 0
  let events: Array<RunEvent & {kind: 'progress'}> = []
  const meterOf = (plan: Plan) =>
    progressMeter(
      plan,
      event => events.push(event as RunEvent & {kind: 'progress'}),
      () => clock,
    )

  beforeEach(() => {
    clock = 0
    events = []
  })

  const last = (): DataProgress => events.at(-1)!.data!

  it("plans a table's bytes by MySQL's size of it, and by its rows once some were read", () => {
    const meter = meterOf(PLAN)
    clock = 1000
    meter.add('orders', {rows: 25, bytes: 500})
    expect(last().ofTable).to.include({rows: 25, plannedRows: 100, bytes: 500, plannedBytes: 2000})
    expect(last().overall).to.include({rows: 25, plannedRows: 150, bytes: 500, plannedBytes: 3000})
    expect(events.at(-1)!.percent).to.equal(16)
  })

  it('reports rates and the time left, for a table since its first rows', () => {
    const meter = meterOf(PLAN)
    clock = 1000
    meter.add('orders', {rows: 10, bytes: 200})
    clock = 2000
    meter.add('orders', {rows: 40, bytes: 800})
    expect(last().overall).to.include({rowsPerSecond: 25, bytesPerSecond: 500, secondsLeft: 4})
    expect(last().ofTable).to.include({rowsPerSecond: 50, bytesPerSecond: 1000, secondsLeft: 1})
  })

  it('reports twice a second, however often it is called, and at the end', () => {
    const meter = meterOf(PLAN)
    for (let row = 0; row < 100; row++) {
      clock += 10
      meter.add('orders', {rows: 1, bytes: 20})
    }
    meter.end('orders')
    expect(events).to.have.length(2)
    meter.add('log', {rows: 7, bytes: 70})
    meter.end('log')
    expect(events.at(-1)).to.include({percent: 100})
    expect(last().overall).to.include({rows: 107, plannedRows: 107, bytes: 2070, plannedBytes: 2070})
  })

  it('never goes back, and never exceeds the number of rows', () => {
    const meter = meterOf(PLAN)
    const percents = [
      {rows: 1, bytes: 4000},
      {rows: 99, bytes: 40},
      {rows: 100, bytes: 2000},
    ].map(more => {
      clock += 1000
      meter.add('orders', more)
      return events.at(-1)!.percent!
    })
    expect(percents).to.deep.equal([...percents].sort((left, right) => left - right))
    expect(last().ofTable).to.include({rows: 200, plannedRows: 200})
  })

  it('reports how many bytes have arrived in the bucket', () => {
    const meter = meterOf(PLAN)
    meter.add('orders', {rows: 1, bytes: 20})
    clock = 1000
    meter.uploaded(8_000_000)
    expect(last()).to.include({table: 'orders', uploadedBytes: 8_000_000})
  })
})
