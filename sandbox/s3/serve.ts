import {type S3Options, startS3} from './start-s3.js'

// Runs the server in a process of its own, for large streams: options as JSON in argv, the endpoint as a line on stdout.
// It ends with the process that started it.
const options = JSON.parse(process.argv[2] ?? '{}') as S3Options
const server = await startS3(options)
console.log(server.endpoint)
process.once('SIGTERM', stop)
process.once('disconnect', stop)

async function stop(): Promise<void> {
  await server.stop()
  process.exit(0)
}
