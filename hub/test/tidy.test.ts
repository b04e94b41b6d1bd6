import assert from 'node:assert/strict'
import { posix } from 'node:path'
import { test } from 'node:test'
import { importsOf, readProject, withoutComments } from './source-files.ts'
import type { SourceFile } from './source-files.ts'

/**
 * Who may walk into which room; reading this table is reading the architecture. A room stands under those that use it, rooms on one step
 * do not meet, and a room may always use itself. `node:` is Node's own library, without what opens a socket.
 */
const EVERYWHERE = ['domain', 'problem.ts', 'clock.ts']
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: ['problem.ts', 'zod', 'yaml', 'liquidjs', 'markdown-it', 'date-holidays', 'tldts'],
  'problem.ts': ['domain'],
  'clock.ts': ['domain'],
  'own-version.ts': ['node:'],
  'style-sheet.ts': ['node:'],
  network: [...EVERYWHERE, 'node:', 'dns-packet', 'imapflow', 'smtp-server'],
  checks: [...EVERYWHERE, 'network', 'node:', 'zod'],
  evidence: [...EVERYWHERE, 'network', 'node:', 'zod', 'htmlparser2', 'tldts'],
  probe: [...EVERYWHERE, 'network', 'checks', 'evidence', 'wire', 'node:'], // it may run far from any store
  channels: [...EVERYWHERE, 'network', 'node:', 'zod', 'nodemailer', 'web-push'],
  actions: [...EVERYWHERE, 'network', 'node:', 'zod'],
  store: [...EVERYWHERE, 'own-version.ts', 'node:', 'kysely', 'pg'],
  'config-files.ts': [...EVERYWHERE, 'node:'],
  'config.ts': [...EVERYWHERE, 'config-files.ts', 'network', 'checks', 'node:'],
  'library.ts': [...EVERYWHERE, 'actions', 'node:', 'yaml'],
  docs: [...EVERYWHERE, 'style-sheet.ts', 'checks', 'channels', 'library.ts', 'node:', 'markdown-it', 'yaml', 'zod'], // what the product says of itself
  engine: [
    ...[...EVERYWHERE, 'network', 'checks', 'evidence', 'probe', 'channels', 'actions', 'store', 'library.ts'],
    ...['wire', 'node:', 'prom-client', 'postal-mime', 'acme-client', 'ical.js', 'openid-client', '@streamparser/json'],
  ],
  http: [
    ...[...EVERYWHERE, 'own-version.ts', 'style-sheet.ts', 'docs', 'store', 'engine', 'wire', 'node:', 'zod'],
    ...['fastify', '@fastify/cookie', '@fastify/formbody', 'hono', 'prom-client', '@simplewebauthn/server'],
  ],
  cli: [
    ...[
      ...EVERYWHERE,
      'own-version.ts',
      'network',
      'checks',
      'evidence',
      'probe',
      'channels',
      'actions',
      'store',
      'engine',
      'docs',
      'http',
      'config.ts',
      'config-files.ts',
      'library.ts',
    ],
    ...['wire', 'lab', 'node:', 'pino'],
  ],
  'main.ts': ['keep-compiled.mjs', 'cli', 'domain', 'problem.ts', 'node:', 'commander'],
  wire: ['zod', 'node:'],
  watcher: ['node:'], // it shares no code with what it watches
  agent: ['wire', 'node:'],
  web: [
    ...['wire', 'codemirror', '@codemirror/lang-yaml', '@codemirror/lint', 'react', 'react-dom'],
    ...['@mantine/core', '@mantine/hooks', '@mantine/notifications', '@mantine/spotlight'],
    ...['@tanstack/react-query', '@tanstack/react-router', '@tanstack/react-virtual'],
  ],
  lab: ['wire', 'node:', 'zod', 'hono', 'dns-packet', '@peculiar/x509', 'reflect-metadata', 'postal-mime', 'smtp-server'],
}

