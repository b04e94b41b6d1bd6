import { DatabaseSync } from 'node:sqlite'
import { KUMA_SCHEMA } from '../../hub/src/store/kuma.double.ts'
import { siteOn } from '../storm/farm-words.ts'

const [GROUPS, PAGES, PORTS] = [5, 94, 20]

/** How many servers the sites of the database stand on. */
export const SERVERS = GROUPS
/** How many sites its monitors make. */
export const SITES = GROUPS * PAGES

/**
 * Writes a database of Uptime Kuma with 500 monitors: five groups, a page on each of 470 sites (every tenth with a keyword), twenty ports of their
 * hosts, and of what has no place here two that report by themselves, two that are paused and one of a container.
 */
export function writeKumaFile(file: string): void {
  using database = new DatabaseSync(file)
  database.exec(`${KUMA_SCHEMA}begin;`)
  const add = database.prepare(
    'insert into monitor (name, type, url, hostname, port, keyword, interval, parent, active) values (?, ?, ?, ?, ?, ?, 60, ?, ?)',
  )
  const put = (
    name: string,
    type: string,
    { url = null, host = null, port = null, keyword = null, parent = null, active = 1 }: Cells = {},
  ) => add.run(name, type, url, host, port, keyword, parent, active)
  for (let group = 0; group < GROUPS; group++) put(`Server ${group}`, 'group')
  for (let group = 0; group < GROUPS; group++)
    for (let n = 0; n < PAGES; n++) {
      const keyword = n % 10 === 0 ? 'fresh bread' : null
      put(`Bakery ${group}/${n}`, keyword ? 'keyword' : 'http', { url: `https://${siteOn(group, n)}`, keyword, parent: group + 1 })
    }
  for (let n = 0; n < PORTS; n++) put(`Port of bakery 0/${n}`, 'port', { host: siteOn(0, n), port: 443, parent: 1 })
  for (const name of ['Backup', 'Newsletter']) put(name, 'push')
  for (const name of ['Old shop', 'Older shop']) put(name, 'http', { url: 'https://old.test', active: 0 })
  put('Container', 'docker')
  database.exec("insert into notification (name) values ('Mail'); insert into status_page (slug, title) values ('all', 'All'); commit")
}

type Cells = {
  readonly url?: string | null
  readonly host?: string | null
  readonly port?: number | null
  readonly keyword?: string | null
  readonly parent?: number | null
  readonly active?: number
}
