import type { Guard, Mark, Signature, Weight } from './signature.ts'

const SMALL: readonly Guard[] = ['small-page', 'not-as-before']
const ERROR_PAGE: Mark = { where: 'excerpt', pattern: /<body id="error-page"/ }

/** Failures that the site’s own software admits. Whoever stands in front may serve them with any status, so text counts on small pages of every status. */
export const applications: readonly Signature[] = [
  {
    id: 'wordpress-db-page',
    says: 'failing',
    cause: 'app.db_connect',
    who: 'WordPress',
    status: [500, 503],
    marks: [ERROR_PAGE, { where: 'excerpt', pattern: /class="wp-die-message"> ?<h1>/ }],
    weight: 'proof',
    guards: [],
    explain: 'The site says that it cannot reach its database.',
    source: 'WordPress 6, wp-includes/functions.php, dead_db',
    note: 'Known by its structure, in every language. Down, wrong password, no such database or too many connections look the same from outside.',
    since: '2026-11',
  },
  failing('wordpress-db-text', 'app.db_connect', text(/\berror establishing a database connection\b/), 'strong', {
    who: 'WordPress',
    explain: 'The site says that it cannot reach its database.',
    source: 'WordPress 6, dead_db',
    note: 'The same from outside for a database that is down, full or refuses the password. Help articles quote it.',
  }),
  failing(
    'wordpress-db-text-translated',
    'app.db_connect',
    text(
      /\bfehler beim aufbau einer datenbankverbindung\b|\berror al establecer una conexión con la base de datos\b|\berreur lors de la connexion à la base de données\b|\berrore nello stabilire una connessione al database\b|\berro ao estabelecer uma conexão com o banco de dados\b|データベース接続確立エラー/,
    ),
    'medium',
    {
      who: 'WordPress',
      explain: 'The site says, in its own language, that it cannot reach its database.',
      source: 'WordPress language packs de, es, fr, it, pt-br, ja',
      note: 'Other software says the same words. Languages that are not listed are known by structure.',
    },
  ),
  failing('wordpress-tables', 'app.db_connect', text(/\bone or more database tables are unavailable\b/), 'strong', {
    who: 'WordPress',
    explain: 'The site says that tables of its database are damaged.',
    source: 'WordPress 6, wp-includes/functions.php; schakko.de 2020-02-26',
    note: 'Shown on /wp-admin/ only; the front page shows the plain database error.',
  }),
  {
    ...failing('wordpress-install', 'app.not_installed', url(/\/wp-admin\/install\.php(\?|$)/), 'proof', {
      who: 'WordPress',
      explain: 'The site asks to be installed: its database is empty, or another one.',
      source: 'WordPress 6, wp_not_installed',
      note: 'Anyone can install it now: block the path at once.',
    }),
    guards: [],
  },
  {
    ...failing('wordpress-setup', 'app.config_missing', url(/\/wp-admin\/setup-config\.php(\?|$)/), 'proof', {
      who: 'WordPress',
      explain: 'The site asks for its settings: its configuration file is gone.',
      source: 'WordPress 6, wp-load.php',
      note: 'Anyone can set it up now: block the path at once.',
    }),
    guards: [],
  },
  {
    ...failing(
      'cms-install',
      'app.not_installed',
      url(/^(https?:\/\/[^/]{1,253})?(\/core\/install\.php|\/installation\/(index|setup)\.php)(\?|$)/),
      'strong',
      {
        who: 'Drupal or Joomla',
        explain: 'The site asks to be installed: its settings or its database are gone.',
        source: 'Drupal core, install.php; Joomla, installation/',
        note: 'Anyone can install it now: block the path at once.',
      },
    ),
    guards: [],
  },
  {
    id: 'wordpress-fatal-page',
    says: 'failing',
    cause: 'app.fatal',
    who: 'WordPress',
    status: [500],
    marks: [ERROR_PAGE, { where: 'title', pattern: /^wordpress (›|>) / }, { where: 'excerpt', pattern: /class="wp-die-message"> ?<p>/ }],
    weight: 'proof',
    guards: [],
    explain: 'The software of the site has stopped with an error.',
    source: 'WordPress 6, class-wp-fatal-error-handler.php',
    note: 'Known by its structure, in every language.',
    since: '2026-11',
  },
  failing('wordpress-fatal-text', 'app.fatal', text(/\bthere has been a critical error on (this|your) (website|site)\b/), 'strong', {
    who: 'WordPress',
    explain: 'The software of the site has stopped with an error.',
    source: 'WordPress 6, class-wp-fatal-error-handler.php',
    note: 'Help articles quote it.',
  }),
  failing(
    'wordpress-fatal-text-translated',
    'app.fatal',
    text(
      /\bes gab einen kritischen fehler auf (deiner|dieser|ihrer) website\b|\bha habido un error crítico en esta web\b|\bil y a eu une erreur critique sur ce site\b|\bsi è verificato un errore critico sul tuo sito\b|\ber heeft zich een kritieke fout voorgedaan op deze (web)?site\b|\bw witrynie wystąpił błąd krytyczny\b|このサイトで重大なエラーが発生しました/,
    ),
    'strong',
    {
      who: 'WordPress',
      explain: 'The software of the site says, in its own language, that it has stopped with an error.',
      source: 'WordPress language packs de, es, fr, it, nl, pl, ja',
      note: 'Languages that are not listed are known by structure.',
    },
  ),
  failing(
    'wordpress-old-php',
    'app.fatal',
    text(/\byour server is running php version [\d.]{1,12} but wordpress [\d.]{1,12} requires at least\b/),
    'proof',
    {
      who: 'WordPress',
      explain: 'The host runs a version of PHP that is too old for the site.',
      source: 'WordPress 6, wp-includes/load.php',
      note: 'The host changed the version, or an update came too early.',
    },
  ),
  failing('wordpress-no-mysql', 'app.fatal', text(/\byour php installation appears to be missing the mysql extension\b/), 'proof', {
    who: 'WordPress',
    explain: 'The host’s PHP lacks what the site needs to reach its database.',
    source: 'WordPress 6, wp-includes/load.php',
    note: 'The host changed the version or the modules of PHP.',
  }),
  {
    ...failing('php-error-shown', 'app.fatal', [excerpt(/<b>(fatal|parse) error<\/b>: /), excerpt(/ on line <b>\d{1,6}<\/b>/)], 'strong', {
      who: 'PHP',
      explain: 'The page shows the error with which its software stopped.',
      source: 'PHP manual, display_errors and html_errors',
      note: 'Served with status 200 when errors are displayed. The path in it names the plugin or theme.',
    }),
    guards: ['not-as-before'],
  },
  failing('php-error-plain', 'app.fatal', text(/^(php )?(fatal|parse) error: [^|]{1,600}? on line \d/), 'strong', {
    who: 'PHP',
    explain: 'The page shows the error with which its software stopped.',
    source: 'PHP manual, display_errors',
    note: 'The page begins with it; what articles quote stands further down.',
  }),
  {
    ...failing('php-not-run', 'app.fatal', [excerpt(/^ ?<\?php\b/)], 'strong', {
      who: 'PHP',
      explain: 'The server shows the source of the page instead of running it.',
      source: 'PHP manual, installation',
      note: 'PHP is missing after a change at the host. Passwords may be readable: block at once.',
    }),
    guards: ['not-as-before'],
  },
  failing('php-memory', 'app.fatal', text(/\ballowed memory size of \d{1,12} bytes exhausted\b/), 'medium', {
    who: 'PHP',
    explain: 'The software of the site has used up its memory.',
    source: 'PHP manual, memory_limit',
    note: 'A plugin, an import, or a plan that has become too small.',
  }),
  failing('php-time', 'app.fatal', text(/\bmaximum execution time of \d{1,6} seconds exceeded\b/), 'medium', {
    who: 'PHP',
    explain: 'The software of the site took longer than it may.',
    source: 'PHP manual, max_execution_time',
    note: 'A slow database or a service that does not answer.',
  }),
  failing('disk-full-text', 'host.disk_full', text(/\bno space left on device\b/), 'strong', {
    explain: 'The page says that the server has no room left.',
    source: 'errno(3), ENOSPC',
    note: 'Said of inodes too.',
  }),
  failing(
    'db-limit',
    'hosting.capacity',
    text(/\b(sqlstate\[(hy000|08004|42000)\] \[(1040|1203|1226)\]|too many connections|has exceeded the 'max_[a-z_]{1,40}' resource)/),
    'strong',
    {
      explain: 'The database takes no more connections.',
      source: 'MariaDB error codes 1040, 1203, 1226',
      note: 'At peaks: the plan is too small. All the time: a leak, or another site on the server.',
    },
  ),
  failing(
    'db-refused',
    'app.db_connect',
    text(/\bsqlstate\[(hy000|28000|42000)\] \[(1044|1045|1049)\]|\baccess denied for user '[^']{1,80}'@/),
    'strong',
    {
      explain: 'The database does not accept the site’s password or does not know its name.',
      source: 'MariaDB error codes 1044, 1045, 1049',
      note: 'A password was changed on one side only.',
    },
  ),
  failing(
    'db-down',
    'host.db_down',
    text(/\bsqlstate\[hy000\] \[(2002|2003|2006)\]|\bcan't connect to (local )?(mysql|mariadb) server\b/),
    'strong',
    {
      explain: 'The database does not answer.',
      source: 'MariaDB error codes 2002, 2003, 2006',
      note: '',
    },
  ),
  failing('drupal-error', 'app.fatal', text(/^the website encountered an unexpected error\. (please )?try again later\./), 'strong', {
    who: 'Drupal',
    explain: 'The software of the site has stopped with an error.',
    source: 'Drupal core, FinalExceptionSubscriber',
    note: '',
  }),
  failing('joomla-error', 'app.fatal', text(/^error displaying the error page\b/), 'strong', {
    who: 'Joomla',
    explain: 'The software of the site has stopped with an error, often because its database does not answer.',
    source: 'Joomla, libraries/src/Exception/ExceptionHandler.php',
    note: 'What follows names the reason.',
  }),
  failing('magento-error', 'app.fatal', text(/\bexception printing is disabled by default for security reasons\b/), 'strong', {
    who: 'Magento',
    explain: 'The software of the shop has stopped with an error.',
    source: 'Magento, pub/errors',
    note: '',
  }),
  failing('typo3-error', 'app.fatal', text(/^oops, an error occurred!/), 'strong', {
    who: 'TYPO3',
    explain: 'The software of the site has stopped with an error.',
    source: 'TYPO3 core, ProductionExceptionHandler',
    note: 'A single element may show it on a page that is otherwise well.',
  }),
  failing('rails-error', 'app.fatal', text(/\bif you are the application owner check the logs for more information\b/), 'strong', {
    who: 'Rails',
    explain: 'The software of the site has stopped with an error.',
    source: 'Rails, public/500.html',
    note: '',
  }),
  failing('passenger-error', 'app.fatal', [{ where: 'title', pattern: /^web application could not be started$/ }], 'strong', {
    who: 'Passenger',
    explain: 'The software of the site does not start.',
    source: 'Phusion Passenger',
    note: '',
  }),
  failing('aspnet-error', 'app.fatal', text(/^server error in '\/[^']{0,80}' application\./), 'strong', {
    who: 'ASP.NET',
    explain: 'The software of the site has stopped with an error.',
    source: 'Microsoft ASP.NET, customErrors',
    note: '',
  }),
  failing('iis-pool-stopped', 'host.service_down', text(/^service unavailable http error 503\. the service is unavailable\.$/), 'strong', {
    who: 'IIS',
    explain: 'The web server says that what runs the site has stopped.',
    source: 'Microsoft HTTP.sys error pages',
    note: 'An application pool that crashed five times in five minutes is switched off.',
  }),
  failing('heroku-error', 'app.fatal', [excerpt(/herokucdn\.com\/error-pages\/application-error\.html/)], 'strong', {
    who: 'Heroku',
    explain: 'The platform says that the software of the site does not answer.',
    source: 'devcenter.heroku.com, error codes H10 to H14',
    note: 'Crashed, too slow, or without dynos, which also follows an unpaid invoice: ask.',
  }),
  {
    id: 'wordpress-maintenance-page',
    says: 'maintenance',
    cause: null,
    who: 'WordPress',
    status: [503],
    marks: [
      { where: 'header:retry-after', pattern: /^600$/ },
      { where: 'excerpt', pattern: /<body id="error-page"|briefly unavailable for scheduled maintenance/ },
    ],
    weight: 'proof',
    guards: [],
    explain: 'The site says that it is being updated.',
    source: 'WordPress 6, wp_maintenance',
    note: 'Known by its structure, in every language. Longer than 15 minutes: the update hangs (app.maintenance_stuck).',
    since: '2026-11',
  },
  maintained(
    'wordpress-maintenance-text',
    text(/\bbriefly unavailable for scheduled maintenance\. check back in a minute\b/),
    'WordPress',
    'WordPress 6, wp_maintenance',
  ),
  maintained(
    'wordpress-maintenance-text-de',
    text(/\bwegen wartungsarbeiten ist diese website kurzzeitig nicht verfügbar\b/),
    'WordPress',
    'WordPress language pack de',
  ),
  maintained(
    'joomla-offline',
    text(/\bthis site is down for maintenance\. please check back again soon\b/),
    'Joomla',
    'Joomla, global configuration',
  ),
  maintained(
    'drupal-maintenance',
    text(/\bis currently under maintenance\. we should be back shortly\b/),
    'Drupal',
    'Drupal core, system.maintenance',
  ),
]

type Words = { readonly who?: string; readonly explain: string; readonly source: string; readonly note: string }

function failing(id: string, cause: string, marks: readonly Mark[], weight: Weight, words: Words): Signature {
  return { id, says: 'failing', cause, marks, weight, guards: SMALL, since: '2026-11', ...words }
}

function maintained(id: string, marks: readonly Mark[], who: string, source: string): Signature {
  const explain = 'The site says that it is under maintenance.'
  const note = 'Planned, or forgotten: how long it has lasted decides.'
  return { id, says: 'maintenance', cause: null, who, marks, weight: 'strong', guards: SMALL, explain, source, note, since: '2026-11' }
}

function text(pattern: RegExp): readonly Mark[] {
  return [{ where: 'text', pattern }]
}
function url(pattern: RegExp): readonly Mark[] {
  return [{ where: 'url', pattern }]
}
function excerpt(pattern: RegExp): Mark {
  return { where: 'excerpt', pattern }
}
