import {Config, type Command} from '@oclif/core'
import {expect} from 'chai'
import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

import {functionNames} from '../../src/lib/core/sql/emit-function.js'
import {EXIT} from '../../src/lib/core/migration-error.js'
import {migrations} from '../../src/lib/pipeline/steps.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const README = readFileSync(`${ROOT}README.md`, 'utf8')

/** The text below a heading, down to the next one of its kind. */
function section(heading: string): string {
  const marks = heading.slice(0, heading.indexOf(' ') + 1)
  const [, ...below] = README.split(`\n${heading}`)
  return below.join('').split(`\n${marks}`)[0] ?? ''
}

describe('README', () => {
  it('lists the steps as the program runs them', () => {
    const titles = [...section('## What it does, step by step').matchAll(/^\d+\. \*\*(.+?)\.?\*\*/gm)]
    expect(titles.map(([, title]) => title)).to.deep.equal(migrations.direct.titles)
    const others = section('### Two routes').matchAll(/^- (\d+)\\\. \*\*(.+?)\.\*\*/gm)
    const viaBucket = migrations.direct.titles.with(0, '').with(4, '').with(5, '')
    for (const [, number, title] of others) viaBucket[Number(number) - 1] = title!
    expect(viaBucket).to.deep.equal(migrations.s3.titles)
  })

  it('explains every exit code, and no other', () => {
    const codes = [...section('### Exit codes').matchAll(/^\| (\d+(?:, \d+)*) \| \S/gm)]
    const listed = codes.flatMap(([, numbers]) => numbers!.split(', ').map(Number))
    // 2 is the CLI's own, for wrong usage.
    expect(listed.sort((a, b) => a - b)).to.deep.equal([...Object.values(EXIT), 2].sort((a, b) => a - b))
  })

  it('lists the functions that are translated, and no others', () => {
    const lists = section('### Expressions and views')
      .split('casts and operators:')[1]!
      .split('\n\nGROUP BY')[0]!
    const listed = [...lists.matchAll(/`(\w+)`/g)].map(([, name]) => name!)
    // What both servers write otherwise, or only in what they show.
    const known = functionNames().filter(name => !/^(?:extract|rollup|trim)_/.test(name))
    expect(listed.sort()).to.deep.equal(
      [...known, 'bin', 'case', 'extract', 'interval', 'json_table', 'oct', 'timestampadd'].sort(),
    )
  })

  describe('tells of each command', () => {
    let commands: Command.Loadable[] = []

    before(async () => {
      const {commands: all} = await Config.load(ROOT)
      commands = all.filter(({id}) => id.startsWith('pg:migrate-mysql'))
    })

    it('how it is called', () => {
      expect(commands.map(({id}) => id).sort()).to.deep.equal([
        'pg:migrate-mysql',
        'pg:migrate-mysql:dump',
        'pg:migrate-mysql:plan',
        'pg:migrate-mysql:resume',
        'pg:migrate-mysql:verify',
      ])
      for (const {id} of commands) expect(README).to.match(new RegExp(`^### \`heroku ${id}[ \`]`, 'm'))
    })

    it('every flag it takes, in its own section', () => {
      for (const {id, flags} of commands) {
        const text = section(`### \`heroku ${id} `)
        const missing = Object.keys(flags).filter(name => !new RegExp(`--${name}(?![\\w-])`).test(text))
        expect(missing, `flags of ${id}`).to.deep.equal([])
      }
    })
  })

  it('stands beside a CHANGELOG with a section for what is not released, or for the version', () => {
    const {version} = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {version: string}
    const [newest] = /^## .*$/m.exec(readFileSync(`${ROOT}CHANGELOG.md`, 'utf8')) ?? []
    expect(newest).to.match(
      new RegExp(`^## (?:Unreleased$|\\[?v?${version.replaceAll('.', String.raw`\.`)}\\b)`),
    )
  })
})
