/** What mends it, in a sentence or two for whoever takes it on (causes.md 4); by cause. What costs money or is the client's own, a person decides. */
const REMEDIES: Readonly<Record<string, string>> = {
  'domain.expired': 'The client renews the domain at its registrar. Then wait until name servers and addresses are as they were.',
  'domain.hold': 'Ask the registrar why: mostly a contact has to confirm an e-mail. Then it lifts the hold.',
  'domain.redemption':
    'The client has the domain restored by its registrar, at a fee, before the thirty days are over. Telephone, do not write.',
  'domain.pending_delete':
    'Ask the registrar at once whether a restore is still possible; otherwise it has to be registered anew when it drops.',

  'dns.provider_outage': 'Nothing to change. Ask the DNS provider’s support, and follow its status page; it can take up to 24 hours.',
  'dns.ns_moved_records_missing':
    'Put the records in at the new name servers, or put the old name servers back at the registrar. Ask first who moved them.',
  'dns.lame': 'Create the zone on the servers that the parent names, or have the registrar name those that hold it.',
  'dns.record_missing': 'Put the record back at the DNS provider, at every name server.',
  'dns.record_wrong': 'Put the old address back at the DNS provider, unless somebody moved the site on purpose: ask who changed it.',
  'dns.www_cname': 'Correct the www record at the DNS provider: mostly an alias of the bare domain.',
  'dns.proxy_conflict': 'Switch one of the two proxies off for this record (DNS only), or let the first in at the host behind it.',
  'dns.dnssec': 'Have the registrar remove or replace the DS record, or sign the zone anew; the site is back when caches have forgotten.',
  'dns.inconsistent': 'Have the DNS provider bring all name servers to one version of the zone; raise the serial.',

  'hosting.billing': 'The client pays, or brings the payment data at the host up to date. Ask the host when it deletes the account.',
  'hosting.suspended_unknown': 'Ask the host whether it is the bill or abuse before anybody is told why; what follows differs.',
  'hosting.suspended_abuse': 'Clean the site, tell the host what was cleaned, and ask it to lift the suspension.',
  'hosting.provider_outage': 'Open a ticket with the host, follow its status page, and wait; moving the site is a decision for people.',
  'hosting.capacity': 'Ask the host which limit was met and collect the statistics; the partner decides about a larger plan.',
  'hosting.dos': 'Rate-limit or challenge at the edge, with an end to every rule, and ask the host for help.',
  'hosting.unmapped': 'Have the host assign the domain to the site again, at this server or in the platform’s list of domains.',

  'tls.expired': 'Renew the certificate in the panel, reload the web server, and look at which one it serves.',
  'tls.not_yet_valid': 'Check the clock that issued it; until it is valid, serve the one before.',
  'tls.name_mismatch': 'Issue a certificate that has this name, and let the server choose it for this site.',
  'tls.self_signed': 'Issue a certificate from a public authority in the panel and assign it to the site.',
  'tls.chain': 'Install the full chain, intermediate included, and reload the web server.',
  'tls.untrusted': 'Replace it by a certificate from an authority that browsers know.',
  'tls.revoked': 'Issue a new certificate with a new key, and ask why the old one was withdrawn.',
  'tls.handshake': 'Correct protocols, ciphers and certificate in the web server’s TLS settings, and reload it.',
  'tls.origin': 'Renew the certificate on the server behind the proxy, or install the proxy’s own origin certificate.',

  'security.malware': 'Keep a copy, clean from known good sources, update everything, change all passwords, and scan again after 4 hours.',
  'security.defacement': 'Keep a copy, restore the last good backup, find the way in, update everything, and change all passwords.',
  'security.seo_spam': 'Find what writes it (files, database, accounts), clean, update everything, and ask search engines for a review.',
  'security.redirect': 'Look at the site’s address in its settings, .htaccess and scripts; clean, update everything, change all passwords.',
  'security.page_miner': 'Take the script out, find the way in, update everything, and change all passwords.',
  'security.blocklisted': 'Clean the site first, then ask the list’s operator for a review.',

  'host.load': 'Record what runs before anything is restarted; then end what causes it.',
  'host.disk_full': 'Free space by logs and caches first; the database may need a restart afterwards.',
  'host.inodes': 'Delete session and cache files that have piled up; they are many, not large.',
  'host.oom': 'Record what was killed, restart it once, and lower what it may use.',
  'host.miner': 'Stop the process without ending it, keep its file, and treat the host as broken into.',
  'host.db_down': 'Start the database and read why it stopped: disk, memory or a crash.',
  'host.service_down': 'Start the web server and read its log; behind a gateway, what runs there. No access: a ticket with the host.',
  'service.mail_down':
    'See whether the mail server runs, has space and a valid certificate; mail that is on its way waits for days, so tell people that none is lost.',
  'service.files_down': 'See whether the service runs and whether a firewall shuts us out; nobody but who works on the site needs it.',
  'service.database_down':
    'See whether the server runs and whether its port is meant to be open to us; the page works, so the site itself reaches it.',
  'service.server_silent': 'See whether the service runs and whether a firewall has been changed.',
  'service.job_missed': 'Run the job by hand and read its log; a backup that fails in silence is the next disaster.',
  'host.mail_queue': 'Stop what sends, keep samples, and look for a break-in.',

  'app.db_connect': 'See whether the database runs, then whether its name, user and password in the configuration are right.',
  'app.fatal': 'Read the error log, and switch off or roll back what was changed last: plugin, theme or PHP version.',
  'app.blank': 'Read the error log; mostly a theme or a plugin dies before it writes.',
  'app.maintenance_stuck': 'See that no update is running, remove the maintenance file or switch the mode off, and finish the update.',
  'app.not_installed': 'Block the installer at once. Then bring back the database, or the right table prefix.',
  'app.config_missing': 'Block the setup page at once. Then bring the configuration file back from the backup.',
  'app.redirect_loop': 'Let the site’s address, the server’s redirects and the proxy’s TLS mode agree on one scheme and one name.',
  'app.truncated': 'Read the error log for what ended the page; then the limits of time and memory.',
  'app.assets': 'See whether the files are there and readable, then what the web server or the delivery network answers for them.',
}

/** What mends an outage of this cause; null where there is nothing to say, as for `unknown`. */
export const remedyFor = (cause: string): string | null => REMEDIES[cause] ?? null

/** The same for a person, with a word of care while nobody has confirmed the cause. */
export function sayRemedy(cause: string, isCertain: boolean): string | null {
  const remedy = remedyFor(cause)
  return remedy === null || isCertain ? remedy : `If that is the cause: ${remedy}`
}
