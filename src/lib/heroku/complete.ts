/**
 * An answer of the API with every field present, as the API really sends it:
 * the published types of `@heroku-cli/schema` mark all fields as optional.
 */
export type Complete<T> =
  T extends Array<infer Item>
    ? Array<Complete<Item>>
    : T extends object
      ? {[Field in keyof T]-?: Complete<T[Field]>}
      : T
