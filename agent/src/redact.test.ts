import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redact } from './redact.ts'

const CASES: readonly (readonly [string, string])[] = [
  ['mysqldump -u root -phunter2 shop', 'mysqldump -u root -p*** shop'],
  ['php artisan --password=hunter2 --force', 'php artisan --password=*** --force'],
  ['restic --password hunter2 backup', 'restic --password *** backup'],
  ['DB_PASSWORD=hunter2 API_KEY="hunter2" run', 'DB_PASSWORD=*** API_KEY="***" run'],
  ['curl -u ana:hunter2 https://ana:hunter2@host.example/', 'curl -u ana:*** https://ana:***@host.example/'],
  ['Authorization: Bearer hunter2', 'Authorization: ***'],
  ['GET /wp-login.php?user=a&pwd=hunter2 HTTP/1.1', 'GET /wp-login.php?*** HTTP/1.1'],
  ['Cookie: wordpress_logged_in=hunter2; a=b', 'Cookie: ***'],
  ['key 0123456789abcdef0123456789abcdef', 'key ***'],
  ['{"token":"hunter2"}', '{"token":"***"}'],
]

test('secrets in command lines, addresses and headers stay on the host (MON-6)', () => {
  for (const [text, left] of CASES) assert.equal(redact(text), left)
  assert.equal(redact('php-fpm: pool www'), 'php-fpm: pool www', 'and words that are none stay')
})
