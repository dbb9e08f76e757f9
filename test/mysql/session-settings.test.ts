import {expect} from 'chai'

import {serverOf} from '../../src/lib/mysql/connect.js'
import {sessionSettings} from '../../src/lib/mysql/session-settings.js'

/** Whether a version knows the variable; one that does not would refuse the session. */
const KNOWN = {
  max_execution_time: {'5.6.51': false, '5.7.44': true, '8.0.11': true},
  system_versioning_asof: {'5.5.68-MariaDB': false, '10.2.44-MariaDB-log': false, '10.3.39-MariaDB': true},
  max_statement_time: {'5.5.68-MariaDB': false, '10.3.39-MariaDB': true, '11.8.3-MariaDB': true},
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
    it(`sets ${variable} if the server has it`, () => {
      for (const [version, isKnown] of Object.entries(versions))
        expect(sessionSettings(serverOf(version)).join(';').includes(variable), version).to.equal(isKnown)
    })
})
