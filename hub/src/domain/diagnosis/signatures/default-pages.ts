import type { Guard, Mark, Signature, Weight } from './signature.ts'

const OTHER: readonly Guard[] = ['not-as-before']
const SMALL: readonly Guard[] = ['small-page', 'not-as-before']

/**
 * What a web server shows for a name that nobody has set up. At the known address the host has lost the site, at another one the name
 * points at the wrong server: so the page alone names no cause. A title counts as a whole, on a page of any size.
 */
export const defaultPages: readonly Signature[] = [
  page(
    'nginx-welcome',
    'nginx',
    title(/^welcome to (nginx|openresty)( on [a-z ]{2,30})?!?$/),
    'strong',
    OTHER,
    'nginx and OpenResty packages',
  ),
  page(
    'apache-default',
    'Apache',
    title(/^apache2 (debian|ubuntu) default page: it works$/),
    'strong',
    OTHER,
    'Debian and Ubuntu packages',
  ),
  page('apache-it-works', 'Apache', text(/^it works!$/), 'strong', SMALL, 'Apache httpd'),
  page(
    'http-server-test-page',
    'the web server',
    title(/^test page for the .{0,40}http server\b.{0,60}$|^((apache|nginx) )?http server test page\b.{0,60}$/),
    'strong',
    OTHER,
    'Red Hat, CentOS and AlmaLinux packages',
  ),
  page('cpanel-default-path', 'cPanel', [{ where: 'url', pattern: /\/cgi-sys\/defaultwebpage\.cgi/ }], 'strong', [], 'docs.cpanel.net'),
  page('cpanel-default-title', 'cPanel', title(/^default web site page$/), 'strong', OTHER, 'docs.cpanel.net'),
  page(
    'cpanel-default-text',
    'cPanel',
    text(/\bsorry! if you are the owner of this website, please contact your hosting provider\b/),
    'strong',
    SMALL,
    'docs.cpanel.net',
  ),
  page('plesk-default', 'Plesk', title(/^(web server's default page|domain default page)$/), 'strong', OTHER, 'docs.plesk.com'),
  page(
    'iis-default',
    'IIS',
    title(/^(iis windows server|iis ?\d{1,2}|microsoft internet information services \d{1,2})$/),
    'strong',
    OTHER,
    'Microsoft IIS',
  ),
  page('tomcat-default', 'Tomcat', title(/^apache tomcat\/\d{1,2}\.[\d.]{1,8}$/), 'strong', OTHER, 'Apache Tomcat'),
  page('xampp-default', 'XAMPP', title(/^welcome to xampp$/), 'strong', OTHER, 'Apache Friends'),
  page('caddy-default', 'Caddy', title(/^caddy works!$/), 'strong', OTHER, 'Caddy packages'),
  page(
    'ovh-default',
    'OVH',
    text(/\b(votre domaine a bien été créé chez ovh|your domain has been created at ovh)/),
    'medium',
    SMALL,
    'field: OVHcloud',
  ),
  page(
    'hostinger-default',
    'Hostinger',
    text(/^you are all set to go! all you have to do now is upload your website files\b/),
    'medium',
    SMALL,
    'field: Hostinger',
  ),
  {
    ...page(
      'directory-listing',
      'the web server',
      [{ where: 'title', pattern: /^index of \// }],
      'strong',
      ['whole-page', 'not-as-before'],
      'Apache mod_autoindex, nginx autoindex',
    ),
    explain: 'Visitors see a bare list of files: the start page is gone.',
    note: 'A failed deployment, a wrong folder, or a break-in. File archives are meant to look so; theirs is the known page.',
  },
  {
    ...page('future-home', 'the host', text(/\bfuture home of something quite cool\b/), 'weak', SMALL, 'cPanel and GoDaddy skeletons'),
    explain: 'Visitors see a placeholder.',
    note: 'Not parked; the file stays in the folder of live sites, and shows when their start page is missing.',
  },
  {
    ...page(
      'coming-soon',
      'the site',
      text(/\b(our (new )?(website|site) is on its way|(our (new )?(website|site)|we are|we're) (is )?coming soon)\b/),
      'weak',
      ['whole-page', 'not-as-before'],
      'field',
    ),
    explain: 'Visitors read that the website is on its way.',
    note: 'Alone it says little: owners write it too.',
  },
]

function page(id: string, who: string, marks: readonly Mark[], weight: Weight, guards: readonly Guard[], source: string): Signature {
  const explain = `Visitors see the page that ${who} shows for a name that is not set up.`
  const note = 'At the known address the host lost the site; at another one the name points at the wrong server.'
  return { id, says: 'default', cause: null, who, marks, weight, guards, explain, source, note, since: '2026-11' }
}

function title(pattern: RegExp): readonly Mark[] {
  return [{ where: 'title', pattern }]
}
function text(pattern: RegExp): readonly Mark[] {
  return [{ where: 'text', pattern }]
}
