/** An add-on as the Platform API sends it. */
export function rawAddon(changes: object = {}): Record<string, unknown> {
  return {
    id: 'addon-id',
    name: 'pg-mig',
    app: {id: 'sushi-id', name: 'sushi'},
    addon_service: {id: 'service-id', name: 'heroku-postgresql'},
    plan: {id: 'plan-id', name: 'heroku-postgresql:essential-0', price: {cents: 500, unit: 'month'}},
    state: 'provisioned',
    config_vars: ['MIGRATED_URL'],
    ...changes,
  }
}

/** The same add-on as the adapter gives it. */
export const addon = {
  id: 'addon-id',
  name: 'pg-mig',
  app: {id: 'sushi-id', name: 'sushi'},
  service: 'heroku-postgresql',
  plan: 'essential-0',
  state: 'provisioned' as const,
  configVars: ['MIGRATED_URL'],
}

/** An attachment to sushi as the Platform API sends it; the add-on belongs to sushi, too. */
export function rawAttachment(
  name: string,
  addonName: string,
  changes: object = {},
): Record<string, unknown> {
  return {
    id: `${name}-id`,
    name,
    namespace: null,
    app: {id: 'sushi-id', name: 'sushi'},
    addon: {id: `${addonName}-id`, name: addonName, app: {id: 'sushi-id', name: 'sushi'}},
    config_vars: [`${name}_URL`],
    ...changes,
  }
}

/** What the Platform API says about something that is not there. */
export const notFound = {id: 'not_found', message: "Couldn't find that."}

/** A restore as the Data API sends it; number 7, started, unless `changes` say otherwise. */
export function rawTransfer(changes: {num?: number} & Record<string, unknown> = {}): Record<string, unknown> {
  const {num = 7} = changes
  return {
    uuid: `transfer-${num}`,
    num,
    from_name: 'BACKUP',
    from_type: 'htcat',
    from_url: 'https://bucket.s3.amazonaws.com/run-1.dump?X-Amz-Signature=secret',
    to_name: 'DATABASE',
    to_type: 'pg_restore',
    to_url: 'postgres://u:secret@db-host:5432/d',
    options: {},
    source_bytes: null,
    processed_bytes: 0,
    succeeded: null,
    warnings: 0,
    created_at: '2026-11-22 10:00:00 +0000',
    started_at: '2026-11-22 10:00:01 +0000',
    updated_at: '2026-11-22 10:00:01 +0000',
    canceled_at: null,
    finished_at: null,
    ...changes,
  }
}
