// The words of the certificate of a disposal.
export const certificate = {
  'certificate.title': 'Certificate of disposal',
  'certificate.back': 'Holds and disposal of this inspection',
  'certificate.print': 'Print the certificate',
  'certificate.lead': 'The inspection {name} was destroyed by order of two records managers.',
  'certificate.reference': 'Inspection',

  'certificate.what': 'What was destroyed',
  'certificate.what.parts':
    'Each part with the number of entries that the order covers and the root of the store’s tree over them.',
  'certificate.part.evidence': 'Evidence',
  'certificate.part.register': 'Register',
  'certificate.part.identities': 'Identities',
  'certificate.part.restricted': 'Restricted',
  'certificate.part.directory': 'Directory',
  'certificate.part': '{part}: {entries}',
  'certificate.id': 'Identifier',
  'certificate.root': 'Root',
  'certificate.epoch': 'Epoch of the tree',
  'certificate.committed': 'Commit',

  'certificate.why': 'Why',
  'certificate.who': 'Who decided, and when',
  'certificate.who.proposed': 'Proposed by',
  'certificate.who.approved': 'Approved by',
  'certificate.who.committed': 'Committed by',
  'certificate.who.store': 'the central store, whose device is {device}',
  'certificate.person': '{name}, {post}',
  'certificate.when': '{when}, by the clock of {whose}',
  'certificate.when.device': 'their device',
  'certificate.when.store': 'the store',
  'certificate.when.unknown': 'Not known when',
  'certificate.clocks':
    'Times are what each device’s own clock showed. The order of the entries does not depend on them: it is fixed by the store’s tree.',

  'certificate.how': 'How',
  'certificate.how.store':
    'The central store deleted the encrypted bodies and the sealed keys, and wrote its files anew.',
  'certificate.how.devices':
    'Each device below deleted its keys, the encrypted bodies, what it had worked out from them and its search words, and said so after its files had been written anew.',
  'certificate.devices': '{part}: devices that carried it out',
  'certificate.column.person': 'Person',
  'certificate.column.device': 'Device',
  'certificate.column.when': 'When, by its clock',
  'certificate.column.bodies': 'Bodies',
  'certificate.column.keys': 'Keys',
  'certificate.column.left': 'Came too late',
  'certificate.devices.none': '{part}: no device has said so yet.',
  'certificate.keys': '{part}: keys destroyed, by identifier',
  'certificate.keys.none': '{part}: no device that reported held a key.',

  'certificate.limits': 'What this certificate cannot promise',
  'certificate.limits.paper': 'Copies that somebody printed, wrote down or photographed.',
  'certificate.limits.disk':
    'Blocks that a disk may keep after its files were written anew. Without the keys they cannot be read.',
  'certificate.limits.backups':
    'Backups of the store, and copies of vaults made outside Fieldbook, until they are deleted in their turn. A store that is put back from one carries out the disposal again before it answers anybody.',
  'certificate.limits.devices': 'Devices that have not yet said that they carried it out:',
  'certificate.limits.devices.none': 'Every device that knew the inspection has said that it carried it out.',
  'certificate.limits.device': '{name}, device {device}',
  'certificate.limits.left': {
    one: '1 text that came too late for the disposal. Its writer still has it, and enters it in another inspection or discards it.',
    other:
      '{count} texts that came too late for the disposal. Their writers still have them, and enter them in another inspection or discard them.',
  },
  'certificate.limits.left.none': 'Nothing was reported as having come too late.',

  'certificate.signed': 'The signed orders',
  'certificate.signed.body': {
    one: '1 order with its signature and the key of the device that signed it, as JSON. With it anybody can check this certificate without Fieldbook. It holds identifiers, rules and days, and no names.',
    other:
      '{count} orders with their signatures and the keys of the devices that signed them, as JSON. With them anybody can check this certificate without Fieldbook. They hold identifiers, rules and days, and no names.',
  },
  'certificate.signed.save': 'Save the signed orders',
  'certificate.signed.show': 'Show the signed orders',
  'certificate.signed.text': 'Signed orders',
  'certificate.signed.hint': 'Press Ctrl + A in the field to choose all of it, and Ctrl + C to copy it.',
} as const
