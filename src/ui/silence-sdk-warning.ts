/**
 * Keeps the AWS SDK from warning on stderr, with its first client, that support for Node 20 will end.
 * Only an environment variable can do that; a command passes its environment here before it opens a bucket.
 */
export function silenceSdkWarning(environment: Record<string, string | undefined>): void {
  environment.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
}
