import {captureOutput} from '@oclif/test'
import {expect} from 'chai'

import type {MigrationOptions} from '../../src/lib/pipeline/migration-input.js'
import {printMigrated} from '../../src/ui/print-migrated.js'

describe('printMigrated', () => {
  const result = {addon: 'pg-mig', tables: [], losses: 0, serving: true}
  const rehearsals = [
    {target: undefined, says: 'heroku addons:destroy pg-mig --app sushi'},
    {target: 'pg-mig', says: 'heroku pg:reset pg-mig --app sushi'},
  ]
  for (const {target, says} of rehearsals)
    it(`says after a rehearsal into ${target ?? 'a new database'}: ${says}`, async () => {
      const options = {app: 'sushi', rehearse: true, target} as MigrationOptions
      const {stdout} = await captureOutput(() => printMigrated(result, options))
      expect(stdout).to.contain(says)
      expect(stdout.split('heroku ')).to.have.lengthOf(2)
    })
})
