import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { versionIn } from './find-installations.ts'
import { createIntegrity } from './integrity.ts'
import { signatureIn } from './signatures.ts'

const root = mkdtempSync(join(tmpdir(), 'allclear-integrity-'))
after(() => rmSync(root, { recursive: true, force: true }))
const HOURS = 3_600_000
const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** A small WordPress, and the sums that were published of it. */
function wordpress(name: string) {
  const path = join(root, name, 'site')
  const put = (file: string, text: string) => (mkdirSync(dirname(join(path, file)), { recursive: true }), writeFileSync(join(path, file), text)) // prettier-ignore
  const core = {
    'wp-includes/version.php': "<?php\n$wp_version = '6.9.1';\n$wp_local_package = 'de_DE';\n",
    'wp-login.php': '<?php login();',
  }
  for (const [file, text] of Object.entries(core)) put(file, text)
  put('wp-content/plugins/a/a.php', '<?php plugin();')
  put('wp-content/uploads/index.php', '<?php // Silence is golden.')
  const sums = Object.fromEntries(Object.entries(core).map(([file, text]) => [file, md5(text)]))
  const asked: string[] = []
  const open = () => createIntegrity([join(root, name)], join(root, `${name}-state`), async (...what) => (asked.push(what.join(' ')), sums), (error) => assert.fail(String(error))) // prettier-ignore
  return { put, open, asked, path }
}

/** A whole pass; gives what was new. */
async function pass(integrity: ReturnType<typeof createIntegrity>, now: number) {
  const news = integrity.work(now)
  await new Promise(setImmediate) // the sums come beside
  for (let n = 0; n < 100 && integrity.last()?.checkedAt !== now; n++) news.push(...integrity.work(now, 50))
  const one = integrity.last()!.installations[0]!
  return { news, found: one.findings.map(({ kind, file }) => `${kind} ${file}`), one }
}

test('files of WordPress are compared with what was published, and the first sight of all others is good (DIA-5)', async () => {
  const { put, open, asked } = wordpress('first')
  const integrity = open()
  const clean = await pass(integrity, 1000)
  assert.deepEqual([clean.found, clean.one.version, clean.one.compared, clean.one.files, clean.news], [[], '6.9.1', 2, 4, []])
  assert.deepEqual(asked, ['6.9.1 de_DE'])
  put('wp-login.php', '<?php login(); mail("x");')
  put('wp-includes/class-wp-cache2.php', '<?php something();')
  put('wp-content/uploads/2026/logo.php', `<?php ${'x'.repeat(80)};`)
  put('wp-content/plugins/a/a.php', '<?php plugin(2);')
  put('wp-content/plugins/a/b.php', '<?php @eval(base64_decode($_POST["x"]));')
  const { found, news, one } = await pass(integrity, 7 * HOURS)
  assert.deepEqual(found.toSorted(), [
    'core-changed wp-login.php',
    'core-foreign wp-includes/class-wp-cache2.php',
    'php-in-uploads wp-content/uploads/2026/logo.php',
    'signature wp-content/plugins/a/b.php',
  ])
  assert.deepEqual(one.changed, { count: 1, files: ['wp-content/plugins/a/a.php'] })
  assert.match(news[0]!.says, /4 files are suspicious\. This may be harmless: a person should look\./)
  assert.deepEqual((await pass(open(), 14 * HOURS)).news, [], 'it is told once, over a restart too')
})

test('what was infected before the first look is found then; a shell that is not read is not known, and nothing is made of it (DIA-5)', async () => {
  const { put, open, path } = wordpress('late')
  put('wp-content/themes/t/404.php', '<?php system($_GET["c"]);')
  assert.deepEqual((await pass(open(), 1000)).found, ['signature wp-content/themes/t/404.php'])
  if (process.getuid?.() === 0) return // root reads everything
  chmodSync(join(path, 'wp-content/themes/t/404.php'), 0)
  const { found, one } = await pass(open(), 7 * HOURS)
  assert.deepEqual([found, one.unreadable], [[], 1])
})

test('signatures match what lets strangers in, and leave honest code alone (DIA-5)', () => {
  const bad = [
    '<?php eval($_POST[1]);',
    '<?php assert(stripslashes($_REQUEST["a"]));',
    '<?php eval(gzinflate(base64_decode("7b0HY")));',
    '<?php $_GET["f"]($_POST["x"]);',
    '<?php include $_GET["page"];',
    '<?php move_uploaded_file($_FILES["f"]["tmp_name"], $_POST["to"]);',
  ]
  const good = [
    '<?php $x = base64_decode($_POST["token"]);',
    '<?php exec("convert " . escapeshellarg($file));',
    "<?php echo esc_html($_GET['page']); include __DIR__ . '/page.php';",
    '<?php // eval() is not used here',
  ]
  for (const text of bad) assert.notEqual(signatureIn(text), null, text)
  for (const text of good) assert.equal(signatureIn(text), null, text)
  assert.deepEqual(versionIn("$wp_version = '6.9';"), { version: '6.9', locale: 'en_US' })
})

test('a slice of work keeps to its time, and goes on where it stood (DIA-5)', async () => {
  const { put, open } = wordpress('large')
  for (let n = 0; n < 300; n++) put(`wp-content/plugins/big/${n}.php`, `<?php // ${n} ${'x'.repeat(1000)}`)
  const integrity = open()
  integrity.work(1000)
  await new Promise(setImmediate)
  let slices = 0
  for (; integrity.last() === null && slices < 10_000; slices++) integrity.work(1000, 0.5)
  assert.ok(slices > 1)
  assert.equal(integrity.last()!.installations[0]!.files, 304)
})

test('a pass that cannot begin is told as a fault of ours, and nothing is said to be well (DIA-5)', async () => {
  const { path } = wordpress('begin')
  const { promise: told, resolve } = Promise.withResolvers<unknown>()
  const integrity = createIntegrity([path], join(root, 'begin-state'), async () => Promise.reject(new Error('no sums')), resolve)
  integrity.work(1)
  assert.match(String(await told), /no sums/)
  assert.equal(integrity.last(), null)
})
