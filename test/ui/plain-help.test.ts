import {expect} from 'chai'
import {readFileSync} from 'node:fs'

/** What the CLI knows of the commands without loading them. */
const MANIFEST = JSON.parse(readFileSync('oclif.manifest.json', 'utf8')) as {
  commands: Record<string, {hasDynamicHelp: boolean}>
}

describe('help', () => {
  for (const [name, {hasDynamicHelp}] of Object.entries(MANIFEST.commands))
    it(`of ${name} is printed without loading the command, which takes half a second`, () => {
      expect(hasDynamicHelp).to.equal(false)
    })
})
