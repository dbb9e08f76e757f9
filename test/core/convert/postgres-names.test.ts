import {expect} from 'chai'
import {assert, array, property, string} from 'fast-check'
import {describe, it} from 'mocha'

import {fitName, namespace, spellName, type NamePolicy} from '../../../src/lib/core/convert/postgres-names.js'

const SPELLINGS: {name: string; policy: NamePolicy; spelled: string}[] = [
  {name: 'orderItems', policy: 'keep', spelled: 'orderItems'},
  {name: 'orderItems', policy: 'lower', spelled: 'orderitems'},
  {name: 'orderItems', policy: 'snake', spelled: 'order_items'},
  {name: 'OrderItems', policy: 'snake', spelled: 'order_items'},
  {name: 'HTTPStatus', policy: 'snake', spelled: 'http_status'},
  {name: 'userID', policy: 'snake', spelled: 'user_id'},
  {name: 'address2Line', policy: 'snake', spelled: 'address2_line'},
  {name: 'Order Items', policy: 'snake', spelled: 'order_items'},
  {name: 'already_snake', policy: 'snake', spelled: 'already_snake'},
  {name: '_private', policy: 'snake', spelled: '_private'},
  {name: 'ÜberName', policy: 'snake', spelled: 'über_name'},
  {name: '--', policy: 'snake', spelled: '--'},
]

describe('names', () => {
  for (const {name, policy, spelled} of SPELLINGS)
    it(`${policy} spells ${name} as ${spelled}`, () => {
      expect(spellName(name, policy)).to.equal(spelled)
    })

  it('keeps names of 63 bytes and shortens those of 64', () => {
    expect(fitName('x'.repeat(63))).to.equal('x'.repeat(63))
    expect(fitName('x'.repeat(64))).to.match(/^x{54}_[\da-f]{8}$/)
  })

  it('cuts between characters, so that the name stays UTF-8', () => {
    expect(fitName('日'.repeat(64))).to.match(/^日{18}_[\da-f]{8}$/)
  })

  it('keeps long names apart that differ only at their end', () => {
    expect(fitName(`${'x'.repeat(63)}a`)).not.to.equal(fitName(`${'x'.repeat(63)}b`))
  })

  it('numbers a name that is taken, and takes the next wish first', () => {
    const claim = namespace(['taken'])
    expect(claim('taken')).to.equal('taken_2')
    expect(claim('taken')).to.equal('taken_3')
    expect(claim('taken', 'other')).to.equal('other')
    expect(claim('free', 'other')).to.equal('free')
  })

  it('never gives a name twice and never one of more than 63 bytes', () => {
    assert(
      property(array(string({unit: 'grapheme', minLength: 1, maxLength: 70})), wishes => {
        const claim = namespace()
        const names = [...wishes, ...wishes].map(wish => claim(wish))
        expect(new Set(names).size).to.equal(names.length)
        expect(names.every(name => Buffer.byteLength(name) <= 63)).to.equal(true)
      }),
    )
  })
})
