import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  title: 'Sonden',
  ownerLetsIn: 'Eine Sonde lässt ein Eigentümer herein.',
  oneLocation:
    'Websites werden von einem Standort aus gesehen. Mit einer Sonde an einem zweiten ist kein Ausfall, was nur einer von beiden nicht erreicht.',
  anyOne: 'Ein Ausfall ist, was irgendein Standort scheitern sieht.',
  quorum: 'Ein Ausfall ist, was {needed} von {locations} Standorten scheitern sehen.',
  hubItself: 'der Hub selbst',
  probes: {
    one: '1 Sonde',
    other: '{count} Sonden',
  },
  neverHeard: 'nie gehört',
  heard: 'gehört {ago}',
  takenAgain: 'Das Wort von {name} gilt wieder.',
  takeAgain: 'Sein Wort wieder gelten lassen',
  sites: {
    one: '{count} Website',
    other: '{count} Websites',
  },
  beginsLate: 'Prüfungen beginnen {time} zu spät',
  missed: {
    one: '{count} Bericht kam nie an',
    other: '{count} Berichte kamen nie an',
  },
  waiting: {
    one: '{count} Ergebnis wartet dort',
    other: '{count} Ergebnisse warten dort',
  },
  lost: {
    one: '{count} Ergebnis ging verloren',
    other: '{count} Ergebnisse gingen verloren',
  },
  version: 'Version {version}',
  notSpoken: 'Sie hat sich noch nicht gemeldet.',
  isSentAway: 'Sie ist entfernt.',
  sendAway: 'Entfernen',
  second: 'Sehen Sie Ihre Websites von einem zweiten Standort',
  letIn: 'Eine Sonde hereinlassen',
  anyMachine:
    'Jeder kleine Rechner bei einem anderen Anbieter genügt. Er fragt den Hub nach Arbeit; dort muss nichts offen sein, und er erfährt weder Kontakte noch Geheimnisse.',
  location: 'Standort',
  example: 'wien',
  smallLetters: 'Kleine Buchstaben, Ziffern und Bindestriche',
  makeCommands: 'Befehle erzeugen',
  toPaste: 'Befehle zum Einfügen in {location}',
  theCommands: 'Der Text der Befehle',
  goodOnce: 'Einmal gültig, bis {time}.',
}
