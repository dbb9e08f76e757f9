import type {TableEstimate} from '../../core/estimate/size-estimate.js'
import type {BusyTime, TableTrial, Trial} from './trial-read.js'
import {sum} from '../../core/sum.js'

/** A rate that was measured on fewer bytes than this is not trusted. */
const ENOUGH_BYTES = 1 << 18

/** Estimates how long one reader would be busy with all rows, in seconds; null if nothing was read. */
export function estimateBusy(tables: readonly TableEstimate[], trial: Trial): number | null {
  const found = [...trial.values()]
  const warm = found.flatMap(each => each.warm)
  const usual = total(warm.length > 0 ? warm : found.flatMap(each => each.cold))
  if (usual.textBytes === 0) return null
  return sum(
    tables.map(({table, textBytes}) => {
      const own = trial.get(table)
      const cold = total(own?.cold ?? [])
      const left = Math.max(0, textBytes - cold.textBytes)
      return cold.seconds + left * (rateOf(own) ?? usual.seconds / usual.textBytes)
    }),
  )
}

/** Seconds per byte, the median of the stretches: during some of them the machine may have been busy with other things. */
function rateOf(table: TableTrial | undefined): number | undefined {
  const warm = table?.warm.filter(({textBytes}) => textBytes > 0) ?? []
  if (total(warm).textBytes < ENOUGH_BYTES) return undefined
  const rates = warm.map(({textBytes, seconds}) => seconds / textBytes).sort((a, b) => a - b)
  return rates[Math.floor((rates.length - 1) / 2)]
}

function total(times: readonly BusyTime[]): BusyTime {
  return {
    textBytes: sum(times.map(({textBytes}) => textBytes)),
    seconds: sum(times.map(({seconds}) => seconds)),
  }
}
