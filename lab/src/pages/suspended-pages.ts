import { document } from './document.ts'

/** What hosts show in place of every page of a suspended account. None of them says why. */
export const CPANEL_SUSPENDED = document(
  'Account Suspended',
  '<h1>Account Suspended</h1>\n<p>This Account has been suspended.</p>\n<p>Contact your hosting provider for more information.</p>',
)

export const CPANEL_SUSPENDED_STYLED = document(
  'Account Suspended',
  `<div id="container"><section class="contact-info"><i class="fas fa-user-times"></i>
<h1 class="heading">Account Suspended</h1>
<div class="status-reason">This Account has been suspended.<br><a href="mailto:webmaster@host.example">Contact your hosting provider</a> for more information.</div></section></div>`,
  {
    head: '<meta http-equiv="cache-control" content="no-cache">\n<meta name="robots" content="noindex">\n<link rel="stylesheet" href="//use.fontawesome.com/releases/v5.0.6/css/all.css">\n<style>body{font-family:Arial,sans-serif;background:#1e252d;color:#fff}</style>\n',
  },
)

export const CPANEL_SUSPENDED_REFRESH =
  '<html><head><META HTTP-EQUIV="refresh" CONTENT="0;URL=/cgi-sys/suspendedpage.cgi"></head><body></body></html>\n'

export const SUSPENDED_SPANISH = document(
  'Cuenta suspendida',
  '<h1>Cuenta suspendida</h1><p>Esta cuenta ha sido suspendida.</p><p>Póngase en contacto con su proveedor de alojamiento para más información.</p>',
  { lang: 'es' },
)

export const SUSPENDED_GERMAN = document(
  'Webseite gesperrt',
  '<h1>Diese Webseite wurde gesperrt</h1><p>Dieses Konto ist vorübergehend gesperrt. Der Inhaber wendet sich bitte an den Kundendienst seines Hosters.</p>',
  { lang: 'de' },
)

export const SUSPENDED_FRENCH = document(
  'Compte suspendu',
  '<h1>Ce compte a été suspendu</h1><p>Veuillez contacter votre hébergeur pour plus de renseignements.</p>',
  { lang: 'fr' },
)

export const PLESK_SUSPENDED = document(
  'Website is temporarily unavailable',
  '<div class="page"><h1>The website is temporarily suspended</h1><p>This website has been suspended. If you are the owner, sign in to Plesk or write to your provider.</p></div>',
)

export const RESELLER_SUSPENDED = document(
  'Website Suspended',
  '<center><h2>This website has been suspended</h2><p>If this is your site, please open a ticket with our helpdesk.</p><p>Cheerful Hosting</p></center>',
)

export const CWP_SUSPENDED = document(
  'Account Suspended',
  '<div class="box"><h1>Account Suspended</h1><p>CentOS WebPanel</p><p>This account was suspended by the server.</p></div>',
)
