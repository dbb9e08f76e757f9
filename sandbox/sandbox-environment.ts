import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'

/** What the environment points at. */
export interface EnvironmentOptions {
  /** `http://127.0.0.1:PORT` */
  herokuUrl: string
  token: string
  /** A folder that becomes HOME. */
  home: string
  s3: {endpoint: string; accessKeyId: string; secretAccessKey: string; region: string; bucket: string}
}

/**
 * Makes the environment in which the real `heroku` CLI talks only to the sandbox.
 * HOME is a separate folder: every command of the CLI writes to the user's git configuration, and its
 * updater replaces the installation unasked.
 */
export async function sandboxEnvironment(options: EnvironmentOptions): Promise<Record<string, string>> {
  const {herokuUrl, token, home, s3} = options
  const folder = (name: string) => path.join(home, name)
  await Promise.all(['.config', '.cache', '.local/share'].map(name => mkdir(folder(name), {recursive: true})))
  await seenTerms(folder('.cache'))
  return {
    HEROKU_HOST: herokuUrl,
    // A host name only: scheme and port are those of HEROKU_HOST.
    HEROKU_DATA_HOST: new URL(herokuUrl).hostname,
    HEROKU_PARTICLEBOARD_URL: herokuUrl,
    HEROKU_API_KEY: token,
    HEROKU_SKIP_NEW_VERSION_CHECK: 'true',
    HEROKU_DISABLE_AUTOUPDATE: 'true',
    DISABLE_TELEMETRY: 'true',
    OCLIF_DISABLE_LINKED_ESM_WARNING: '1',
    HOME: home,
    XDG_CONFIG_HOME: folder('.config'),
    XDG_CACHE_HOME: folder('.cache'),
    XDG_DATA_HOME: folder('.local/share'),
    GIT_CONFIG_GLOBAL: folder('.gitconfig'),
    NO_PROXY: '127.0.0.1,localhost',
    AWS_ACCESS_KEY_ID: s3.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
    AWS_REGION: s3.region,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    SANDBOX_BUCKET: s3.bucket,
  }
}

/** Writes the file without which the CLI's first command warns of new terms of service. */
async function seenTerms(cache: string): Promise<void> {
  await mkdir(path.join(cache, 'heroku'), {recursive: true})
  await writeFile(path.join(cache, 'heroku', 'terms-of-service'), '')
}
