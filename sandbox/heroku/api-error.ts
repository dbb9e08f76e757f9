/** An answer of the API that is not a success: status, and Heroku's error body `{id, message}`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    readonly status: number,
    readonly id: string,
    message: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

/** `resource` is the name in the API, `what` the one in the sentence. */
export function notFound(resource: string, what = resource): ApiError {
  return new ApiError(404, 'not_found', `Couldn't find that ${what}.`, {resource})
}

/** The error for a request that cannot be processed. */
export function invalid(message: string): ApiError {
  return new ApiError(422, 'invalid_params', message)
}

/** The error that asks the caller to repeat the call with `confirm: APP`. */
export function confirmationRequired(message: string): ApiError {
  return new ApiError(423, 'confirmation_required', message)
}
