import {bringAppsBack} from './bring-apps-back.js'
import {buildIndexes} from './build-indexes.js'
import {checkEverything, checkWithoutBucket} from './check-everything.js'
import {copyTables} from './copy-tables.js'
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

const checkAll = {title: 'Check the apps, the source and the bucket', run: checkEverything}
const check = {title: 'Check the apps and the source', run: checkWithoutBucket}
const plan = {title: 'Read and profile MySQL, plan Postgres', run: planMigration}
const prepare = {title: 'Create Heroku Postgres and try the schema on it', run: prepareTarget}
const quiesce = {title: 'Put the apps into maintenance mode and stop every process', run: quiesceApps}
// Route s3.
const upload = {title: 'Take the snapshot, convert and upload', run: uploadArchive}
const restore = {title: 'Restore the archive on Heroku', run: restoreArchive}
// Route direct.
const copy = {title: 'Take the snapshot and copy into Heroku Postgres', run: copyTables}
const build = {title: 'Build indexes and keys', run: buildIndexes}
// Both.
const verify = {title: 'Verify the result', run: verifyTarget}
const switchOver = {title: 'Point the apps at Postgres', run: switchApps}
const deploy = {title: 'Deploy the code that speaks Postgres', run: deployCode}
const bringBack = {title: 'Bring the apps back', run: bringAppsBack}

/** What `plan` does; nothing is changed, and the bucket may still be missing. */
export const planning = Steps.given<MigrationInput>()
  .step({...check, title: checkAll.title})
  .step(plan)

const preparedForS3 = Steps.given<MigrationInput>().step(checkAll).step(plan).step(prepare)
const preparedForDirect = Steps.given<MigrationInput>().step(check).step(plan).step(prepare)

/** The whole migration, by route. The apps are down from step 4 to step 10. */
export const migrations = {
  s3: preparedForS3
    .step(quiesce)
    .step(upload)
    .step(restore)
    .step(verify)
    .step(switchOver)
    .step(deploy)
    .step(bringBack),
  direct: preparedForDirect
    .step(quiesce)
    .step(copy)
    .step(build)
    .step(verify)
    .step(switchOver)
    .step(deploy)
    .step(bringBack),
}

/** What `--rehearse` does: the same with the apps up, and nothing is switched. */
export const rehearsals = {
  s3: preparedForS3.step(upload).step(restore).step(verify),
  direct: preparedForDirect.step(copy).step(build).step(verify),
}
