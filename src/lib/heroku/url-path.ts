/** A path for the API, every value in it encoded: `` urlPath`/apps/${app}/addons` ``. */
export function urlPath(texts: TemplateStringsArray, ...values: Array<number | string>): string {
  return String.raw({raw: texts}, ...values.map(value => encodeURIComponent(value)))
}
