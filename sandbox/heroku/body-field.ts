import {invalid} from './api-error.js'

/** A field of a JSON body, however deep; `undefined` if any part of the path is missing. */
export function bodyField(body: unknown, ...path: string[]): unknown {
  let value = body
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[name]
  }

  return value
}

/** A field that holds a text or is absent (or null); anything else is answered with 422. */
export function textField(body: unknown, ...path: string[]): string | undefined {
  const value = bodyField(body, ...path)
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw invalid(`The field ${path.join('.')} has to be a string.`)
  return value
}

/** A name or id: `{"app": "sushi"}`, `{"app": {"name": "sushi"}}` and `{"app": {"id": …}}` are equivalent. */
export function identityField(body: unknown, name: string): string | undefined {
  return typeof bodyField(body, name) === 'string'
    ? textField(body, name)
    : (textField(body, name, 'id') ?? textField(body, name, 'name'))
}
