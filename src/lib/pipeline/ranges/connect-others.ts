import {connect, type SourceConnection} from '../../mysql/connect.js'
import type {ChosenSource} from '../choose-source.js'
import {countReaders} from './start-readers.js'

/** Connects again, as often as there will be readers besides the first or as the server lets in. */
export async function connectOthers(
  first: SourceConnection,
  {address, tls}: ChosenSource,
  jobs: number | undefined,
): Promise<SourceConnection[]> {
  const count = (await countReaders(first, jobs)) - 1
  const connected = await Promise.allSettled(Array.from({length: count}, () => connect(address, tls)))
  return connected.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
}
