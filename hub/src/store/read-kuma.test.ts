import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { importKuma } from '../domain/import/uptime-kuma.ts'
import { KUMA_SCHEMA } from './kuma.double.ts'
import { readKuma } from './read-kuma.ts'

const MONITORS = `
insert into monitor (name, type, url, interval) values ('Gold', 'group', null, 60);
insert into monitor (name, type, url, keyword, interval, parent) values ('Bakery', 'keyword', 'https://bakery.example', 'Fresh bread', 60, 1);
insert into monitor (name, type, hostname, interval) values ('Bakery ping', 'ping', 'bakery.example', 120);
insert into monitor (name, type, url, interval, accepted_statuscodes_json, method, auth_method, basic_auth_pass)
  values ('API', 'http', 'https://api.example/health', 20, '["200-299","401"]', 'POST', 'basic', 'hunter2');
insert into monitor (name, type, database_connection_string, database_query, interval)
  values ('Db', 'mysql', 'mysql://root:hunter2@db.example:3307/shop', 'select 1', 60);
insert into monitor (name, type, push_token, interval) values ('Backup', 'push', 'abc', 60);
insert into monitor (name, type, url, active) values ('Old', 'http', 'https://old.example', 0);
insert into monitor (name, type, url, upside_down) values ('Must be down', 'http', 'https://bad.example', 1);
insert into monitor (name, type, docker_container) values ('Container', 'docker', 'web');
insert into tag (name, color) values ('team', '#fff'), ('wordpress', '#000');
insert into monitor_tag (monitor_id, tag_id, value) values (2, 1, 'blue'), (2, 2, '');
insert into notification (name) values ('Slack'), ('Mail');
`

test('the database of Uptime Kuma becomes sites, and what does not map is said without a secret', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-kuma-'))
  const file = join(folder, 'kuma.db')
  try {
    const database = new DatabaseSync(file)
    database.exec(KUMA_SCHEMA + MONITORS)
    database.close()
    const imported = importKuma(readKuma(file))
    assert.deepEqual(Object.fromEntries(imported.changes.map(({ id, set }) => [id, set])), {
      'bakery.example': {
        ...{ url: 'https://bakery.example/', expect: { contains: 'Fresh bread' }, tags: ['Gold', 'team: blue', 'wordpress'] },
        checks: { ping: { interval: '120s' } },
      },
      'api.example': { url: 'https://api.example/health', interval: '20s' },
      'db.example': { url: 'https://db.example/', checks: { http: false, tls: false, dns: false, mysql: { port: 3307 } } },
    })
    assert.deepEqual(
      imported.maps.filter(({ loses }) => loses.length > 0).map(({ from, loses }) => `${from}: ${loses.join('; ')}`),
      [
        'http "API": the statuses 200-299, 401; here every 2xx is well; the method POST; its login',
        'mysql "Db": the query: the server is only greeted',
      ],
    )
    assert.deepEqual(
      imported.left.map(({ from }) => from),
      ['push "Backup"', 'http "Old"', 'http "Must be down"', 'docker "Container"', '2 notifications'],
    )
    assert.ok(!JSON.stringify(imported).includes('hunter2'))
    await writeFile(join(folder, 'other.db'), 'nothing of the kind')
    assert.throws(() => readKuma(join(folder, 'other.db')), { code: 'import_unreadable' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
