import {expect} from 'chai'
import {Buffer} from 'node:buffer'
import {checkJson} from '../../../src/lib/core/encode/check-json.js'
import {RefusedValue} from '../../../src/lib/core/encode/refused-value.js'
import {around, ASCII, inPacket, PLACES} from './in-packet.js'

function check(text: Buffer): void {
  const {bytes, start, end} = inPacket(text)
  checkJson(bytes, start, end, 'json')
}

describe('checkJson', () => {
  it('refuses control characters in a string wherever they stand, and sees where it ends', () => {
    for (const byte of ASCII)
      for (const place of PLACES) {
        const string = Buffer.concat([Buffer.from('["'), around(byte, place), Buffer.from('"]')])
        // Behind the backslash stands a blank or the closing quote; a quote ends the string early.
        const isGood = byte >= 0x20 && byte !== 0x22 && byte !== 0x5c
        if (isGood) check(string)
        else expect(() => check(string), `${byte} in ${string}`).to.throw(RefusedValue)
      }
  })
})
