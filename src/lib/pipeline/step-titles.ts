import type {Route} from './migration-input.js'

/** The titles of the steps, in the terminal, in the report and in the README. */
export const TITLES = {
  checkAll: 'Check the apps, the source and the bucket',
  check: 'Check the apps and the source',
  plan: 'Read and profile MySQL, plan Postgres',
  prepare: 'Create Heroku Postgres and try the schema on it',
  quiesce: 'Put the apps into maintenance mode and stop every process',
  upload: 'Take the snapshot, convert and upload',
  restore: 'Restore the archive on Heroku',
  copy: 'Take the snapshot and copy into Heroku Postgres',
  build: 'Build indexes and keys',
  verify: 'Verify the result',
  switchOver: 'Point the apps at Postgres',
  deploy: 'Deploy the code that speaks Postgres',
  bringBack: 'Bring the apps back',
} as const

export type StepName = keyof typeof TITLES

/** The steps of a migration in order, by route. */
export const ROUTE_STEPS: Record<Route, readonly StepName[]> = {
  s3: [
    'checkAll',
    'plan',
    'prepare',
    'quiesce',
    'upload',
    'restore',
    'verify',
    'switchOver',
    'deploy',
    'bringBack',
  ],
  direct: [
    'check',
    'plan',
    'prepare',
    'quiesce',
    'copy',
    'build',
    'verify',
    'switchOver',
    'deploy',
    'bringBack',
  ],
}
