import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { importKuma } from '../../../src/domain/import/uptime-kuma.ts'
import { readKuma } from '../../../src/store/read-kuma.ts'
import { mutateText } from '../mutate.ts'
import type { MadeTarget } from '../target.ts'

const TABLES = `
create table monitor (id integer primary key, name text, active boolean, interval integer, url text, type text, hostname text, port integer, keyword text,
  accepted_statuscodes_json text, parent integer, database_connection_string text);
create table tag (id integer primary key, name text);
create table monitor_tag (id integer primary key, monitor_id integer, tag_id integer, value text);
create table notification (id integer primary key); create table status_page (id integer primary key); create table maintenance (id integer primary key);
insert into monitor values (1, 'Bakery', 1, 60, 'https://bakery.example', 'keyword', null, null, 'Fresh bread', '["200-299"]', null, null);
insert into monitor values (2, 'Db', 1, 60, null, 'mysql', 'db.example', 3306, null, '[]', 1, 'mysql://root:x@db.example:3307/shop');
insert into tag values (1, 'team'); insert into monitor_tag values (1, 1, 1, 'blue');`

/** The database file of Uptime Kuma, with bytes of it that are others: SQLite reads it, and whoever named it did not make it. */
export const KUMA_FILE: MadeTarget = {
  name: 'uptime-kuma-file',
  async open() {
    const folder = await mkdtemp(join(tmpdir(), 'allclear-fuzz-'))
    const file = join(folder, 'kuma.db')
    const database = new DatabaseSync(file)
    database.exec(`pragma page_size = 512; ${TABLES}`)
    database.close()
    const whole = (await readFile(file)).toString('latin1')
    return {
      name: 'uptime-kuma-file',
      draw: (roll) => mutateText([whole], roll),
      async read(input) {
        await writeFile(file, Buffer.from(input, 'latin1'))
        importKuma(readKuma(file))
      },
      [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
    }
  },
}
