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
