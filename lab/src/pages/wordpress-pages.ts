/** The pages that WordPress itself makes when it cannot make any other (class-wp-fatal-error-handler.php, load.php, functions.php). */
const wpDie = (title: string, message: string, lang = 'en-US'): string =>
  `<!DOCTYPE html>\n<html lang="${lang}">\n<head>\n\t<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />\n\t<meta name="viewport" content="width=device-width" />\n\t<meta name='robots' content='max-image-preview:large, noindex, follow' />\n\t<title>${title}</title>\n</head>\n<body id="error-page">\n\t<div class="wp-die-message">${message}</div></body>\n</html>\n`

export const DB_ERROR = wpDie('Database Error', '<h1>Error establishing a database connection</h1>')
export const DB_ERROR_GERMAN = wpDie('Datenbankfehler', '<h1>Fehler beim Aufbau einer Datenbankverbindung</h1>', 'de-DE')
export const DB_ERROR_SPANISH = wpDie(
  'Error de la base de datos',
  '<h1>Error al establecer una conexión con la base de datos</h1>',
  'es-ES',
)
export const DB_ERROR_CUSTOM = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>We will be right back</title><style>body{text-align:center;padding:10%}</style></head><body><h1>We will be right back</h1><p>Our website has hiccups with its database. Thank you for your patience.</p></body></html>\n`
export const DB_REPAIR = wpDie(
  'Database Error',
  '<p>One or more database tables are unavailable. The database may need to be <a href="maint/repair.php?referrer=is_blog_installed">repaired</a>.</p>',
)

export const CRITICAL = wpDie(
  'WordPress &rsaquo; Error',
  '<p>There has been a critical error on this website.</p><p><a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a></p>',
)
export const CRITICAL_GERMAN = wpDie(
  'WordPress &rsaquo; Fehler',
  '<p>Es gab einen kritischen Fehler auf deiner Website.</p><p><a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Erfahre mehr über die Problembehandlung in WordPress.</a></p>',
  'de-DE',
)
export const CRITICAL_DEBUG = `<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function slider_boot() in /var/www/html/wp-content/plugins/hero-slider/hero-slider.php:42\nStack trace:\n#0 /var/www/html/wp-settings.php(473): include_once()\n  thrown in <b>/var/www/html/wp-content/plugins/hero-slider/hero-slider.php</b> on line <b>42</b><br />\n${CRITICAL}`
export const PHP_MEMORY =
  'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /var/www/html/wp-includes/class-wpdb.php on line 2351\n'
export const PHP_PARSE =
  '<br />\n<b>Parse error</b>:  syntax error, unexpected token "}" in <b>/var/www/html/wp-content/themes/quay/functions.php</b> on line <b>118</b><br />\n'
export const PHP_TOO_OLD = wpDie(
  'WordPress &rsaquo; Error',
  '<p>Your server is running PHP version 5.6.40 but WordPress 6.8.3 requires at least 7.2.24.</p>',
)
export const PHP_NO_MYSQL = wpDie(
  'WordPress &rsaquo; Error',
  '<p>Your PHP installation appears to be missing the MySQL extension which is required by WordPress.</p>',
)
export const DISK_FULL =
  '<br />\n<b>Warning</b>:  session_start(): write failed: No space left on device (28) in <b>/var/www/html/wp-content/plugins/shop/session.php</b> on line <b>9</b><br />\n'
export const MAINTENANCE = `<!DOCTYPE html>\n<html lang="en-US">\n<head><meta charset="utf-8"><title>Maintenance</title></head>\n<body id="error-page"><div class="wp-die-message"><h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1></div></body></html>\n`
export const MAINTENANCE_GERMAN = `<!DOCTYPE html>\n<html lang="de-DE">\n<head><meta charset="utf-8"><title>Wartungsarbeiten</title></head>\n<body id="error-page"><div class="wp-die-message"><h1>Wegen Wartungsarbeiten ist diese Website kurzzeitig nicht verfügbar. Schau in einer Minute nochmal vorbei.</h1></div></body></html>\n`
export const MAINTENANCE_PLUGIN = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Site is undergoing maintenance</title></head><body class="maintenance"><h1>Maintenance mode is on</h1><p>Site will be available soon. Thank you for your patience!</p></body></html>\n`
export const INSTALLER = `<!DOCTYPE html>\n<html lang="en-US">\n<head><meta charset="utf-8"><title>WordPress &rsaquo; Installation</title></head>\n<body class="wp-core-ui language-chooser"><p id="logo">WordPress</p><h1>Welcome</h1><p>Welcome to the famous five-minute WordPress installation process!</p><form id="setup" method="post" action="install.php?step=2"></form></body></html>\n`
export const INSTALLER_GERMAN = `<!DOCTYPE html>\n<html lang="de-DE">\n<head><meta charset="utf-8"><title>WordPress &rsaquo; Installation</title></head>\n<body class="wp-core-ui"><p id="logo">WordPress</p><h1>Willkommen</h1><p>Willkommen bei der berühmten Fünf-Minuten-Installation von WordPress!</p><form id="setup" method="post" action="install.php?step=2"></form></body></html>\n`
export const SETUP_CONFIG = `<!DOCTYPE html>\n<html lang="en-US">\n<head><meta charset="utf-8"><title>WordPress &rsaquo; Setup Configuration File</title></head>\n<body class="wp-core-ui"><p id="logo">WordPress</p><h1>Before getting started</h1><p>Welcome to WordPress. Before getting started, you will need to know the following items. Database name, Database username, Database password, Database host.</p></body></html>\n`

/** What PHP shows of a failing database where errors are displayed: the number tells why (MariaDB error codes). */
const warned = (said: string) =>
  `<br />\n<b>Fatal error</b>:  Uncaught mysqli_sql_exception: ${said} in /var/www/html/inc/db.php:12\nStack trace:\n#0 /var/www/html/inc/db.php(12): mysqli->__construct()\n#1 {main}\n  thrown in <b>/var/www/html/inc/db.php</b> on line <b>12</b><br />\n`
const framework = (said: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Whoops, looks like something went wrong</title></head><body><h1>PDOException</h1><p>${said}</p></body></html>\n`
export const DB_1040 = warned('Too many connections')
export const DB_1040_FRAMEWORK = framework('SQLSTATE[08004] [1040] Too many connections')
export const DB_1226 = warned("User 'shop' has exceeded the 'max_questions' resource (current value: 30000)")
export const DB_1045 = warned("Access denied for user 'shop'@'localhost' (using password: YES)")
export const DB_1045_FRAMEWORK = framework("SQLSTATE[HY000] [1045] Access denied for user 'shop'@'10.0.0.4' (using password: YES)")
export const DB_1049 = framework("SQLSTATE[HY000] [1049] Unknown database 'shop_live'")
