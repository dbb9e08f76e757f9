import {execFile} from 'node:child_process'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import {promisify} from 'node:util'

import {expect} from 'chai'

import {findProgram} from '../../../sandbox/servers/find-program.js'
import type {MigrationReport} from '../../../src/lib/core/report/migration-report.js'
import {reportPage} from '../../../src/lib/core/report/report-page.js'
import {HOSTILE_NAMES} from '../hostile-names.js'
import {aReport} from './a-report.js'

const MARKS = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '" onload="alert(1)',
  "' x='",
  '</title>',
  '</pre>',
  '--><!--',
]

/** Tags and attributes, without texts and without the style. */
function skeleton(page: string): string[] {
  return [...page.replace(/<style>.*<\/style>/s, '').matchAll(/<[^>]*>/g)].map(([tag]) =>
    tag.replaceAll(/="[^"]*"/g, '=""'),
  )
}

/** Opens everything that is folded, and looks for what is too wide and for pictures without a name. */
const MEASURE = `<pre></pre><script>onload = () => {
  const {contentDocument: page, contentWindow} = document.querySelector('iframe')
  for (const details of page.querySelectorAll('details')) details.open = true
  const wide = [...page.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > contentWindow.innerWidth)
  const bare = [...page.querySelectorAll('svg')].filter(e => e.getAttribute('role') !== 'img' || !e.querySelector('title'))
  const {scrollWidth} = page.documentElement
  document.querySelector('pre').textContent =
    JSON.stringify({fits: contentWindow.innerWidth === 400 && scrollWidth <= 400, wide: wide.length, bare: bare.length})
}</script>`

describe('reportPage', () => {
  it('escapes every name and text, wherever it stands', () => {
    const plain = skeleton(reportPage(aReport(3, ['a', 'b', 'c'])))
    for (const mark of [...MARKS, ...HOSTILE_NAMES]) {
      const page = reportPage(aReport(3, [mark, `${mark}b`, `${mark}c`]))
      expect(skeleton(page), mark).to.deep.equal(plain)
    }
  })

  it('shows what is invisible or turns the direction of writing as its code point', () => {
    const page = reportPage(aReport(1, ['\u202Eright', '\u0001', 'c']))
    expect(page)
      .to.contain(String.raw`\u{202E}right`)
      .and.to.contain(String.raw`\u{1}`)
    expect(page).not.to.contain('\u202E').and.not.to.contain('\u0001')
  })

  it('needs nothing besides itself', () => {
    const page = reportPage(aReport(3))
    expect(page).not.to.match(/<(?:script|link|iframe|img)|\bsrc=|url\(|@import/i)
    expect(page).to.contain("default-src 'none'")
  })

  it('holds all of 400 tables, twelve of them in the open', () => {
    const page = reportPage(aReport(400))
    expect(page.split('<details class="item">').length - 1).to.be.at.least(400)
    expect(page).to.contain('and 388 more tables')
    expect(page.slice(0, page.indexOf('and 388 more tables')).match(/<th scope="row">/g)!.length).to.be.below(
      20,
    )
  })

  it('tells of no hazards where none were looked for', () => {
    const page = reportPage({...aReport(1), kind: 'verification', hazards: []})
    expect(page).not.to.contain('Hazards')
  })

  it('makes a page of a report that ended before anything was read', () => {
    const nothing: MigrationReport = {
      ...aReport(0, ['a', 'b', 'c']),
      source: null,
      target: null,
      apps: [],
      objects: [],
      steps: [],
    }
    expect(reportPage(nothing)).to.contain('Nothing was changed.')
  })

  describe('in Chromium', function () {
    this.timeout(60_000)
    let chromium: string | undefined
    let folder = ''

    before(async function () {
      chromium = findProgram('chromium')
      // It is large, so nothing installs it: apt-get install chromium.
      if (!chromium) this.skip()
      folder = await mkdtemp(path.join(tmpdir(), 'report-page-'))
    })

    after(() => rm(folder, {recursive: true, force: true}))

    for (const tables of [3, 400])
      it(`fits into 400 pixels with ${tables} tables, and every bar has a name`, async () => {
        // A window is never narrower than 500 pixels; a frame is.
        const file = path.join(folder, `${tables}.html`)
        const page = reportPage(aReport(tables)).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
        await writeFile(file, `<iframe style="width: 400px; border: 0" srcdoc="${page}"></iframe>${MEASURE}`)
        const {stdout} = await promisify(execFile)(
          chromium!,
          [
            '--headless',
            '--no-sandbox',
            '--disable-gpu',
            '--virtual-time-budget=5000',
            '--dump-dom',
            pathToFileURL(file).href,
          ],
          {maxBuffer: 1 << 26},
        )
        expect(stdout).to.contain('{"fits":true,"wide":0,"bare":0}')
      })
  })
})
