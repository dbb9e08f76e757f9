import {expect} from 'chai'

import {sessionSettings} from '../../src/lib/mysql/session-settings.js'

/** Whether a version knows the variable; one that does not would refuse the session. */
const KNOWN = {
  information_schema_stats_expiry: {'5.7.44': false, '8.0.11': true, '8.0.45': true, '9.7.4': true},
  show_gipk_in_create_table_and_information_schema: {
    '5.7.44': false,
    '8.0.9-rc': false,
    '8.0.29': false,
    '8.0.30': true,
    '8.0.45-azure': true,
    '8.4.8': true,
    '9.7.4': true,
  },
}

describe('sessionSettings', () => {
  for (const [variable, versions] of Object.entries(KNOWN))
    it(`sets ${variable} where MySQL knows it`, () => {
      for (const [version, isKnown] of Object.entries(versions))
        expect(sessionSettings({flavor: 'mysql', version}).join(';').includes(variable), version).to.equal(
          isKnown,
        )
    })
})