/** What a test may use beside the rooms of what it tests: the lab, doubles of any room, seeded stores, and what speaks a protocol for it. */
const TESTS_MAY_IMPORT = ['lab', 'wire', 'hub/test', 'node:', 'fast-check', 'dns-packet', 'smtp-server', 'oidc-provider']

/** Nobody but these opens a socket. PostgreSQL's own library does it for the store. */
const OPENS_SOCKETS = [
  /^hub\/src\/network\//,
  /^hub\/src\/http\/server\.ts$/,
  /^lab\/src\//,
  /\.(test|double)\.ts$/,
  /^(bench|hub\/test)\//,
]
const SOCKETS = /^(node:(net|tls|http|https|http2|dgram|dns)(\/|$)|imapflow$|smtp-server$)/
const READS_ADDRESSES = /^(type )?(isIP|isIPv4|isIPv6|BlockList)$/ // of node:net: they open nothing

const DOMAIN_NEVER_SAYS =
  /\bDate\.now\b|\bnew Date\(\)|\bTemporal\.Now\b|\bMath\.random\b|\bprocess\b\.|\bfetch\(|\bawait\b|\bset(Timeout|Interval|Immediate)\b|\bperformance\b\./
const SPEAKS_SQL =
  /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`|['"`]\s*(select\s[^'"`]*\sfrom|insert into|update \w+ set|delete from \w|pragma \w|begin (immediate|exclusive)|create (table|index))\b/i

/** Each exception has its reason; one that nobody needs any more is a failure of its own. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'hub/src/domain/calendar/holidays.ts imports node:module': 'the holidays of the world take 42 MB: they are loaded at the first question',
}
const used = new Set<string>()
const isExcepted = (complaint: string): boolean => complaint in EXCEPTIONS && used.add(complaint) !== undefined

const project = readProject()
const isTest = (path: string) => /\.(test|double)\.ts$/.test(path)
const source = project.filter(({ path }) => /\.(tsx?|mjs|js)$/.test(path))
const code = source.filter(({ path }) => /^(hub\/src|lab\/src|agent\/src|wire|watcher|web\/src)\//.test(path))
const hub = code.filter(({ path }) => path.startsWith('hub/src/'))

/** The room a path lies in: a folder or root file of hub/src, `lab`, `web` or `wire`, else the package as imported. */
function roomOf(path: string): string {
  const inHub = /^hub\/src\/([^/]+)/.exec(path)?.[1]
  if (inHub) return inHub
  if (path.startsWith('hub/test/')) return 'hub/test'
  if (path.startsWith('node:')) return 'node:'
  const machine = /^(?:@allclear\/)?(lab|wire|watcher|web)\//.exec(path)?.[1]
  return (
    machine ??
    path
      .split('/')
      .slice(0, path.startsWith('@') ? 2 : 1)
      .join('/')
  )
}

/** Fails with every complaint at once, as the project's own tools do. */
function mustBeNone(complaints: readonly string[]) {
  const left = complaints.filter((complaint) => !isExcepted(complaint))
  assert.ok(left.length === 0, `\n${left.join('\n')}\n`)
}

const saying = (files: readonly SourceFile[], words: RegExp, why: string): string[] =>
  files.flatMap(({ path, text }) => {
    const said = words.exec(withoutComments(text))
    return said ? [`${path} says ${said[0].trim()}: ${why}`] : []
  })

test('news walks one way through the house: each room imports only what stands under it', () => {
  const complaints = code.flatMap((file) => {
    const room = roomOf(file.path)
    const isRootTest = /^hub\/src\/[^/]+\.test\.ts$/.test(file.path) // a test beside main.ts looks at the whole house
    if (isRootTest) return []
    const allowed = MAY_IMPORT[room]
    if (!allowed) return [`${file.path} lies in ${room}, a room without a line in MAY_IMPORT`]
    const mayImport = (target: string) =>
      roomOf(target) === room ||
      allowed.includes(roomOf(target)) ||
      (isTest(file.path) && (TESTS_MAY_IMPORT.includes(roomOf(target)) || target.endsWith('.double.ts')))
    return importsOf(file)
      .filter(({ target }) => !mayImport(target))
      .map(({ target }) => `${file.path} imports ${target}`)
  })
  mustBeNone(complaints)
})

test('production code never imports a test or a double', () => {
  const complaints = code
    .filter(({ path }) => !isTest(path))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => isTest(target))
        .map(({ target }) => `${file.path} imports ${target}`),
    )
  mustBeNone(complaints)
})

