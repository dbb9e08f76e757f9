import {backupUrl} from './backups.js'
import {DATA_NOT_FOUND, dataTime} from './data-reply.js'
import type {HerokuState, Transfer} from './heroku-state.js'
import {route, type Call, type Reply, type Route} from './router.js'
import {cancelTransfer} from './start-transfer.js'
import {transferBody} from './transfer-body.js'

const HOUR_MS = 3_600_000

/** Routes for backups and restores, by uuid or number, of the app that pays for the database. */
export function transferRoutes(state: HerokuState): Route[] {
  return [
    route('GET', '/client/v11/apps/:app/transfers', call => {
      const app = state.apps.find(({id, name}) => id === call.params.app || name === call.params.app)
      if (!app) return DATA_NOT_FOUND
      return {status: 200, body: transfersOf(state, call).map(transfer => transferBody(transfer, false))}
    }),
    route('GET', '/client/v11/apps/:app/transfers/:transfer', call =>
      withTransfer(state, call, transfer => ({
        status: 200,
        body: transferBody(transfer, call.query.get('verbose') === 'true'),
      })),
    ),
    route('POST', '/client/v11/apps/:app/transfers/:transfer/actions/cancel', call =>
      withTransfer(state, call, transfer => {
        cancelTransfer(transfer)
        return {status: 200, body: {canceled_at: dataTime(transfer.canceledAt)}}
      }),
    ),
    route('POST', '/client/v11/apps/:app/transfers/:transfer/actions/public-url', call =>
      withTransfer(state, call, transfer => {
        const expires = new Date(Date.now() + HOUR_MS)
        return {status: 200, body: {expires_at: dataTime(expires), url: backupUrl(state, transfer)}}
      }),
    ),
    route('DELETE', '/client/v11/apps/:app/transfers/:transfer', call =>
      withTransfer(state, call, transfer => {
        cancelTransfer(transfer)
        state.transfers = state.transfers.filter(other => other !== transfer)
        return {status: 200, body: transferBody(transfer, false)}
      }),
    ),
  ]
}

function withTransfer(state: HerokuState, call: Call, answer: (transfer: Transfer) => Reply): Reply {
  const wanted = call.params.transfer
  const transfer = transfersOf(state, call).find(({uuid, num}) => uuid === wanted || `${num}` === wanted)
  return transfer ? answer(transfer) : DATA_NOT_FOUND
}

function transfersOf(state: HerokuState, {params}: Call): Transfer[] {
  return state.transfers.filter(({app}) => app.id === params.app || app.name === params.app)
}
