/** How long the presigned URL lives, since Heroku reads from it during the whole restore; credentials must last as long. */
export const RESTORE_SECONDS = 6 * 60 * 60
