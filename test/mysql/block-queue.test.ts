import {expect} from 'chai'

import {blockQueue} from '../../src/lib/mysql/block-queue.js'

const LIMIT = 100

function block(length: number) {
  return {bytes: Buffer.alloc(length), rows: 1}
}

function queueWithProducer() {
  const producer = {isPaused: false}
  const queue = blockQueue(LIMIT, {
    pause() {
      producer.isPaused = true
    },
    resume() {
      producer.isPaused = false
    },
  })
  return {queue, producer}
}

describe('blockQueue', () => {
  it('pauses its producer while too much is waiting or being processed', async () => {
    const {queue, producer} = queueWithProducer()
    queue.push(block(60))
    expect(producer.isPaused).to.equal(false)
    queue.push(block(60))
    expect(producer.isPaused).to.equal(true)
    await queue.next()
    expect(producer.isPaused).to.equal(true)
    await queue.next()
    expect(producer.isPaused).to.equal(false)
  })

  // The producer is a connection: left paused at the end of a table, it would never answer for the next one.
  it('does not leave its producer paused when the last block made it pause', async () => {
    const {queue, producer} = queueWithProducer()
    queue.push(block(120))
    queue.end()
    expect(await queue.next()).to.have.property('rows', 1)
    expect(await queue.next()).to.equal(undefined)
    expect(producer.isPaused).to.equal(false)
  })
})
