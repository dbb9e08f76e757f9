import {MigrationError} from '../core/migration-error.js'
import type {PostgresPlan} from '../core/postgres-plans.js'
import type {Problem} from '../core/problem.js'
import {postgresPlans} from '../heroku/postgres-plans.js'
import {checkChosen} from './check-chosen.js'
import {connect} from '../mysql/connect.js'
import {locateBucket} from '../storage/bucket.js'
import {checkBucket} from '../storage/check-bucket.js'
import {openBucket, type Bucket} from '../storage/open-bucket.js'
import {attempt} from './attempt.js'
import {appProblems, readApps, type MigratedApp} from './check-apps.js'
import {chooseSource, type ChosenSource} from './choose-source.js'
import {findTarget, targetProblems, type Target} from './find-target.js'
import type {MigrationInput, SourceOptions} from './migration-input.js'
import {refuseProblems} from './refuse-problems.js'
import {RESTORE_SECONDS} from './restore-seconds.js'
import type {StepTools} from './run-steps.js'

/** Everything that the migration works with, found and answering. */
export interface Checked {
  /** The app itself first, then those of `--with-app`. */
  apps: MigratedApp[]
  source: ChosenSource
  /** The plans that can be bought now. */
  plans: PostgresPlan[]
  /** `--target`; null when an add-on will be created. */
  existing: Target | null
}

/** The bucket for route `s3`. */
export interface CheckedBucket {
  bucket: Bucket
}

/** Checks the apps, MySQL, the bucket and the target, and throws with all problems at once. Changes nothing. */
export async function checkEverything(
  input: MigrationInput,
  {report}: StepTools,
): Promise<Checked & CheckedBucket> {
  const {problems, ...found} = await lookAtAll(input, true)
  refuseProblems(problems, report)
  return complete(found)
}

/** The same without the need for a bucket: for route `direct`, and for a plan. If a bucket is named, it is checked all the same. */
export async function checkWithoutBucket(input: MigrationInput, {report}: StepTools): Promise<Checked> {
  const {problems, ...found} = await lookAtAll(input, input.options.bucket !== undefined)
  refuseProblems(problems, report)
  return complete({...found, bucket: found.bucket ?? null})
}

type Found = {[Part in keyof (Checked & CheckedBucket)]: (Checked & CheckedBucket)[Part] | undefined}

/** Returns the parts that were found, and the problems of the others. */
async function lookAtAll(
  {heroku, options}: MigrationInput,
  withBucket: boolean,
): Promise<Found & {problems: Problem[]}> {
  const {apps, problems} = await readApps(heroku, [options.app, ...options.withApps])
  const [main] = apps
  const missing = {source: undefined, bucket: undefined, plans: undefined, existing: undefined}
  const found: Found & {problems: Problem[]} = {apps, problems, ...missing}
  if (main?.app.name !== options.app) {
    if (main && problems.length === 0) problems.push(otherName(options.app, main.app.name))
    return found
  }
  found.source = await attempt(problems, () => chooseSource(options, main.configVars))
  if (found.source)
    problems.push(
      ...(await sourceProblems(found.source, options)),
      ...(await appProblems(heroku, apps, found.source)),
    )
  if (withBucket) found.bucket = await attempt(problems, () => findBucket(options, main.configVars))
  if (found.bucket) problems.push(...(await checkBucket(found.bucket, RESTORE_SECONDS)))
  found.existing = await attempt(problems, () => findExisting({heroku, options}, problems))
  found.plans = await attempt(problems, () => postgresPlans(heroku))
  return found
}

/** Heroku finds an app by its id, too, but journals, config vars and confirmations use the name. */
function otherName(given: string, name: string): Problem {
  return {
    code: 'app-not-by-name',
    what: `${given} is not the name of the app ${name}.`,
    remedy: `Give its name: --app ${name}`,
  }
}

/** Every missing part is a problem, so after the problems were refused all parts are there. */
function complete<Parts extends object>(
  found: Parts,
): {[Part in keyof Parts]: Exclude<Parts[Part], undefined>} {
  const missing = Object.entries(found).filter(([, part]) => part === undefined)
  if (missing.length > 0)
    throw new Error(`${missing.map(([name]) => name).join(', ')} is missing without a problem`)
  return found as {[Part in keyof Parts]: Exclude<Parts[Part], undefined>}
}

async function sourceProblems(source: ChosenSource, options: SourceOptions): Promise<Problem[]> {
  const problems: Problem[] = []
  const checked = await attempt(problems, async () => {
    const connection = await connect(source.address, source.tls)
    try {
      return await checkChosen(connection, source.address.database, options)
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
        'Or leave out --via s3, which needs a bucket',
      ],
    })
  return openBucket(locateBucket(bucket, variables, s3Endpoint))
}
