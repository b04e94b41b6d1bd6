import { WORD_PATHS } from './word-facts.ts'

/** A variable that a template may use: what it means, and a value as a reader may see it. */
export type Variable = { readonly name: string; readonly meaning: string; readonly example: string }

const says = (meaning: string, example: string) => ({ meaning, example })

const MEANINGS: Readonly<Record<string, Omit<Variable, 'name'>>> = {
  audience: says('Who reads: client, partner, responder or public.', 'client'),
  language: says('The language of the template.', 'en'),
  site: says('The site, as its name.', 'cornerbakery.example'),
  url: says('Its address.', 'https://cornerbakery.example/'),
  since: says("When it began, in the reader's zone.", 'Wed 4 Mar 2026, 10:00 CST'),
  since_short: says('The same, without the day.', '10:00 CST'),
  duration: says('How long it has lasted, or lasted until it was well.', '15 minutes'),
  again_since: says('When the present outage began, after a relapse; else nothing.', '11:20 CST'),
  well_since: says('Since when the site has been well; else nothing.', '11:45 CST'),
  visitors_see: says('What stands after “Visitors see”.', 'a security warning instead of the website'),
  client: says('The name of the client; nothing for a site of the operator.', 'Corner Bakery'),
  partner: says('The name of the partner, else of the operator.', 'Brightside Studio'),
  recipient: says('The name of the reader.', 'Bo Hart'),
  greeting: says("How a letter begins, without the comma; in the partner's own words if it has some.", 'Hello Bo Hart'),
  brand: says('Who speaks; use its parts.', ''),
  cause: says('What stands after “because”, in plain words; nothing while no cause is confirmed.', 'the certificate has expired'),
  cause_title: says('The cause, for partners and responders.', 'The certificate has expired'),
  because: says('Sentences of evidence, for partners and responders.', 'The certificate ran out on 2026-03-04.'),
  facts: says('What the diagnosis or the configuration knows; use its parts.', ''),
  status_link: says("The reader's status page.", 'https://status.brightside.example/'),
  incident_link: says('The incident in the console.', 'https://allclear.harbor.example/incidents/7'),
  hand_over_link: says('All that is known in one piece, for responders.', 'https://allclear.harbor.example/incidents/7/hand-over'),
  answer_link: says('Where a yes or no is given, when one is asked for.', 'https://allclear.harbor.example/answer/…'),
  playbook: says('The title of the playbook.', 'Certificate error'),
  step_title: says('The task or question that this message tells of.', 'Renew the certificate'),
  coverage_note: says('From when a person looks, in a gap of coverage; else nothing.', 'A person looks from 06:00 EST'),
  next_update: says('When the reader hears next, if that is certain.', '10:45 CST'),
  again: says('Whether it has come back.', 'false'),
  outages: says('How many outages this incident has.', '1'),
  acknowledged_by: says('Who took it, for partners and responders.', 'Kofi Mensah'),
  task_titles: says('Open tasks, for partners and responders.', 'Renew the certificate'),
  larger_outage: says('The larger outage that it is part of, for partners and responders.', ''),
  also: says('In a summary: further outages that are over, each with site, since, duration and cause.', ''),
  parts: says('In a digest: what it carries, each with subject and lines.', ''),
  quickened_note: says('A line about the speed of the demonstration; else nothing.', ''),
  maintenance: says('What is told of a planned window; use its parts.', ''),
  'maintenance.starts': says("When it begins, in the reader's zone.", 'Tue 13 Apr 2027, 01:00 CDT'),
  'maintenance.ends': says('When it ends.', 'Tue 13 Apr 2027, 01:45 CDT'),
  'maintenance.lasts': says('How long it lasts.', '45 minutes'),
  'maintenance.disrupts': says('What is disrupted.', 'Websites on Anchor Hosting are unreachable.'),
  'maintenance.reason': says('Why it must be done.', 'Security update of the operating system.'),
  'maintenance.benefit': says('What it brings the customer.', 'Closes a known vulnerability.'),
  'maintenance.support': says('How support is reached meanwhile.', 'Mail care@brightside.example'),
  'maintenance.alternatives': says('What can be used instead.', 'none'),
  'maintenance.sites': says("The reader's own sites that it concerns.", 'cornerbakery.example'),
  'maintenance.short_notice': says('Why it could not be told a week before; else nothing.', ''),
  'maintenance.moved_from': says('The start before it was moved; else nothing.', ''),
  'maintenance.cancelled_because': says('Why it does not take place; else nothing.', ''),
  'brand.name': says('The name in From.', 'Brightside Care'),
  'brand.colour': says('Its colour.', '#0b6e4f'),
  'brand.logo': says('The address of its logo.', 'https://brightside.example/logo.svg'),
  'brand.signature': says('The lines under a letter, if the partner has its own.', 'Your team at Brightside'),
  'facts.domain': says('The registered domain.', 'cornerbakery.example'),
  'facts.registrar': says('Where it is registered.', 'NameSilver'),
  'facts.registrar_login': says('Where one signs in there.', 'https://namesilver.example/login'),
  'facts.expired_on': says('The day on which it ran out.', '4 March 2026'),
  'facts.hosting': says('The hosting company.', 'Anchor Hosting'),
  'facts.hosting_support': says('How to reach it.', 'https://anchor.example/support'),
}

/** The data dictionary with its sentences. What a diagnosis may learn beyond that explains itself by its name. */
export const DICTIONARY: readonly Variable[] = WORD_PATHS.map((name) => {
  const known = MEANINGS[name] ?? says(`What the diagnosis found: ${name.replace('facts.', '').replaceAll('_', ' ')}.`, '')
  return { name, ...known }
})
