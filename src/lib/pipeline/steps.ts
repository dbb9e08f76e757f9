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
import {TITLES} from './step-titles.js'
import {switchApps} from './switch-apps.js'
import {uploadArchive} from './upload-archive.js'
import {verifyTarget} from './verify-target.js'

const checkAll = {title: TITLES.checkAll, run: checkEverything}
const check = {title: TITLES.check, run: checkWithoutBucket}
const plan = {title: TITLES.plan, run: planMigration}
const prepare = {title: TITLES.prepare, run: prepareTarget}
const quiesce = {title: TITLES.quiesce, run: quiesceApps}
// Route s3.
const upload = {title: TITLES.upload, run: uploadArchive}
const restore = {title: TITLES.restore, run: restoreArchive}
// Route direct.
const copy = {title: TITLES.copy, run: copyTables}
const build = {title: TITLES.build, run: buildIndexes}
// Both.
const verify = {title: TITLES.verify, run: verifyTarget}
const switchOver = {title: TITLES.switchOver, run: switchApps}
const deploy = {title: TITLES.deploy, run: deployCode}
const bringBack = {title: TITLES.bringBack, run: bringAppsBack}

/** What `plan` does; nothing is changed, and no bucket is needed. */
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

/** What `--rehearse` does: the same while the apps are up, without switching anything. */
export const rehearsals = {
  s3: preparedForS3.step(upload).step(restore).step(verify),
  direct: preparedForDirect.step(copy).step(build).step(verify),
}
