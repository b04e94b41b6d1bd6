import { DatabaseSync } from 'node:sqlite'
import type { KumaFile } from '../domain/import/uptime-kuma.ts'
import { Problem } from '../problem.ts'

/** Reads the database file of Uptime Kuma (1.23 and 2), and changes nothing in it. Columns that a version does not have are simply not there. */
export function readKuma(file: string): KumaFile {
  try {
    using database = new DatabaseSync(file, { readOnly: true })
    const all = (text: string) => database.prepare(text).all().map((row) => ({ ...row })) // prettier-ignore
    const count = (table: string) => Number(all(`select count(*) as count from ${table}`)[0]!['count'])
    return {
      monitors: all('select * from monitor order by id'),
      tags: all(
        'select monitor_tag.monitor_id as monitor, tag.name as name, monitor_tag.value as value from monitor_tag join tag on tag.id = monitor_tag.tag_id order by monitor_tag.id',
      ) as KumaFile['tags'][number][],
      notifications: count('notification'),
      statusPages: count('status_page'),
      maintenances: count('maintenance'),
    }
  } catch (error) {
    const message = `The file cannot be read as a database of Uptime Kuma (${(error as Error).message}).`
    const fix =
      'Name a copy of data/kuma.db, with kuma.db-wal beside it where there is one; where Uptime Kuma keeps its data in MariaDB, there is none.'
    throw new Problem('bad-input', 'import_unreadable', message, fix, { cause: error })
  }
}
