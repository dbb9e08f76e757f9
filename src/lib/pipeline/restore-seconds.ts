/** How long the presigned URL is valid: Heroku reads from it during the whole restore. Credentials must last as long. */
export const RESTORE_SECONDS = 6 * 60 * 60
