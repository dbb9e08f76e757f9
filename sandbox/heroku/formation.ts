import {ApiError, invalid} from './api-error.js'
import {bodyField, textField} from './body-field.js'
import {findApp} from './find-resource.js'
import type {App, HerokuState, ProcessType} from './heroku-state.js'
import {paged} from './paging.js'
import {route, type Route} from './router.js'
import {scaleDynos} from './run-dynos.js'

interface Change {
  processType: ProcessType
  quantity: number
  size: string
}

export function formationRoutes(state: HerokuState): Route[] {
  return [
    route('GET', '/apps/:app/formation', call => {
      const app = findApp(state, call.params.app)
      return paged(
        call,
        app.formation.map(processType => formationBody(app, processType)),
      )
    }),
    route('PATCH', '/apps/:app/formation', ({params, body}) => {
      const app = findApp(state, params.app)
      const updates = bodyField(body, 'updates')
      if (!Array.isArray(updates)) throw invalid('updates has to be an array.')
      applyChanges(
        state,
        app,
        updates.map(update => readChange(app, textField(update, 'type'), update)),
      )
      return {status: 200, body: app.formation.map(processType => formationBody(app, processType))}
    }),
    route('GET', '/apps/:app/formation/:type', ({params}) => {
      const app = findApp(state, params.app)
      return {status: 200, body: formationBody(app, findProcessType(app, params.type))}
    }),
    route('PATCH', '/apps/:app/formation/:type', ({params, body}) => {
      const app = findApp(state, params.app)
      applyChanges(state, app, [readChange(app, params.type, body)])
      return {status: 200, body: formationBody(app, findProcessType(app, params.type))}
    }),
  ]
}

/** Reads all changes before making any: an invalid one leaves the formation as it was. */
function applyChanges(state: HerokuState, app: App, changes: Change[]): void {
  for (const {processType, quantity, size} of changes) {
    Object.assign(processType, {quantity, size})
    scaleDynos(state, app, processType)
  }
}

function readChange(app: App, type: string | undefined, update: unknown): Change {
  const processType = findProcessType(app, type)
  const quantity = newQuantity(processType, bodyField(update, 'quantity'))
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > 100)
    throw invalid(`Invalid quantity for ${processType.type}.`)
  return {processType, quantity, size: textField(update, 'size') ?? processType.size}
}

/** The CLI sends what the user typed: `2`, `"2"`, `"+1"`, `"-1"`. */
function newQuantity({quantity}: ProcessType, wanted: unknown): number {
  if (wanted === undefined) return quantity
  return /^[+-]/.test(String(wanted)) ? quantity + Number(wanted) : Number(wanted)
}

function findProcessType(app: App, type: string | undefined): ProcessType {
  const found = app.formation.find(processType => processType.type === type || processType.id === type)
  if (!found)
    throw new ApiError(404, 'not_found', `Couldn't find that process type (${type}).`, {
      resource: 'formation',
    })
  return found
}

function formationBody(app: App, processType: ProcessType): Record<string, unknown> {
  const {id, type, command, quantity, size} = processType
  return {
    id,
    type,
    command,
    quantity,
    size,
    app: {id: app.id, name: app.name},
    created_at: app.createdAt.toISOString(),
    updated_at: app.updatedAt.toISOString(),
  }
}