test('a channel never imports a channel, nor a check a check: what two share has a name of its own', () => {
  const kinds = { checks: 'CHECKS', channels: 'channels', actions: 'actions', evidence: 'collectors' }
  const complaints = Object.entries(kinds).flatMap(([room, list]) => {
    const listed = registered(`hub/src/${room}/index.ts`, list)
    return hub
      .filter(({ path }) => listed.includes(path))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ target }) => listed.includes(target))
          .map(({ target }) => `${file.path} imports ${target}`),
      )
  })
  mustBeNone(complaints)
})

test('only network/ opens a socket', () => {
  const complaints = source
    .filter(({ path }) => /^(hub|lab|wire)\//.test(path) && !OPENS_SOCKETS.some((place) => place.test(path)))
    .flatMap((file) =>
      importsOf(file)
        .filter(
          ({ target, names }) =>
            SOCKETS.test(target) && !(target === 'node:net' && names.split(', ').every((name) => READS_ADDRESSES.test(name))),
        )
        .map(({ target }) => `${file.path} imports ${target}`),
    )
  mustBeNone(complaints)
})

test('nobody calls fetch or undici: they decode what nobody asked for', () => {
  const inBrowser = /^(hub\/src\/(http\/(console|status)|docs)\/.*\.js|lab\/src\/layout\.ts)$/ // runs in the reader's browser
  const files = source.filter(({ path }) => /^(hub|lab|wire|bench)\//.test(path) && !inBrowser.test(path))
  mustBeNone([
    ...saying(
      files.filter(({ path }) => !path.endsWith('tidy.test.ts')),
      /\bfetch\(/,
      'ask network/ for a request',
    ),
    ...files.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => target === 'undici')
        .map(() => `${file.path} imports undici`),
    ),
  ])
})

test('thinking is pure: domain/ knows no clock, no chance, no process and waits for nothing', () => {
  const files = hub.filter(({ path }) => path.startsWith('hub/src/domain/') && !isTest(path))
  mustBeNone(saying(files, DOMAIN_NEVER_SAYS, 'give it in as an argument'))
})

test('all the SQL stands in store/', () => {
  const files = hub.filter(({ path }) => !path.startsWith('hub/src/store/'))
  mustBeNone(saying(files, SPEAKS_SQL, 'write a function in store/'))
})

test('nobody writes to the console, and nothing is typed any or enum', () => {
  const files = source.filter(({ path }) => !path.endsWith('tidy.test.ts') && /\.tsx?$/.test(path))
  mustBeNone([
    ...saying(files, /\bconsole\.(log|error|warn|info|debug|trace|dir)\b/, 'write to process.stdout or to the log'),
    ...saying(code, /(:|\bas|<|,) any\b(?=[\s,;)>[\]|&=]|$)/m, 'say what it is, or unknown'),
    ...saying(code, /^(export )?(declare )?(const )?enum \w/m, 'a union of words needs no build'),
  ])
})

