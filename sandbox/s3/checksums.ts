import {createHash} from 'node:crypto'

/** The checksum algorithms of this server; S3 also has CRC64NVME, which is refused here. */
export const CHECKSUM_ALGORITHMS = ['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const

export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number]

/** A checksum as S3 stores it; `value` is base64, followed by `-N` for a multipart object. */
export interface Checksum {
  algorithm: ChecksumAlgorithm
  value: string
}

/** A digest that is computed piece by piece. */
export interface Digest {
  update(bytes: Buffer): void
  digest(): Buffer
}

const START: Record<ChecksumAlgorithm, () => Digest> = {
  CRC32: () => crcDigest(CRC32_TABLE),
  CRC32C: () => crcDigest(CRC32C_TABLE),
  SHA1: () => hashDigest('sha1'),
  SHA256: () => hashDigest('sha256'),
}

/** Starts a checksum with one of S3's algorithms. */
export function startChecksum(algorithm: ChecksumAlgorithm): Digest {
  return START[algorithm]()
}

/** Starts a digest of node:crypto. */
export function hashDigest(name: 'md5' | 'sha1' | 'sha256'): Digest {
  const hash = createHash(name)
  return {
    update(bytes) {
      hash.update(bytes)
    },
    digest: () => hash.digest(),
  }
}

/** The header that carries a checksum: `x-amz-checksum-crc32`. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`
}

/** The XML element that carries a checksum: `ChecksumCRC32`. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`
}

/** The algorithm that a header, a trailer or an XML element names, in any of S3's spellings. */
export function algorithmNamed(name: string): ChecksumAlgorithm | undefined {
  const plain = name.toUpperCase().replace(/^X-AMZ-CHECKSUM-/, '')
  return CHECKSUM_ALGORITHMS.find(algorithm => algorithm === plain)
}

/** The checksum of a multipart object: the digest of its parts' digests, and how many they are. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: string[]): Checksum {
  const digest = startChecksum(algorithm)
  for (const part of parts) digest.update(Buffer.from(part, 'base64'))
  return {algorithm, value: `${digest.digest().toString('base64')}-${parts.length}`}
}

// node:zlib has a CRC-32 only from Node 20.15 on, and no CRC-32C.
const CRC32_TABLE = crcTable(0xed_b8_83_20)
const CRC32C_TABLE = crcTable(0x82_f6_3b_78)

/** The table for a polynomial with its bits reversed (RFC 1952, section 8; RFC 3720, section 12.1). */
function crcTable(polynomial: number): Uint32Array {
  return Uint32Array.from({length: 256}, (_, byte) => {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1
    return crc
  })
}

function crcDigest(table: Uint32Array): Digest {
  let crc = -1
  return {
    update(bytes) {
      for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff]!
    },
    digest() {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32BE(~crc >>> 0)
      return bytes
    },
  }
}
