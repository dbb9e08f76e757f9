/**
 * Joins small buffers into larger ones; those of at least `size` bytes are passed on as they are, without a copy.
 * @yields buffers, of which no two neighbours are small
 */
export async function* gatherBytes(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<Buffer, void, undefined> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const part of source) {
    const isLarge = part.length >= size
    if (!isLarge) {
      waiting.push(part)
      length += part.length
    }
    if (length >= size || (isLarge && length > 0)) {
      yield join(waiting, length)
      waiting = []
      length = 0
    }
    if (isLarge) yield part
  }

  if (length > 0) yield join(waiting, length)
}

function join(parts: Buffer[], length: number): Buffer {
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts, length)
}
