import { X509Certificate } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Sample } from '@allclear/wire/agent.ts'
import { readText } from './files.ts'
import type { Roots } from './files.ts'

const FOLDERS = ['nginx/sites-enabled', 'nginx/conf.d', 'apache2/sites-enabled', 'httpd/conf.d', 'postfix', 'dovecot/conf.d']
const NAMED = /^\s*(?:ssl_certificate|SSLCertificateFile|smtpd_tls_cert_file\s*=|ssl_cert\s*=\s*<)\s*"?([^\s";]+)/gm
const MOST_FILES = 500
const MOST = 100

/** The certificates that web and mail servers of this host are told to use, and those the host's owner names; one the agent may not read is left out. */
export function readCertificates({ etc }: Pick<Roots, 'etc'>, own: readonly string[] = []): Sample['certificates'] {
  const configurations = FOLDERS.flatMap((folder) => filesIn(join(etc, folder))).slice(0, MOST_FILES)
  const named = configurations.flatMap((file) => [...(readText(file) ?? '').matchAll(NAMED)].map(([, path]) => path!))
  return [...new Set([...own, ...named])].slice(0, MOST).flatMap(readOne)
}

function readOne(path: string): NonNullable<Sample['certificates']> {
  const text = readText(path)
  if (text === null) return []
  try {
    const { subject, subjectAltName = '', validFrom, validTo } = new X509Certificate(text)
    const name = /DNS:([^,\s]+)/.exec(subjectAltName)?.[1] ?? /^CN=(.+)$/m.exec(subject)?.[1] ?? subject
    return [{ path: path.slice(0, 300), name: name.slice(0, 200), from: Date.parse(validFrom), until: Date.parse(validTo) }]
  } catch {
    return []
  }
}

const filesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [])
