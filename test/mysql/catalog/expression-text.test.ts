import {expect} from 'chai'
import {describe, it} from 'mocha'

import {expressionText} from '../../../src/lib/mysql/catalog/expression-text.js'

/** What MySQL 9.7 shows of literals that were written in other character sets, each byte as a character. */
const CASES: {shown: string; text: string}[] = [
  {shown: String.raw`(\`v\` <> _utf8mb4\'Ã©\')`, text: "(`v` <> _utf8mb4'é')"},
  {shown: String.raw`_latin1\'é\'`, text: "_latin1'é'"},
  {shown: "_latin1\\'\u0080\u0099\\'", text: "_utf8mb4'€™'"},
  {shown: String.raw`_gbk\'ÖÐ\\\\\'`, text: String.raw`_utf8mb4'中\\'`},
  {shown: "_sjis\\'\u0083\\\\\\\\\\\\\\'\\'", text: "_utf8mb4'ソ'''"},
  {shown: String.raw`_cp1251\'æ\'`, text: "_utf8mb4'ж'"},
  {shown: String.raw`_utf16\'\\0é\\0A\'`, text: "_utf8mb4'éA'"},
  {shown: String.raw`_cp1251\'a\'`, text: "_cp1251'a'"},
  {shown: String.raw`_dec8\'é\'`, text: '_dec8 0xe9'},
  {shown: String.raw`_euckr\'ÿ\'`, text: '_euckr 0xff'},
  {shown: "`_gbk\\'ÖÐ\\'`", text: "`_gbk'ÖÐ'`"},
]

describe('expressionText', () => {
  for (const {shown, text} of CASES)
    it(`reads ${shown} as ${text}`, () => {
      expect(expressionText({flavor: 'mysql', version: '9.7.4'}, shown)).to.equal(text)
    })
})
