import {init} from '@guanmingchiu/sqlparser-ts'

/** Starts the SQL parser (WebAssembly). To be awaited once before anything is translated; later calls cost nothing. */
export async function loadSqlParser(): Promise<void> {
  await init()
}
