/** What can break, by id: how a person calls it, how a client is told ("… because <plain>"), and who hears first (COM-2). */
export type KnownCause = {
  readonly id: string
  readonly title: string
  readonly plain: string
  readonly contact: 'client' | 'partner' | null
  readonly rests: string | null // on what, where no file of `causes/` weighs it
}

const cause = (id: string, contact: KnownCause['contact'], title: string, plain: string, rests: string | null = null): KnownCause => {
  return { id, title, plain, contact, rests }
}

/** Every cause id there is. An id never changes once shipped; a new one is a line here and a file that weighs it. */
export const CAUSES: readonly KnownCause[] = [
  cause('domain.expired', 'client', 'The domain registration has lapsed', 'the registration of the domain name has run out'),
  cause('domain.hold', 'client', 'The domain is on hold', 'the domain name has been put on hold by the company it is registered with'),
  cause(
    'domain.redemption',
    'client',
    'The domain is in redemption',
    'the domain name was not renewed in time and now has to be restored by the company it is registered with',
  ),
  cause(
    'domain.pending_delete',
    'client',
    'The domain is about to be deleted',
    'the domain name was not renewed and is about to be given up by its registry',
  ),

  cause(
    'dns.provider_outage',
    'client',
    'The DNS provider has an outage',
    'the company that runs the address book entry of the site has a disruption',
  ),
  cause(
    'dns.ns_moved_records_missing',
    'partner',
    'The name servers were changed, and the records are missing at the new ones',
    'the domain name was moved to another provider before its settings were copied there',
  ),
  cause(
    'dns.lame',
    'partner',
    'The name servers do not know the zone',
    'the servers that should know the address of the site do not know it',
  ),
  cause('dns.record_missing', 'partner', 'A DNS record is missing', 'the setting that leads visitors to the site is missing'),
  cause('dns.record_wrong', 'partner', 'A DNS record points to the wrong place', 'the domain name leads visitors to the wrong server'),
  cause('dns.www_cname', 'partner', 'The www record is wrong', 'the address with “www” leads visitors to the wrong place'),
  cause(
    'dns.proxy_conflict',
    'partner',
    'Two proxies stand in front of each other',
    'two services that both stand between visitors and the site are in each other’s way',
  ),
  cause('dns.dnssec', 'partner', 'DNSSEC does not validate', 'the seal that protects the domain name is out of date'),
  cause('dns.inconsistent', 'partner', 'The name servers contradict each other', 'the domain name leads some visitors to the wrong place'),

  cause('hosting.billing', 'client', 'Suspended for billing', 'the hosting company has paused the account over a payment matter'),
  cause('hosting.suspended_unknown', 'client', 'Suspended, reason not known', 'the hosting company has paused the account'),
  cause('hosting.suspended_abuse', 'client', 'Suspended for abuse', 'the hosting company has paused the account as a precaution'),
  cause('hosting.provider_outage', 'client', 'The hosting provider has an outage', 'the hosting company has a disruption'),
  cause('hosting.capacity', 'partner', 'The plan has reached its limits', 'the site has outgrown its hosting plan'),
  cause('hosting.dos', 'partner', 'Flooded with requests', 'the site is being flooded with requests'),
  cause('hosting.unmapped', 'client', 'The host does not know the site', 'the hosting server does not know which site to show'),

  cause('tls.expired', 'client', 'The certificate has expired', 'the certificate that secures the site has expired'),
  cause('tls.not_yet_valid', 'client', 'The certificate is not valid yet', 'the certificate that secures the site is not valid yet'),
  cause(
    'tls.name_mismatch',
    'client',
    'The certificate is for another name',
    'the certificate that secures the site is made out to another name',
  ),
  cause('tls.self_signed', 'client', 'The certificate is self-signed', 'the certificate that secures the site is only a stand-in'),
  cause('tls.chain', 'client', 'The certificate chain is incomplete', 'a part of the certificate that secures the site is missing'),
  cause(
    'tls.untrusted',
    'client',
    'The certificate is not trusted',
    'browsers do not trust the issuer of the certificate that secures the site',
  ),
  cause('tls.revoked', 'client', 'The certificate was revoked', 'the certificate that secures the site was withdrawn by its issuer'),
  cause('tls.handshake', 'client', 'No secure connection can be made', 'browsers cannot agree with the server on a secure connection'),
  cause(
    'tls.origin',
    'client',
    'The certificate behind the proxy is not valid',
    'the secure connection behind the protection service of the site does not work',
  ),

  cause('security.malware', 'client', 'Malware', 'harmful code was found on the site'),
  cause('security.defacement', 'client', 'Defaced', 'the pages of the site were changed by strangers'),
  cause('security.seo_spam', 'client', 'Injected spam', 'strangers have hidden advertising in the pages of the site'),
  cause('security.redirect', 'client', 'Visitors are sent elsewhere', 'strangers have made the site send its visitors elsewhere'),
  cause('security.page_miner', 'client', 'A crypto-miner in the page', 'harmful code on the site uses the computers of its visitors'),
  cause('security.blocklisted', 'client', 'On a blocklist', 'browsers warn visitors of the site'),

  cause('host.load', 'client', 'The server is overloaded', 'the server is overloaded'),
  cause('host.disk_full', 'client', 'The disk is full', 'the server has run out of storage'),
  cause('host.inodes', 'client', 'The file system has no inodes left', 'the server has run out of storage'),
  cause('host.oom', 'client', 'The server ran out of memory', 'the server has run out of memory'),
  cause('host.miner', 'client', 'A crypto-miner on the server', 'harmful code was found on the server'),
  cause('host.db_down', 'client', 'The database is down', 'the database of the site has stopped'),
  cause('host.service_down', 'client', 'The web server does not answer', 'the web server of the site has stopped'),
  cause('host.mail_queue', 'client', 'The mail queue is growing', 'mail from the server is held up'),

  cause('app.db_connect', 'client', 'The site cannot reach its database', 'the site cannot reach its database'),
  cause('app.fatal', 'client', 'A fatal error in the application', 'the software of the site has stopped with an error'),
  cause('app.blank', 'client', 'The page is blank', 'the software of the site shows an empty page'),
  cause('app.maintenance_stuck', 'client', 'Stuck in maintenance mode', 'an update of the site has not finished'),
  cause('app.not_installed', 'client', 'The application asks to be installed', 'the software of the site has lost its contents'),
  cause('app.config_missing', 'client', 'The configuration is missing', 'the software of the site has lost its settings'),
  cause('app.redirect_loop', 'client', 'The site redirects in a circle', 'the site sends its visitors round in a circle'),
  cause('app.truncated', 'client', 'The page ends in the middle', 'the pages of the site break off in the middle'),
  cause('app.assets', 'client', 'Parts of the page are missing', 'parts of the pages cannot be loaded'),

  cause(
    'service.mail_down',
    'partner',
    'The mail server does not answer',
    'the mail server has stopped',
    'The page is well, and mail is not: a check of SMTP, IMAP or POP3 fails.',
  ),
  cause(
    'service.files_down',
    'partner',
    'The file access does not answer',
    'the access to the files of the site has stopped',
    'The page is well, and a check of FTP or SSH fails.',
  ),
  cause(
    'service.database_down',
    'partner',
    'The database server does not answer',
    'the database server cannot be reached',
    'The page is well, and a check of the database fails.',
  ),
  cause(
    'service.server_silent',
    'partner',
    'A service of the server does not answer',
    'a service on the server cannot be reached',
    'The page is well, and a check of a port, or a ping, fails.',
  ),
  cause(
    'service.job_missed',
    'partner',
    'A job has not reported in',
    'a regular job has not run',
    'A job did not report in its time, or reported that it failed.',
  ),

  cause(
    'maintenance.planned',
    null,
    'Planned maintenance',
    'planned work is going on',
    'A window that was announced, by you or by the provider, is on.',
  ),

  cause(
    'false_alarm.probe',
    null,
    'Our probe cannot see',
    'our own view was disturbed',
    'Our canaries fail too, or too many unrelated sites fail at once: it is our own connection.',
  ),
  cause(
    'false_alarm.waf_block',
    null,
    'A firewall turned our probe away',
    'our own view was blocked',
    'What answers is a firewall or a challenge page, which lets others in.',
  ),
  cause(
    'false_alarm.geo_block',
    null,
    'Our location is not let in',
    'our own view was blocked',
    'The answer says that the country of our location is not let in.',
  ),
  cause(
    'false_alarm.resolver',
    null,
    'Only one resolver fails',
    'our own view was disturbed',
    'Another resolver leads to the site, and there it is well.',
  ),
  cause('false_alarm.transient', null, 'A blip', 'there was a short disturbance', 'It was well again as soon as it was looked at anew.'),
  cause(
    'false_alarm.clock',
    null,
    'Our clock is wrong',
    'our own clock was wrong',
    'Our own clock is far from what others say the time is.',
  ),
  cause(
    'false_alarm.regional',
    null,
    'Not reached from one location alone',
    'the way to it was disturbed in one region',
    'One location fails to reach it, and the others see it well.',
  ),

  cause(
    'unknown',
    null,
    'Cause not known yet',
    'of a fault we are still looking for',
    'Nothing speaks for any cause clearly enough, or two are as likely as each other.',
  ),
]

const BY_ID = new Map(CAUSES.map((known) => [known.id, known]))

/** Whether `id` names a cause. A family such as `tls.*` does not. */
export const isCause = (id: string) => BY_ID.has(id)

/** The cause with this id, or null. */
export const findCause = (id: string): KnownCause | null => BY_ID.get(id) ?? null

/** `tls.expired` → `tls`; an id without a dot, such as `unknown`, is its own family. */
export const familyOf = (id: string) => id.split('.')[0]!

/** The families that a playbook may name as `family.*`. */
export const FAMILIES: readonly string[] = [...new Set(CAUSES.map(({ id }) => familyOf(id)))]
