/** How a provider says it is: well, badly broken, working on it as announced, or broken in a part that serves no website. */
export type ProviderState = 'green' | 'major' | 'maintenance' | 'elsewhere'

type Format = 'statuspage' | 'instatus' | 'better-stack' | 'rss'
export type StatusPage = {
  readonly provider: string
  readonly name: string
  readonly host: string
  readonly format: Format
  readonly component: string // the one that carries the websites of this lab
  readonly other: string // one that carries none
}

type Writer = (page: StatusPage, state: ProviderState, since: number) => { readonly type: string; readonly body: string }
const json = (value: unknown) => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(value) })
const iso = (instant: number): string => new Date(instant).toISOString()
const inAnHour = (since: number): string => iso(since + 3_600_000)

const TITLES: Readonly<Record<Exclude<ProviderState, 'green'>, (page: StatusPage) => string>> = {
  major: ({ component }) => `Outage: ${component}`,
  maintenance: ({ component }) => `Planned maintenance: ${component}`,
  elsewhere: ({ other }) => `${other} unavailable`,
}
const titleOf = (page: StatusPage, state: ProviderState): string => (state === 'green' ? '' : TITLES[state](page))
const troubled = ({ component, other }: StatusPage, state: ProviderState): string => (state === 'elsewhere' ? other : component)

/** Statuspage, API version 2. */
const statuspage: Writer = (page, state, since) => {
  const isOutage = state === 'major' || state === 'elsewhere'
  const bad = { green: 'operational', major: 'major_outage', elsewhere: 'major_outage', maintenance: 'under_maintenance' }[state]
  const component = (name: string) => ({
    id: idOf(name),
    name,
    status: name === troubled(page, state) ? bad : 'operational',
    group: false,
    updated_at: iso(since),
  })
  const about = {
    id: idOf(page.provider + state),
    name: titleOf(page, state),
    created_at: iso(since),
    updated_at: iso(since),
    shortlink: `https://${page.host}/`,
  }
  const update = {
    body: 'We are looking into it.',
    status: 'investigating',
    created_at: iso(since),
    updated_at: iso(since),
    display_at: iso(since),
  }
  return json({
    page: { id: idOf(page.provider), name: page.name, url: `https://${page.host}`, time_zone: 'Etc/UTC', updated_at: iso(since) },
    status: isOutage
      ? { indicator: 'major', description: 'Partial System Outage' }
      : { indicator: state === 'maintenance' ? 'maintenance' : 'none', description: 'All Systems Operational' },
    components: [component(page.component), component(page.other)],
    incidents: isOutage
      ? [{ ...about, status: 'investigating', impact: 'major', components: [component(troubled(page, state))], incident_updates: [update] }]
      : [],
    scheduled_maintenances:
      state === 'maintenance'
        ? [
            {
              ...about,
              status: 'in_progress',
              impact: 'maintenance',
              scheduled_for: iso(since),
              scheduled_until: inAnHour(since),
              components: [component(page.component)],
              incident_updates: [{ ...update, status: 'in_progress' }],
            },
          ]
        : [],
  })
}

/** Instatus, whose incidents stand under `activeIncidents`. */
const instatus: Writer = (page, state, since) => {
  const url = `https://${page.host}`
  return json({
    page: {
      name: page.name,
      url,
      status: { green: 'UP', major: 'HASISSUES', elsewhere: 'HASISSUES', maintenance: 'UNDERMAINTENANCE' }[state],
    },
    ...(state === 'major' || state === 'elsewhere'
      ? {
          activeIncidents: [
            {
              name: titleOf(page, state),
              started: iso(since),
              status: 'INVESTIGATING',
              impact: 'MAJOROUTAGE',
              url: `${url}/incident/1`,
              components: [{ name: troubled(page, state), status: 'MAJOROUTAGE' }],
            },
          ],
        }
      : {}),
    ...(state === 'maintenance'
      ? {
          activeMaintenances: [
            {
              name: titleOf(page, state),
              start: iso(since),
              status: 'INPROGRESS',
              duration: '60',
              url: `${url}/maintenance/1`,
              components: [{ name: page.component, status: 'UNDERMAINTENANCE' }],
            },
          ],
        }
      : {}),
  })
}

/** Better Stack: JSON:API, the sum of it in `aggregate_state`. */
const betterStack: Writer = (page, state, since) => {
  const word = { green: 'operational', major: 'downtime', elsewhere: 'downtime', maintenance: 'maintenance' }[state]
  const resource = (id: string, name: string) => ({
    id,
    type: 'status_page_resource',
    attributes: { public_name: name, status: name === troubled(page, state) ? word : 'operational' },
  })
  const report = {
    id: '77',
    type: 'status_report',
    attributes: {
      title: titleOf(page, state),
      report_type: state === 'maintenance' ? 'maintenance' : 'manual',
      starts_at: iso(since),
      ends_at: state === 'maintenance' ? inAnHour(since) : null,
      aggregate_state: word,
    },
  }
  return json({
    data: {
      id: '4711',
      type: 'status_page',
      attributes: {
        company_name: page.name,
        company_url: `https://${page.host.replace('status.', '')}`,
        aggregate_state: word,
        updated_at: iso(since),
      },
    },
    included: [resource('1', page.component), resource('2', page.other), ...(state === 'green' ? [] : [report])],
  })
}

/** A plain RSS 2.0 history: what is over and what is not, told in words. */
const rss: Writer = (page, state, since) => {
  const item = (title: string, at: number, text: string) =>
    `<item><title>${title}</title><link>https://${page.host}/incidents/${at}</link><guid>https://${page.host}/incidents/${at}</guid><pubDate>${new Date(at).toUTCString()}</pubDate><description><![CDATA[${text}]]></description></item>`
  const past = item('Slow web interface', since - 30 * 86_400_000, '<p><strong>Resolved</strong> - The web interface is quick again.</p>')
  const words =
    state === 'maintenance'
      ? '<p><strong>In progress</strong> - Planned maintenance is under way until further notice.</p>'
      : '<p><strong>Investigating</strong> - We are looking into it.</p>'
  const now = state === 'green' ? '' : item(titleOf(page, state), since, words)
  return {
    type: 'application/rss+xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>${page.name} status</title><link>https://${page.host}/</link><description>History</description>${now}${past}</channel></rss>\n`,
  }
}

/** Writes a provider's feed as the maker of its status page would. */
export const feed: Writer = (page, state, since) => WRITERS[page.format](page, state, since)

const WRITERS: Readonly<Record<Format, Writer>> = { statuspage, instatus, 'better-stack': betterStack, rss }

const idOf = (text: string): string => Buffer.from(text).toString('hex').padEnd(12, '0').slice(0, 12)
