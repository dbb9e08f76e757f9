/**
 * Joins small buffers into larger ones.
 * @yields buffers of at least `size` bytes; only the last one may be smaller
 */
export async function* gatherBytes(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<Buffer, void, undefined> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const part of source) {
    waiting.push(part)
    length += part.length
    if (length < size) continue
    yield join(waiting, length)
    waiting = []
    length = 0
  }

  if (length > 0) yield join(waiting, length)
}

function join(parts: Buffer[], length: number): Buffer {
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts, length)
}
