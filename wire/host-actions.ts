// What an agent can be asked for: the hub draws its forms from it and the host holds every order up against it. Data alone: the agent bundles it.

/** One argument of an action. It is a text, and the whole of it is what the pattern says. */
export type HostArgument = {
  readonly is: RegExp
  readonly says: string
  readonly example: string
  readonly choices?: readonly string[]
}

export type HostAction = {
  readonly does: string
  readonly takes: Readonly<Record<string, HostArgument>> // every argument, none beside
  readonly wayBack: string // what undoes it, in words; empty: there is nothing to undo
  readonly twoPeople: boolean // something is overwritten, taken away or ended: nobody has it done alone
}

const oneOf = (says: string, choices: readonly [string, ...string[]]): HostArgument => ({
  ...{ is: new RegExp(`^(?:${choices.join('|')})$`), says, example: choices[0], choices },
})

const UNIT =
  /^(nginx|apache2|httpd|lsws|lshttpd|openlitespeed|php(\d\.\d)?-fpm|php-fpm|mariadb|mysql|mysqld|postgresql|redis|redis-server|memcached|varnish)$/
const NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/
const FOLDER = /^(?=.{2,200}$)(?:\/\w[\w.-]*)+$/
const BELOW = /^(?=.{1,250}$)(?!-)(?!(?:.*\/)?\.{0,2}(?:\/|$))[^\p{Cc}\\]+$/u // no empty part, and none that leads up
const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

const unit: HostArgument = { is: UNIT, says: 'the service', example: 'nginx' }
const site: HostArgument = { is: FOLDER, says: 'the folder of the website, as the host names it', example: '/var/www/shop.example' }
const file: HostArgument = { is: BELOW, says: 'the file, below that folder', example: 'wp-content/uploads/x.php' }
const plugin: HostArgument = { is: SLUG, says: 'the plugin, by its folder', example: 'contact-form-7' }
const theme: HostArgument = { is: SLUG, says: 'the theme, by its folder', example: 'twentytwentyfive' }
const address: HostArgument = { is: /^(?=.*[0-9a-f])[0-9a-f.:]{2,45}$/i, says: 'the address, IPv4 or IPv6', example: '203.0.113.7' }

const RESTORES = '`roll-back` of the same order'

