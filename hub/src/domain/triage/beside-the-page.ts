/** What belongs to a site besides its page. When one of these fails the page works, and nobody may be told that the site is down. */
export const SERVICES = ['mail', 'files', 'database', 'server', 'job'] as const
export type Service = (typeof SERVICES)[number]

const BY_CHECK: Readonly<Record<string, Service>> = {
  ...{ smtp: 'mail', imap: 'mail', pop3: 'mail' },
  ...{ ftp: 'files', ssh: 'files' },
  ...{ mysql: 'database', postgresql: 'database', redis: 'database' },
  ...{ tcp: 'server', ping: 'server' },
  heartbeat: 'job',
}

/** The check of a monitor, which is called `<site>/<check>`. */
export const checkOf = (monitor: string): string => monitor.slice(monitor.lastIndexOf('/') + 1)

/** The service that a monitor looks at; null when it looks at the page itself. */
export const serviceOf = (monitor: string): Service | null => BY_CHECK[checkOf(monitor)] ?? null

/** What an outage is about by the monitors that fail: a service only while the page is well; null: the page, or nothing fails. */
export function serviceAmong(failing: readonly string[]): Service | null {
  const services = failing.map(serviceOf)
  return services.includes(null) ? null : (services[0] ?? null)
}

/** The cause that stands for a service while nothing more is known of why it fails. */
export const CAUSE_OF: Readonly<Record<Service, string>> = {
  mail: 'service.mail_down',
  files: 'service.files_down',
  database: 'service.database_down',
  server: 'service.server_silent',
  job: 'service.job_missed',
}

/** Whether a monitor looks at what visitors of the page need: the page, its certificate, its addresses. */
export const isOfPage = (monitor: string) => /\/(http|tls|dns)$/.test(monitor)

/** Whether people outside notice: who writes to the site's owner does. Of the others a status page is silent unless somebody writes there. */
export const isNoticed = (service: Service | null) => service === null || service === 'mail'
