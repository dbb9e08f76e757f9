import {expect} from 'chai'
import {readdirSync, readFileSync} from 'node:fs'
import {findCycles, findViolations} from './architecture/find-violations.js'
import {readSourceFile} from './architecture/read-source-file.js'

const violations: Array<{rule: string; path: string; text: string; found: string[]}> = [
  {
    rule: 'core imports only core',
    path: 'src/lib/core/quote.ts',
    text: "import {connect} from '../mysql/connect.js'",
    found: ['src/lib/core/quote.ts may not import src/lib/mysql/connect.ts'],
  },
  {
    rule: 'core imports only core, in its subfolders too',
    path: 'src/lib/core/sql/term.ts',
    text: "export * from '../../mysql/connect.js'",
    found: ['src/lib/core/sql/term.ts may not import src/lib/mysql/connect.ts'],
  },
  {
    rule: 'core imports no built-in module but node:buffer',
    path: 'src/lib/core/quote.ts',
    text: "import {Buffer} from 'node:buffer'; import fs from 'node:fs'",
    found: ['src/lib/core/quote.ts may not import node:fs'],
  },
  {
    rule: 'adapters do not import each other, not even types',
    path: 'src/lib/archive/write-archive.ts',
    text: "import type {Rows} from '../mysql/read-rows.js'; import {x} from '../core/x.js'",
    found: ['src/lib/archive/write-archive.ts may not import src/lib/mysql/read-rows.ts'],
  },
  {
    rule: 'an adapter does not import another one dynamically',
    path: 'src/lib/archive/write-archive.ts',
    text: "const rows = await import('../mysql/read-rows.js')",
    found: ['src/lib/archive/write-archive.ts may not import src/lib/mysql/read-rows.ts'],
  },
  {
    rule: 'an adapter does not import a type of another one in place',
    path: 'src/lib/archive/write-archive.ts',
    text: "let rows: import('../mysql/read-rows.js').Rows",
    found: ['src/lib/archive/write-archive.ts may not import src/lib/mysql/read-rows.ts'],
  },
  {
    rule: 'an adapter imports no package of another one',
    path: 'src/lib/mysql/connect.ts',
    text: 'import mysql from "mysql2"; import pg from "pg"',
    found: ['src/lib/mysql/connect.ts may not import pg'],
  },
  {
    rule: 'a package is not allowed by the beginning of its name',
    path: 'src/lib/postgres/connect.ts',
    text: "import format from 'pg-format'",
    found: ['src/lib/postgres/connect.ts may not import pg-format'],
  },
  {
    rule: 'the pipeline does not import commands',
    path: 'src/lib/pipeline/steps.ts',
    text: "export {default} from '../../commands/pg/migrate-mysql/index.js'",
    found: ['src/lib/pipeline/steps.ts may not import src/commands/pg/migrate-mysql/index.ts'],
  },
  {
    rule: 'commands do not import adapters',
    path: 'src/commands/pg/migrate-mysql/index.ts',
    text: "import {ux} from '@oclif/core/ux'\nimport {connect} from '../../../lib/mysql/connect.js'",
    found: ['src/commands/pg/migrate-mysql/index.ts may not import src/lib/mysql/connect.ts'],
  },
  {
    rule: 'nothing in src imports the sandbox',
    path: 'src/lib/pipeline/steps.ts',
    text: "import {sandbox} from '../../../sandbox/sandbox.js'",
    found: ['src/lib/pipeline/steps.ts may not import sandbox/sandbox.ts'],
  },
  {
    rule: 'every file belongs to a layer',
    path: 'src/lib/stray.ts',
    text: '',
    found: ['src/lib/stray.ts belongs to no layer'],
  },
  {
    rule: 'only commands print, exit and read the environment',
    path: 'src/lib/mysql/connect.ts',
    text: 'console.log(process.env.HOME); process.stdout.write(""); process.exit(1); process.nextTick(f)',
    found: ['console.log', 'process.env', 'process.stdout', 'process.exit'].map(
      text => `src/lib/mysql/connect.ts may not use ${text}`,
    ),
  },
  {
    rule: 'words in comments and strings are neither imports nor uses',
    path: 'src/lib/core/quote.ts',
    text: "// import x from '../mysql/x.js'; console.log\nconst a = \"import('pg') process.env\"",
    found: [],
  },
  {
    rule: 'file names are kebab-case',
    path: 'src/lib/core/quoteIdentifier.ts',
    text: '',
    found: ['src/lib/core/quoteIdentifier.ts is not in kebab-case'],
  },
  {
    rule: 'file names say what is in them',
    path: 'src/lib/core/utils.ts',
    text: '',
    found: ['src/lib/core/utils.ts does not say what it exports'],
  },
]

const cycles: Array<{name: string; texts: Record<string, string>; found: string[]}> = [
  {
    name: 'two files that import each other',
    texts: {'src/a.ts': "import {b} from './b.js'", 'src/b.ts': "import {a} from './a.js'"},
    found: ['src/a.ts -> src/b.ts -> src/a.ts'],
  },
  {
    name: 'a loop behind an entry that is not on it, with a re-export and a dynamic import',
    texts: {
      'src/a.ts': "import './b.js'",
      'src/b.ts': "export * from './c.js'",
      'src/c.ts': "await import('./b.js')",
    },
    found: ['src/b.ts -> src/c.ts -> src/b.ts'],
  },
  {
    name: 'no loop where types alone go back',
    texts: {
      'src/a.ts': "import {b} from './b.js'",
      'src/b.ts': "import type {A} from './a.js'\nimport {type B} from './a.js'",
    },
    found: [],
  },
  {
    name: 'no loop where two ways lead to one file',
    texts: {'src/a.ts': "import './b.js'\nimport './c.js'", 'src/b.ts': "import './c.js'", 'src/c.ts': ''},
    found: [],
  },
]

describe('architecture', () => {
  describe('the rules', () => {
    for (const {rule, path, text, found} of violations) {
      it(rule, () => {
        expect(findViolations([readSourceFile(path, text)])).to.deep.equal(found)
      })
    }

    for (const {name, texts, found} of cycles) {
      it(`find ${name}`, () => {
        const files = Object.entries(texts).map(([path, text]) => readSourceFile(path, text))
        expect(findCycles(files)).to.deep.equal(found)
      })
    }
  })

  describe('src', () => {
    const files = readdirSync('src', {recursive: true, encoding: 'utf8'})
      .filter(path => path.endsWith('.ts'))
      .map(path => readSourceFile(`src/${path}`, readFileSync(`src/${path}`, 'utf8')))

    it('keeps the rules', () => {
      expect(findViolations(files)).to.deep.equal([])
    })

    it('has no import cycles', () => {
      expect(findCycles(files)).to.deep.equal([])
    })
  })
})
