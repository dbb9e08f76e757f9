// Preloaded into the heroku CLI and the processes it starts: no host name can be looked up, so that nothing but
// 127.0.0.1 is reached. The CLI's telemetry goes nowhere even where a test leaves it switched on.
import dns from 'node:dns'

dns.lookup = (host, options, done) => {
  const answer = typeof options === 'function' ? options : done
  const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {code: 'ENOTFOUND', hostname: host})
  process.nextTick(answer, error)
}
