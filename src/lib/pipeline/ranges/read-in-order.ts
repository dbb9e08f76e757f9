import type {RangeReader, RangeRequest} from './range-reader.js'
import {segmentLanes, type SegmentLanes} from './segment-lanes.js'

/** How many compressed bytes may wait for their turn, per reader and in all, besides a few pieces in each reader: a few ranges. */
const WAITING_EACH = 8 << 20
const MOST_WAITING = 32 << 20

/**
 * Lets readers read ranges in parallel, each taking the next free one, and returns the segments in order.
 * `requests` come table by table, in the order in which the tables will be asked for.
 */
export function readInOrder(
  requests: AsyncIterable<RangeRequest>,
  readers: readonly RangeReader[],
  waitingBytes = Math.min(MOST_WAITING, readers.length * WAITING_EACH),
): Pick<SegmentLanes, 'fail' | 'ofTable'> {
  const lanes = segmentLanes(waitingBytes)
  const opened = openLanes(requests, lanes)
  const work = async (reader: RangeReader): Promise<void> => {
    for (let next = await opened.next(); !next.done; next = await opened.next()) {
      const {lane, request} = next.value
      for await (const piece of reader.read(request)) await lanes.put(lane, piece)
      lanes.end(lane)
    }
  }

  for (const reader of readers) work(reader).catch(lanes.fail)
  return lanes
}

/**
 * One generator for all readers: it answers one call after the other, so lanes are opened in order.
 * @yields a range and where its pieces go
 */
async function* openLanes(requests: AsyncIterable<RangeRequest>, lanes: SegmentLanes) {
  for await (const request of requests) yield {lane: lanes.open(request.copy.target), request}
  lanes.close()
}
