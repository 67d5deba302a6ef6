// Postcodes and e-mail addresses as they are written in running text.
import type { Hit } from './identifier.ts'
import { matchesOf } from './numbers.ts'

/**
 * Area, district, sector and unit (Royal Mail, Programmers' Guide to the PAF), with any letter in any place: codes of
 * the health service, such as ZZ99 3VZ, and slips of the finger name a place as well.
 */
const postcode = /(?<![\p{L}\p{N}])(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?![\p{L}\p{N}])/giu
/** "e2 1st floor" and "room b4 3pm" have the shape of a postcode. */
const measured = /(?:1st|2nd|3rd|[04-9]th|\d(?:am|pm|cm|km|mm|kg|mg|ml))$/
/** Bounded, so that a long run of letters is not read once for each of them. */
const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,5}\.\p{L}{2,24}/gu

export function postcodesIn(text: string): readonly Hit[] {
  return matchesOf(postcode, text)
    .filter(({ words }) => !measured.test(words))
    .map(({ from, to }) => ({ kind: 'postcode', from, to }))
}

export function emailsIn(text: string): readonly Hit[] {
  return matchesOf(email, text).map(({ from, to }) => ({ kind: 'email', from, to }))
}
