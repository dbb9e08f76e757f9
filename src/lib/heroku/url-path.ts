/** Makes a path for the API, with every value encoded: `` urlPath`/apps/${app}/addons` ``. */
export function urlPath(texts: TemplateStringsArray, ...values: Array<number | string>): string {
  return String.raw({raw: texts}, ...values.map(value => encodeURIComponent(value)))
}