test('every file is named for what it is, and every folder for a noun of the field', () => {
  mustBeNone([
    ...project
      .filter(({ path }) => /(^|\/)(utils?|common|shared|helpers?|services?|misc|lib)\//i.test(path))
      .map(({ path }) => `${path} lies in a folder without a name`),
    ...source
      .filter(({ path }) =>
        /(manager|service|helper|util|base|abstract)s?(?=[-.]|$)/.test(posix.basename(path).replace(/^host-service-down/, '')),
      )
      .map(({ path }) => `${path} is named for a pattern, not for what it does`),
    ...source
      .filter(({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|double|config))?\.(tsx?|mjs|js)$/.test(posix.basename(path)))
      .map(({ path }) => `${path} is not in kebab-case`),
    ...source
      .filter(({ path, text }) => /^import .* from 'node:test'/m.test(text) && !/\.(test|double)\.ts$/.test(path))
      .map(({ path }) => `${path} has tests and does not end in .test.ts, so nobody runs it`),
  ])
})

test('every registry lists every file of its room', () => {
  const complaints = (
    [
      ['hub/src/checks', 'CHECKS', / = (defineCheck[<(]|greetingCheck\()/],
      ['hub/src/channels', 'channels', /: Channel = /],
      ['hub/src/actions', 'actions', /: Action =/],
      ['hub/src/evidence', 'collectors', /Collector<'\w+'>/],
      ['hub/src/domain/diagnosis/causes', 'causes', /: Cause = /],
      ['hub/src/domain/readiness/findings', 'FINDING_KINDS', /: FindingKind = /],
      ['hub/src/store/migrations', 'migrations', /export (async )?function up\b/],
    ] as const
  ).flatMap(([room, list, isMember]) => {
    const listed = registered(`${room}/index.ts`, list)
    const members = hub.filter(
      ({ path, text }) => posix.dirname(path) === room && !isTest(path) && isMember.test(text) && !path.endsWith('/index.ts'),
    )
    assert.ok(listed.length > 0 && members.length >= listed.length, `${room}: the pattern of its members is out of date`)
    return members.filter(({ path }) => !listed.includes(path)).map(({ path }) => `${path} is not in the list ${list} of ${room}/index.ts`)
  })
  mustBeNone(complaints)
})

/** The files whose export stands in the literal list of a registry. */
function registered(path: string, list: string): readonly string[] {
  const file = hub.find((one) => one.path === path)
  assert.ok(file, `${path} is missing`)
  const literal = new RegExp(`export const ${list}: [^=]*= \\[([^\\]]*)\\]`).exec(file.text)?.[1]
  assert.ok(literal !== undefined, `${path} has no literal list ${list}`)
  return importsOf(file)
    .filter(({ names }) => names.split(', ').some((name) => new RegExp(`\\b${name.split(' ').at(-1)}\\b`).test(literal)))
    .map(({ target }) => target)
}

test('the lockfile names no host and wants no install script, and the guests are few', () => {
  type Locked = { hasInstallScript?: boolean; resolved?: string; dependencies?: Record<string, string>; link?: boolean }
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
  const guests = new Set(
    ['package.json', 'hub/package.json', 'lab/package.json', 'wire/package.json'].flatMap((path) =>
      Object.keys((JSON.parse(read(path)) as Locked).dependencies ?? {}).filter((name) => !name.startsWith('@allclear/')),
    ),
  )
  mustBeNone([
    ...Object.entries(packages).flatMap(([name, locked]) => [
      ...(locked.hasInstallScript ? [`${name} wants to run a script when it is installed`] : []),
      ...(locked.resolved && !locked.link ? [`${name} names the host it came from`] : []),
    ]),
    ...(guests.size > 40 ? [`${guests.size} direct dependencies at run time, more than 40`] : []),
  ])
})

test('no file names the machine it was written on', () => {
  // In the folder lshttpd LiteSpeed leaves its report.
  const machine = /(?<![\w.}])\/(?:home|root|work|Users)\/|(?<![\w.}])\/tmp\/(?!lshttpd\b)|\bregistry\.[a-z]|\bnpmjs\b|\b[A-Z]:\\\\/
  mustBeNone(
    project.flatMap(({ path, text }) => {
      const said = path.endsWith('tidy.test.ts') ? null : machine.exec(text)
      return said ? [`${path}:${text.slice(0, said.index).split('\n').length} says ${said[0]}`] : []
    }),
  )
})

test('every exception is still needed', () => {
  assert.deepEqual(
    Object.keys(EXCEPTIONS).filter((exception) => !used.has(exception)),
    [],
  )
})

function read(path: string): string {
  const file = project.find((one) => one.path === path)
  assert.ok(file, `${path} is missing`)
  return file.text
}
