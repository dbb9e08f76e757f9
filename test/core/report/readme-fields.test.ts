import {expect} from 'chai'
import {readFileSync} from 'node:fs'

import {aReport} from './a-report.js'

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

/** The rows of the table of JSON fields: what stands in backticks in the first column, and in both. */
function documented(): Array<{fields: string[]; words: Set<string>}> {
  const [, below = ''] = README.split('\n### The report\n')
  const rows = below.split('\n### ')[0]!.matchAll(/^\| (`.*?) \| (.*) \|$/gm)
  return [...rows].map(([row, first]) => ({fields: wordsOf(first!), words: new Set(wordsOf(row))}))
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(/`(\w+)(?:\[\])?`/g)].map(([, word]) => word!)
}

/** Names of all fields inside, at any depth. */
function fieldsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(each => fieldsIn(each))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...fieldsIn(inner)])
}

describe('the README, of the report as JSON', () => {
  const report = aReport(3)

  it('names every field, and none that is not there', () => {
    const fields = documented().flatMap(row => row.fields)
    expect(fields.sort()).to.deep.equal(Object.keys(report).sort())
  })

  for (const [name, value] of Object.entries(report))
    it(`names all that is in ${name}`, () => {
      const row = documented().find(({fields}) => fields.includes(name))
      const missing = [...new Set(fieldsIn(value))].filter(field => !row?.words.has(field))
      expect(missing).to.deep.equal([])
    })
})
