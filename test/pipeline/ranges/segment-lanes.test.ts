import {expect} from 'chai'
import {setImmediate} from 'node:timers/promises'

import type {SegmentPiece} from '../../../src/lib/archive/deflate-segment.js'
import {segmentLanes, type SegmentLanes} from '../../../src/lib/pipeline/ranges/segment-lanes.js'
import {failureOf} from '../../failure-of.js'

const LIMIT = 100

function piece(text: string, length = 10): SegmentPiece {
  return {bytes: Buffer.alloc(length, text), rows: 1, textBytes: 20, refused: [], text: null}
}

/** Whether a promise is settled when everything that can go on has done so. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  const settle = (): void => {
    settled = true
  }
  promise.then(settle, settle)
  await setImmediate()
  return settled
}

async function take(lanes: SegmentLanes, target: string): Promise<string> {
  let text = ''
  for await (const {bytes} of lanes.ofTable(target)) text += bytes.toString('latin1', 0, 1)
  return text
}

describe('segmentLanes', () => {
  it('empties the lanes one after the other, however they are filled', async () => {
    const lanes = segmentLanes(LIMIT)
    const [first, second, third] = ['a', 'a', 'b'].map(target => lanes.open(target))
    lanes.close()
    const taken = (async () => [await take(lanes, 'a'), await take(lanes, 'b')])()
    await lanes.put(third!, piece('5'))
    await lanes.put(second!, piece('3'))
    lanes.end(third!)
    await lanes.put(first!, piece('1'))
    await lanes.put(second!, piece('4'))
    await lanes.put(first!, piece('2'))
    lanes.end(second!)
    lanes.end(first!)
    expect(await taken).to.deep.equal(['1234', '5'])
  })

  it('holds back a lane that has to wait for its turn when too much waits, and lets it continue later', async () => {
    const lanes = segmentLanes(LIMIT)
    const [first, second] = ['a', 'a'].map(target => lanes.open(target))
    lanes.close()
    await lanes.put(second!, piece('2', LIMIT))
    const held = lanes.put(second!, piece('3', 1))
    expect(await isSettled(held)).to.equal(false)
    // The first lane goes on all the same, or nothing would ever end.
    expect(await isSettled(lanes.put(first!, piece('1', LIMIT)))).to.equal(true)
    lanes.end(first!)
    const taken = take(lanes, 'a')
    await held
    lanes.end(second!)
    expect(await taken).to.equal('123')
  })

  it('holds back the lane whose turn it is while its consumer is busy', async () => {
    const lanes = segmentLanes(LIMIT)
    const lane = lanes.open('a')
    await lanes.put(lane, piece('1'))
    const held = lanes.put(lane, piece('2'))
    expect(await isSettled(held)).to.equal(false)
    await lanes.ofTable('a').next()
    expect(await isSettled(held)).to.equal(true)
  })

  it('ends with the first error on both ends', async () => {
    const lanes = segmentLanes(LIMIT)
    const lane = lanes.open('a')
    const taken = failureOf(take(lanes, 'a'))
    await lanes.put(lane, piece('1'))
    lanes.fail(new Error('MySQL went away'))
    lanes.fail(new Error('and more'))
    expect(await taken).to.have.property('message', 'MySQL went away')
    expect(await failureOf(lanes.put(lane, piece('2')))).to.have.property('message', 'MySQL went away')
  })

  it('stops the readers when nobody takes pieces any more', async () => {
    const lanes = segmentLanes(LIMIT)
    const lane = lanes.open('a')
    await lanes.put(lane, piece('1'))
    for await (const {rows} of lanes.ofTable('a')) if (rows > 0) break
    expect(await failureOf(lanes.put(lane, piece('2')))).to.be.an('error')
  })
})
