import {expect} from 'chai'

import {wrapLine} from '../../src/ui/wrap-line.js'

const cases: Array<{what: string; line: string; columns: number; lines: string[]}> = [
  {what: 'leaves a short line alone', line: '    one  two', columns: 40, lines: ['    one  two']},
  {
    what: 'indents what follows a sentence',
    line: '    one two three four five six seven eight nine',
    columns: 40,
    lines: ['    one two three four five six seven', '      eight nine'],
  },
  {
    what: 'lines up what follows a remedy',
    line: '    -> one two three four five six seven eight nine',
    columns: 40,
    lines: ['    -> one two three four five six seven', '       eight nine'],
  },
  {
    what: 'does not count colours',
    line: ` \u001B[31m!\u001B[39m  one two three four five six seven eight`,
    columns: 40,
    lines: [` \u001B[31m!\u001B[39m  one two three four five six seven`, '    eight'],
  },
  {
    what: 'keeps a long word whole',
    line: `    at ${'x'.repeat(60)} there`,
    columns: 40,
    lines: ['    at', `      ${'x'.repeat(60)}`, '      there'],
  },
]

describe('wrapLine', () => {
  for (const {what, line, columns, lines} of cases)
    it(what, () => {
      expect(wrapLine(line, columns)).to.deep.equal(lines)
    })
})
