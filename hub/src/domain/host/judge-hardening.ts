import type { HostSample } from './sample.ts'

/** One of the six things that keep a server out of strangers' hands (PRE-1): whether it is so, what shows it, and what mends it. */
export type HardeningCheck = {
  readonly check: 'software' | 'firewall' | 'services' | 'passwords' | 'logging' | 'folders'
  readonly state: 'met' | 'not-met' | 'not-known'
  readonly says: string
  readonly mend: string | null // a command for the server's own distribution; null where nothing is to be done
}

type Hardening = NonNullable<HostSample['hardening']>
type Found = Pick<HardeningCheck, 'state' | 'says' | 'mend'>

// What nobody should reach from everywhere (causes.md 5.2).
const INNER: Readonly<Record<number, string>> = { 21: 'FTP', 23: 'telnet', 111: 'rpcbind', 139: 'SMB', 445: 'SMB', 2375: 'Docker', 3306: 'MySQL', 5432: 'PostgreSQL', 6379: 'Redis', 9200: 'Elasticsearch', 11211: 'memcached', 27017: 'MongoDB' } // prettier-ignore

/** Judges how a host is kept. What its agent may not see is not known, and never taken as good. */
export function judgeHardening({ hardening, listening }: Pick<HostSample, 'hardening' | 'listening'>): HardeningCheck[] {
  if (!hardening) return []
  return [
    { check: 'software', ...software(hardening) },
    { check: 'firewall', ...firewall(hardening) },
    { check: 'services', ...services(listening) },
    { check: 'passwords', ...passwords(hardening) },
    { check: 'logging', ...logging(hardening) },
    { check: 'folders', ...folders(hardening) },
  ]
}

const met = (says: string): Found => ({ state: 'met', says, mend: null })
const lacking = (says: string, mend: string | null): Found => ({ state: 'not-met', says, mend })
const unknown = (says: string): Found => ({ state: 'not-known', says, mend: null })
const by = ({ family }: Hardening, debian: string, rhel: string) => (family === 'rhel' ? rhel : family === 'debian' ? debian : null)

function software(hardening: Hardening): Found {
  const { updates, restartNeeded } = hardening
  if (updates === null) return unknown('The agent cannot see which updates wait.')
  if (updates > 0) return lacking(`${updates} security ${updates === 1 ? 'update waits' : 'updates wait'}.`, by(hardening, 'apt-get update && apt-get upgrade', 'dnf upgrade --security')) // prettier-ignore
  if (restartNeeded === true) return lacking('Updates are installed that need a restart.', 'systemctl reboot')
  return met('No security update waits.')
}

function firewall(hardening: Hardening): Found {
  if (hardening.firewall === null) return unknown('The agent cannot ask systemd.')
  if (hardening.firewall !== 'none') return met(`${hardening.firewall} is active; its rules are not read.`)
  const debian = 'apt-get install ufw && ufw allow OpenSSH && ufw allow "WWW Full" && ufw enable'
  return lacking('None of nftables, firewalld and ufw is active.', by(hardening, debian, 'systemctl enable --now firewalld'))
}

function services(listening: HostSample['listening']): Found {
  if (listening === null) return unknown('The agent cannot see which ports are open.')
  const open = listening.filter((port) => INNER[port] !== undefined)
  if (open.length === 0) return met('None of the services that belong inside listens on a public address.')
  const named = open.map((port) => `${INNER[port]} (${port})`).join(', ')
  return lacking(
    `Listening on more than loopback: ${named}.`,
    'bind each to 127.0.0.1 in its own configuration, or systemctl disable --now UNIT',
  )
}

function passwords({ ssh }: Hardening): Found {
  if (ssh === null) return unknown('The agent may not read the configuration of SSH.')
  const wrong = [...(ssh.passwords ? ['SSH takes passwords'] : []), ...(ssh.root === 'yes' ? ['root may log in over SSH'] : [])]
  if (wrong.length === 0) return met('SSH takes keys only, and root no password.')
  const lines = 'PasswordAuthentication no\\nPermitRootLogin prohibit-password\\n'
  return lacking(`${wrong.join(', and ')}.`, `printf '${lines}' > /etc/ssh/sshd_config.d/00-keys.conf && sshd -t && systemctl reload sshd`)
}

const logging = ({ keepsJournal }: Hardening): Found =>
  keepsJournal
    ? met('The journal is kept over a restart.')
    : lacking('The journal is lost with each restart.', 'mkdir -p /var/log/journal && systemctl restart systemd-journald')

function folders({ writable: { seen, count, folders: named } }: Hardening): Found {
  if (seen === 0) return unknown('The agent sees no folder of a website.')
  if (count === 0) return met(`Of ${seen} folders of websites none can be written to by everybody.`)
  return lacking(`Everybody on the host may write to ${count} folders of websites: ${named.slice(0, 3).join(', ')}.`, `chmod o-w ${named.map((one) => `'${one.replaceAll("'", String.raw`'\''`)}'`).join(' ')}`) // prettier-ignore
}
