import {expect} from 'chai'
import {median} from '../../bench/goals.js'

describe('median', () => {
  for (const [values, expected] of [
    [[3], 3],
    [[5, 1, 3], 3],
    [[10, 1, 2, 4], 3],
  ] as const)
    it(`of ${values.join(', ')} is ${expected}`, () => {
      expect(median([...values])).to.equal(expected)
    })
})
