// Takes secrets out of fields as bytes, so that they can be overwritten after use.

/**
 * The bytes (UTF-8) of what stands in the field, which is emptied. Characters are composed first (NFC), because
 * keyboards of different systems write the same accented letter in different ways.
 */
export function takeSecret(field: HTMLInputElement): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(field.value.normalize('NFC'))
  field.value = ''
  return bytes
}
