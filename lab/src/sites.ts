import type { DnsProvider } from './addresses.ts'
import type { EdgeBrand } from './edges.ts'

/** A website of the lab: whose it is, where it stands, and what a visitor reads there. */
export type Website = {
  readonly name: string
  readonly partner: 'brightside' | 'northlight'
  readonly client: string
  readonly address: string
  readonly dns: DnsProvider
  readonly hosting: 'anchor-hosting' | 'kranich-hosting' | 'hafen-hosting'
  readonly stack: 'WordPress' | 'static pages'
  readonly registrar?: 'namesilver' | 'domaindepot' // the first when nothing is said
  readonly edge?: EdgeBrand // the delivery network in front of it
  readonly language: string
  readonly title: string
  readonly phrase: string // what `expect.contains` looks for; the fault `content-missing` takes it away
  readonly paragraphs: readonly string[]
  readonly menu: readonly string[]
}

export const WEBSITES: readonly Website[] = [
  {
    name: 'cornerbakery.example',
    partner: 'brightside',
    client: 'corner-bakery',
    address: '127.11.1.10',
    dns: 'namesilver',
    hosting: 'anchor-hosting',
    stack: 'WordPress',
    language: 'en',
    title: 'Corner Bakery',
    phrase: 'Fresh bread',
    paragraphs: [
      'Fresh bread from six in the morning, every day but Monday. Our sourdough rests for thirty hours before it meets the oven, and you can taste each of them.',
      'We bake with flour from two mills on the river, butter from a dairy you can walk to, and no hurry at all. Order a cake by Thursday noon and collect it on Saturday.',
      'You find us at the corner of Elm and Fourth, opposite the library. There are eleven seats inside and a bench in the sun.',
    ],
    menu: ['Country loaf', 'Rye with caraway', 'Cinnamon knots', 'Plum cake', 'Poppy seed rolls', 'Soup of the day'],
  },
  {
    name: 'rosewood-dental.example',
    partner: 'brightside',
    client: 'rosewood-dental',
    address: '127.12.2.10',
    dns: 'namesilver',
    hosting: 'anchor-hosting',
    stack: 'WordPress',
    language: 'en',
    title: 'Rosewood Dental',
    phrase: 'Gentle dentistry',
    paragraphs: [
      'Gentle dentistry for the whole family, in the same brick house since 1994. Dr. Okafor and her team explain what they do before they do it.',
      'New patients are welcome. We keep two appointments free each morning for people in pain: call before nine and you will be seen the same day.',
      'Most insurance plans are accepted. If yours is not, we tell you the price before we begin, in writing, and you decide in peace.',
      'Parking is behind the house, and the entrance has no steps.',
    ],
    menu: ['Check-ups and cleaning', 'Fillings', 'Crowns and bridges', 'Care for children', 'Emergency appointments'],
  },
  {
    name: 'lakeside-yoga.example',
    partner: 'brightside',
    client: 'lakeside-yoga',
    address: '127.13.3.10',
    dns: 'namesilver',
    hosting: 'anchor-hosting',
    stack: 'WordPress',
    language: 'en',
    title: 'Lakeside Yoga',
    phrase: 'Breathe by the water',
    paragraphs: [
      'Breathe by the water: nine classes a week in a bright room above the boathouse, for beginners and for people who have practised for years.',
      'The first class is free. Mats, blankets and tea are here; bring clothes you can move in and a little patience with yourself.',
      'In summer we practise on the pier at sunrise. When it rains, we listen to it from inside.',
    ],
    menu: ['Slow flow', 'Yoga for backs', 'Before birth', 'Breathing and stillness'],
  },
  {
    name: 'alpenhof.example',
    partner: 'northlight',
    client: 'alpenhof',
    address: '127.21.4.10',
    dns: 'anchor',
    hosting: 'anchor-hosting',
    stack: 'WordPress',
    language: 'de',
    title: 'Hotel Alpenhof',
    phrase: 'Zimmer mit Bergblick',
    paragraphs: [
      'Zimmer mit Bergblick, ein Kachelofen in der Stube und ein Frühstück, das bis elf Uhr dauert. Familie Brandner führt den Alpenhof in vierter Generation.',
      'Zwanzig Zimmer, zwölf davon mit Balkon nach Süden. Der Wanderbus hält vor der Tür, die Seilbahn ist in acht Minuten zu Fuß erreichbar.',
      'Im Winter wachsen wir Ihre Ski, im Sommer füllen wir Ihre Trinkflasche mit Quellwasser. Hunde sind willkommen und bekommen eine Decke.',
      'Fragen Sie uns nach freien Tagen: Wir antworten am selben Abend.',
    ],
    menu: ['Doppelzimmer', 'Familienzimmer', 'Stube und Küche', 'Wanderungen', 'Anreise mit der Bahn', 'Gutscheine', 'Preise'],
  },
  {
    name: 'fahrradwerk.example',
    partner: 'northlight',
    client: 'fahrradwerk',
    address: '127.22.5.10',
    dns: 'anchor',
    hosting: 'kranich-hosting',
    stack: 'static pages',
    language: 'de',
    title: 'Fahrradwerk',
    phrase: 'Werkstatt ohne Termin',
    paragraphs: [
      'Werkstatt ohne Termin, Dienstag bis Samstag. Ein platter Reifen ist in zwanzig Minuten geflickt, und wer warten mag, bekommt einen Kaffee.',
      'Wir bauen Räder aus Stahl, die ein Leben halten, und reparieren alles, was zwei Räder und eine Kette hat. Gebrauchte Räder prüfen wir, bevor wir sie verkaufen.',
      'Jeden ersten Donnerstag im Monat zeigen wir am Abend, wie man eine Schaltung einstellt. Werkzeug liegt bereit.',
    ],
    menu: ['Reparatur', 'Räder nach Maß', 'Gebrauchte Räder', 'Abendkurs'],
  },
  {
    name: 'tidepool-books.example',
    partner: 'northlight',
    client: 'tidepool-books',
    address: '127.23.6.10',
    dns: 'zonehaus',
    hosting: 'kranich-hosting',
    stack: 'WordPress',
    language: 'en',
    title: 'Tidepool Books',
    phrase: 'Books for rainy days',
    paragraphs: [
      'Books for rainy days, and for the others too. A small shop by the harbour with four thousand titles in English, chosen by people who have read them.',
      'Order before noon and most books are here the next morning. We wrap presents, write cards and post to every country that has a letter box.',
      'On the last Friday of the month somebody reads aloud at eight in the evening. Come early: there are thirty chairs and one armchair.',
      'Teachers get ten per cent off whatever they need for a class. Students get a seat by the window for as long as they like.',
    ],
    menu: ['New this week', 'The sea', 'For children', 'Poetry', 'Maps', 'Second hand', 'Gift vouchers', 'Readings'],
  },
]

/** Hosts known to be well: a probe that cannot reach these has trouble of its own. */
export const CANARIES = [
  { name: 'canary-one.example', address: '127.31.1.10', dns: 'namesilver' },
  { name: 'canary-two.example', address: '127.32.1.10', dns: 'anchor' },
] as const
