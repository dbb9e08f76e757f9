/** The value of a literal JSON text; undefined where it is not JSON, or holds a number that JavaScript would change. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return /\d{16}|\d[.eE]/.test(text) ? undefined : value
  } catch {
    return undefined
  }
}
