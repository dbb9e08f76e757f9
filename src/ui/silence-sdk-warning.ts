/**
 * Keeps the AWS SDK from warning on stderr, with the first client it makes, that Node 20 will not be supported for ever.
 * The environment is the one way to tell it; a command hands its own over before it opens a bucket.
 */
export function silenceSdkWarning(environment: Record<string, string | undefined>): void {
  environment.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
}
