import {MigrationError} from '../core/migration-error.js'
import type {PostgresPlan} from '../core/postgres-plans.js'
import type {Problem} from '../core/problem.js'
import {postgresPlans} from '../heroku/postgres-plans.js'
import {checkSource} from '../mysql/check-source.js'
import {connect} from '../mysql/connect.js'
import {locateBucket} from '../storage/bucket.js'
import {checkBucket} from '../storage/check-bucket.js'
import {openBucket, type Bucket} from '../storage/open-bucket.js'
import {attempt} from './attempt.js'
import {appProblems, readApps, type MigratedApp} from './check-apps.js'
import {chooseSource, type ChosenSource} from './choose-source.js'
import {findTarget, targetProblems, type Target} from './find-target.js'
import type {MigrationInput} from './migration-input.js'
import {refuseProblems} from './refuse-problems.js'
import {RESTORE_SECONDS} from './restore-seconds.js'
import type {StepTools} from './run-steps.js'

/** Everything the migration works with, known to exist and to answer. */
export interface Checked {
  /** The app itself first, then those of `--with-app`. */
  apps: MigratedApp[]
  source: ChosenSource
  bucket: Bucket
  /** What can be bought now. */
  plans: PostgresPlan[]
  /** `--target`; null when an add-on will be created. */
  existing: Target | null
}

/** Looks at the apps, MySQL, the bucket and the target, and refuses with every problem at once. Changes nothing. */
export async function checkEverything(
  {heroku, options}: MigrationInput,
  {report}: StepTools,
): Promise<Checked> {
  const {apps, problems} = await readApps(heroku, [options.app, ...options.withApps])
  const [main] = apps
  if (main?.app.name !== options.app) return refuse(problems, report)
  const source = await attempt(problems, () => chooseSource(options, main.configVars))
  if (source) {
    problems.push(...(await sourceProblems(source)), ...(await appProblems(heroku, apps, source)))
  }
  const bucket = await attempt(problems, () => findBucket(options, main.configVars))
  if (bucket) problems.push(...(await checkBucket(bucket, RESTORE_SECONDS)))
  const existing = await attempt(problems, () => findExisting({heroku, options}, problems))
  const plans = await attempt(problems, () => postgresPlans(heroku))
  refuseProblems(problems, report)
  if (!source || !bucket || !plans || existing === undefined) return refuse(problems, report)
  return {apps, source, bucket, plans, existing}
}

function refuse(problems: readonly Problem[], report: StepTools['report']): never {
  refuseProblems(problems, report)
  throw new Error('a part that is missing is always a problem')
}

async function sourceProblems(source: ChosenSource): Promise<Problem[]> {
  const problems: Problem[] = []
  const checked = await attempt(problems, async () => {
    const connection = await connect(source.address, source.tls)
    try {
      return await checkSource(connection, source.address.database)
    } finally {
      await connection.close()
    }
  })
  return [...problems, ...(checked?.problems ?? [])]
}

async function findExisting(
  {heroku, options}: Pick<MigrationInput, 'heroku' | 'options'>,
  problems: Problem[],
): Promise<Target | null> {
  if (!options.target) return null
  const target = await findTarget(heroku, options.app, options.target)
  problems.push(...(await targetProblems(target)))
  return target
}

async function findBucket(
  {bucket, s3Endpoint}: MigrationInput['options'],
  variables: Record<string, string>,
): Promise<Bucket> {
  if (!bucket)
    throw new MigrationError('No bucket was named to carry the data to Heroku.', {
      code: 'no-bucket',
      suggestions: [
        "Name one of your own with --bucket s3://BUCKET/PREFIX, or the app's own with --bucket bucketeer or --bucket cloudcube",
      ],
    })
  return openBucket(locateBucket(bucket, variables, s3Endpoint))
}
