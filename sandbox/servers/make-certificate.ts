import {join} from 'node:path'
import {findProgram} from './find-program.js'
import {runCommand} from './run-command.js'

/** Paths of PEM files. */
export interface Certificate {
  cert: string
  key: string
}

/** Makes a self-signed certificate for localhost and 127.0.0.1 (it is its own CA); undefined without openssl. */
export async function makeCertificate(folder: string): Promise<Certificate | undefined> {
  const openssl = findProgram('openssl')
  if (!openssl) return undefined
  const files = {cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem')}
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', '/CN=localhost']
  await runCommand([openssl, ...request, '-addext', names, '-keyout', files.key, '-out', files.cert])
  return files
}
