/** What a promise is rejected with; a promise that is fulfilled fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    return error
  }

  throw new Error('It did not fail.')
}
