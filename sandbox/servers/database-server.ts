/** A throw-away database server on 127.0.0.1 that lives no longer than the process that started it. */
export interface DatabaseServer {
  /** Superuser's URL, without a database's name (Postgres: with `postgres`). */
  url: string
  /** PEM file for verifying the server's certificate; absent if openssl is not installed. */
  caFile?: string
  /** Kills the server and removes its folder. */
  stop(): Promise<void>
}