/** Everything an agent may ever be asked to do. */
export const HOST_ACTIONS = {
  snapshot: {
    does: 'Puts the present moment into the flight recorder, and answers with load and processes.',
    ...{ takes: {}, wayBack: '', twoPeople: false },
  },
  'restart-service': {
    does: 'Restarts a web server, PHP, a database or a cache, after a snapshot.',
    ...{ takes: { unit }, wayBack: '', twoPeople: false },
  },
  'reload-service': {
    does: 'The same, without an interruption. Of PHP-FPM it also empties the code cache.',
    ...{ takes: { unit }, wayBack: '', twoPeople: false },
  },
  'renew-certificate': {
    does: '`certbot renew` of one certificate; the web server reads it anew.',
    takes: { name: { is: NAME, says: 'the certificate, by its first name', example: 'shop.example' } },
    ...{ wayBack: '', twoPeople: false },
  },
  'free-disk-space': {
    does: 'Shortens the journal to 200 MB, and drops downloaded packages.',
    ...{ takes: {}, wayBack: '', twoPeople: false },
  },
  'clear-cache': {
    does: 'Empties the object cache, the transients and `wp-content/cache` of a WordPress.',
    ...{ takes: { site }, wayBack: 'it fills again by itself', twoPeople: false },
  },
  'scan-files': {
    does: 'Has ClamAV look at the files of the websites, at the lowest priority.',
    ...{ takes: {}, wayBack: '', twoPeople: false },
  },
  'maintenance-on': {
    does: 'Shows visitors the maintenance page of WordPress. WordPress itself takes it away after ten minutes.',
    ...{ takes: { site }, wayBack: '`maintenance-off`', twoPeople: false },
  },
  'maintenance-off': {
    does: 'Takes the maintenance page away.',
    ...{ takes: { site }, wayBack: '`maintenance-on`', twoPeople: false },
  },
  'block-address': {
    does: 'Drops what comes from an address, by a table of our own in nftables. Never an address that is private, the host’s or the hub’s.',
    takes: { address, for: oneOf('for how long', ['15m', '1h', '6h', '1d', '7d']) },
    ...{ wayBack: '`unblock-address`, or the end of its time', twoPeople: false },
  },
  'unblock-address': {
    does: 'Lets the address in again.',
    ...{ takes: { address }, wayBack: '`block-address`', twoPeople: false },
  },
  'quarantine-file': {
    does: 'Moves one file out of the website, with its owner and mode noted.',
    ...{ takes: { site, file }, wayBack: RESTORES, twoPeople: true },
  },
  'clean-core': {
    does: 'Puts the published files of the same version in place of those of WordPress that differ, and takes away what is none of them.',
    ...{ takes: { site }, wayBack: RESTORES, twoPeople: true },
  },
  'clean-plugin': {
    does: 'Installs the same version of a plugin anew, if one of its files differs from what was published.',
    ...{ takes: { site, plugin }, wayBack: RESTORES, twoPeople: true },
  },
  'update-core': {
    does: 'Updates WordPress, after files and database were put aside.',
    takes: { site, release: oneOf('how far: the same branch, or the newest', ['minor', 'newest']) },
    ...{ wayBack: RESTORES, twoPeople: true },
  },
  'update-plugin': {
    does: 'Updates a plugin, after files and database were put aside.',
    ...{ takes: { site, plugin }, wayBack: RESTORES, twoPeople: true },
  },
  'update-theme': {
    does: 'Updates a theme, after files and database were put aside.',
    ...{ takes: { site, theme }, wayBack: RESTORES, twoPeople: true },
  },
  'rotate-secrets': {
    does: 'New salts, and for every administrator a new password that nobody sees and no session; WordPress mails them.',
    ...{ takes: { site }, wayBack: 'none: each asks WordPress for a password of their own', twoPeople: true },
  },
  'stop-miner': {
    does: 'Ends a process that is no program of the system and not root’s, after a snapshot and a copy of its program.',
    takes: {
      pid: { is: /^[1-9]\d{0,8}$/, says: 'its number', example: '4711' },
      started: { is: /^[1-9]\d{8,10}$/, says: 'when it began, in seconds since 1970', example: '1795000000' },
      process: { is: /^[!-~]{1,15}$/, says: 'its name', example: 'xmrig' },
    },
    ...{ wayBack: 'none: its program is kept', twoPeople: true },
  },
  'roll-back': {
    does: 'Puts back what an order has put aside: a file, or files and database as they were. What is there now is put aside first.',
    takes: { order: { is: /^[0-9a-f]{24}$/, says: 'the order that is undone, by its id', example: '0f1e2d3c4b5a69788796a5b4' } },
    ...{ wayBack: RESTORES, twoPeople: true },
  },
} as const satisfies Readonly<Record<string, HostAction>>

export type HostActionId = keyof typeof HOST_ACTIONS

/** The action of this name; null where there is none. */
export const hostAction = (id: string): HostAction | null =>
  Object.hasOwn(HOST_ACTIONS, id) ? (HOST_ACTIONS as Readonly<Record<string, HostAction>>)[id]! : null

/** Whether an action takes exactly these arguments. */
export const takesArguments = ({ takes }: HostAction, args: Readonly<Record<string, unknown>>): boolean => {
  const names = Object.keys(takes)
  return (
    Object.keys(args).length === names.length &&
    names.every((name) => Object.hasOwn(args, name) && typeof args[name] === 'string' && takes[name]!.is.test(args[name]))
  )
}
