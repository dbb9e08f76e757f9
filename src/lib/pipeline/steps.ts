import {bringAppsBack} from './bring-apps-back.js'
import {checkEverything, checkForPlan} from './check-everything.js'
import {deployCode} from './deploy-code.js'
import type {MigrationInput} from './migration-input.js'
import {planMigration} from './plan-migration.js'
import {prepareTarget} from './prepare-target.js'
import {quiesceApps} from './quiesce-apps.js'
import {restoreArchive} from './restore-archive.js'
import {Steps} from './run-steps.js'
import {switchApps} from './switch-apps.js'
import {uploadArchive} from './upload-archive.js'
import {verifyTarget} from './verify-target.js'

const upload = {title: 'Take the snapshot, convert and upload', run: uploadArchive}
const restore = {title: 'Restore the archive on Heroku', run: restoreArchive}
const verify = {title: 'Verify the result', run: verifyTarget}

const check = {title: 'Check the apps, the source and the bucket', run: checkEverything}
const plan = {title: 'Read and profile MySQL, plan Postgres', run: planMigration}
const prepare = {title: 'Create Heroku Postgres and try the schema on it', run: prepareTarget}

/** What `plan` does; nothing is changed, and the bucket may still be missing. */
export const planning = Steps.given<MigrationInput>()
  .step({...check, run: checkForPlan})
  .step(plan)

const prepared = Steps.given<MigrationInput>().step(check).step(plan).step(prepare)

/** What `--rehearse` does: the same with the apps up, and nothing is switched. */
export const rehearsal = prepared.step(upload).step(restore).step(verify)

/** The whole migration. The apps are down from step 4 to step 10. */
export const migration = prepared
  .step({title: 'Put the apps into maintenance mode and stop every process', run: quiesceApps})
  .step(upload)
  .step(restore)
  .step(verify)
  .step({title: 'Point the apps at Postgres', run: switchApps})
  .step({title: 'Deploy the code that speaks Postgres', run: deployCode})
  .step({title: 'Bring the apps back', run: bringAppsBack})
